"""The ledger's corner of the admin: what was asked, of whom, what came back, what came of it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .assessments import Assessment
from .authorities import Authority
from .desk import bulk, keeping  # noqa: F401
from .desk.recommendations import RecommendationViewSet
from .desk.sendings import SendingViewSet
from .followups import FollowUp
from .milestones_admin import MilestoneViewSet
from .reminding.admin import ReminderViewSet


class FollowUpViewSet(SnippetViewSet):
    model = FollowUp
    icon = "check"
    menu_label = _("What was carried out")
    list_display = [
        "recommendation",
        DateColumn("assessed_on", label=_("Assessed on"), sort_key="assessed_on"),
        "implementation",
        "assessed_by",
    ]
    list_filter = ["implementation", "assessed_by"]
    queryset = FollowUp.objects.select_related("recommendation")


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
        ReminderViewSet,
        FollowUpViewSet,
        AssessmentViewSet,
        MilestoneViewSet,
        AuthorityViewSet,
    )
