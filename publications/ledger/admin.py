"""The ledger's corner of the admin: what was asked, of whom, what came back, what came of it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import (
    CreateView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from . import casefile
from .assessments import Assessment
from .authorities import Authority
from .desk.form import FORM
from .followups import FollowUp
from .recommendations import Recommendation
from .sendings import Sending
from .wording import sentence


class ClockColumn(Column):
    """Where it stands today, in one sentence."""

    def get_value(self, instance):
        return sentence(instance.today)


class RecommendationIndexView(IndexView):
    def get_context_data(self, *args, **kwargs):
        """The clocks of the rows that are shown, in a few queries."""
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["table"].data)
        for one, clock in casefile.with_clocks(rows):
            one.today = clock
        context["table"].data = rows
        return context


class RecommendationViewSet(SnippetViewSet):
    model = Recommendation
    icon = "list-ol"
    menu_label = _("Recommendations")
    index_view_class = RecommendationIndexView
    list_display = [
        "number",
        "title_fr",
        "title_nl",
        ClockColumn("today", label=_("Where it stands")),
        LiveStatusTagColumn(),
    ]
    list_filter = ["year", "type", "level", "themes"]
    search_fields = ["number", "title_fr", "title_nl"]
    ordering = ["-year", "-number"]
    list_per_page = 50
    edit_handler = FORM


class SendingIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().with_everything()

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["table"].data)
        for one in rows:
            one.today = one.clock(timezone.localdate())
        context["table"].data = rows
        return context


class SendingCreateView(CreateView):
    def get_initial_form_instance(self):
        """Coming from the form of what is sent, that field is filled in already."""
        asked = {
            name: self.request.GET.get(name, "") for name in ("recommendation", "interpellation")
        }
        known = {f"{name}_id": int(pk) for name, pk in asked.items() if pk.isdecimal()}
        return Sending(**known)


class SendingViewSet(SnippetViewSet):
    model = Sending
    add_view_class = SendingCreateView
    icon = "mail"
    menu_label = _("Sendings and answers")
    index_view_class = SendingIndexView
    list_display = [
        "__str__",
        DateColumn("sent_on", label=_("Sent on"), sort_key="sent_on"),
        DateColumn("due_on", label=_("Answer awaited by"), sort_key="due_on"),
        ClockColumn("today", label=_("Where it stands")),
    ]
    list_filter = ["authority", "addressing", "channel", "sent_on", "due_on"]
    list_per_page = 50


class FollowUpViewSet(SnippetViewSet):
    model = FollowUp
    icon = "check"
    menu_label = _("Follow-up")
    list_display = [
        "recommendation",
        DateColumn("assessed_on", label=_("Assessed on"), sort_key="assessed_on"),
        "implementation",
        "assessed_by",
    ]
    list_filter = ["implementation", "assessed_by"]


class AssessmentViewSet(SnippetViewSet):
    model = Assessment
    icon = "pick"
    menu_label = _("Our assessments")
    list_display = [
        "recommendation",
        DateColumn("made_on", label=_("Made on"), sort_key="made_on"),
        "verdict",
        DateColumn("replied_on", label=_("Authority replied on"), sort_key="replied_on"),
    ]
    list_filter = ["verdict"]


class AuthorityViewSet(SnippetViewSet):
    model = Authority
    icon = "site"
    menu_label = _("Authorities")
    list_display = ["name_fr", "name_nl", "level"]
    list_filter = ["level"]
    search_fields = ["name_fr", "name_nl"]


class LedgerViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Ledger")
    menu_icon = "list-ol"
    menu_order = 260
    items = (
        RecommendationViewSet,
        SendingViewSet,
        FollowUpViewSet,
        AssessmentViewSet,
        AuthorityViewSet,
    )
