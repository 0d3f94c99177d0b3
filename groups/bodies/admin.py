"""One form for a body: what it is, who sits in it, what it works by."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .composition import clashes
from .records import Body


class BodyForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        for form in kept(self.formsets.get("constituencies")):
            self.check_seats(form)
        return cleaned

    def check_seats(self, form):
        name, seats = form.instance.name.plain, form.cleaned_data["seats"]
        terms = [one.instance.term for one in kept(form.formsets["mandates"])]
        for seat in sorted(clashes(terms)):
            self.add_error(
                None,
                _("%(name)s: two mandates overlap on seat %(seat)d. End the earlier one first.")
                % {"name": name, "seat": seat},
            )
        highest = max((term.seat for term in terms), default=0)
        if seats and highest > seats:
            self.add_error(
                None,
                _("%(name)s: there is a mandate on seat %(seat)d, but only %(seats)d seats.")
                % {"name": name, "seat": highest, "seats": seats},
            )


def kept(formset):
    """The rows that the form would leave, without the empty and the faulty ones."""
    if formset is None:
        return []
    formset.is_valid()
    told = [form for form in formset.forms if form.instance.pk or form.has_changed()]
    return [form for form in told if form.is_valid() and not form.cleaned_data.get("DELETE")]


IDENTITY = [
    FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("slug")]),
    FieldRowPanel([FieldPanel("lead_fr"), FieldPanel("lead_nl")]),
    FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on"), FieldPanel("is_public")]),
]
SEATS = [
    FieldPanel("needs_parity"),
    InlinePanel(
        "constituencies",
        heading=gettext_lazy("Who sits in it"),
        label=gettext_lazy("constituency"),
        help_text=gettext_lazy("Seats and functions, never persons. Each mandate has its term."),
    ),
]
WORK = [
    FieldPanel("meetings_min"),
    InlinePanel(
        "meeting_counts", heading=gettext_lazy("Meetings held"), label=gettext_lazy("year")
    ),
    InlinePanel(
        "documents", heading=gettext_lazy("Rules and charter"), label=gettext_lazy("document")
    ),
]


class ParityColumn(Column):
    """Whether all that vote have as many seats today, said in words."""

    def get_value(self, instance):
        if not instance.needs_parity:
            return _("not asked")
        found = instance.parity_on(timezone.localdate())
        seats = " – ".join(str(count) for count in found.seats) or "0"
        if found.holds:
            return _("holds (%(seats)s)") % {"seats": seats}
        return _("does not hold (%(seats)s)") % {"seats": seats}


class BodyViewSet(SnippetViewSet):
    model = Body
    icon = "group"
    menu_label = gettext_lazy("Governance")
    menu_order = 255
    add_to_admin_menu = True
    list_display = [
        "name_fr",
        "name_nl",
        "kind",
        ParityColumn("parity", label=gettext_lazy("Parity")),
        "is_public",
    ]
    list_filter = ["kind"]
    search_fields = ["name_fr", "name_nl"]
    queryset = Body.objects.with_seats()
    edit_handler = TabbedInterface(
        [
            ObjectList(IDENTITY, heading=gettext_lazy("What it is")),
            ObjectList(SEATS, heading=gettext_lazy("Who sits in it")),
            ObjectList(WORK, heading=gettext_lazy("How it works")),
        ],
        base_form_class=BodyForm,
    )


register_snippet(BodyViewSet)
