"""Hearings and other events: reached from the form of their interpellation."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from .interpellations import InterpellationPage
from .milestones import Milestone


class MilestoneCreateView(CreateView):
    def get_initial_form_instance(self):
        """Coming from the form of an interpellation, that field is filled in already."""
        asked = self.request.GET.get("interpellation", "")
        known = InterpellationPage.objects.filter(id=asked) if asked.isdecimal() else None
        return Milestone(interpellation=known.first() if known is not None else None)


class MilestoneViewSet(SnippetViewSet):
    model = Milestone
    add_view_class = MilestoneCreateView
    icon = "calendar-alt"
    menu_label = _("Hearings and other events")
    list_display = [
        "interpellation",
        DateColumn("happened_on", label=_("Day"), sort_key="happened_on"),
        "kind",
        "authority",
    ]
    list_filter = ["kind", "happened_on"]
