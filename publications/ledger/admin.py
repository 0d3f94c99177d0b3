"""The ledger's corner of the admin: what was asked, of whom, what came back, what came of it."""

from django.db.models import Count, Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from .assessments import Assessment
from .authorities import Authority
from .desk import bulk, keeping  # noqa: F401
from .desk.lists import DayColumn
from .desk.recommendations import RecommendationViewSet
from .desk.sendings import SendingViewSet
from .followups import FollowUp
from .milestones_admin import MilestoneViewSet
from .reminding.admin import ReminderViewSet
from .sendings import Sending


class OfRecommendationView(CreateView):
    """Coming from the form of a recommendation, that field is filled in already."""

    def get_initial_form_instance(self):
        asked = self.request.GET.get("recommendation", "")
        return self.model(recommendation_id=int(asked) if asked.isdecimal() else None)


class FollowUpViewSet(SnippetViewSet):
    model = FollowUp
    add_view_class = OfRecommendationView
    icon = "check"
    menu_label = _("What was carried out")
    list_display = [
        "recommendation",
        DayColumn("assessed_on", label=_("Assessed on"), sort_key="assessed_on"),
        "implementation",
        "assessed_by",
    ]
    list_filter = ["implementation", "assessed_by"]
    queryset = FollowUp.objects.select_related("recommendation")


class AssessmentViewSet(SnippetViewSet):
    model = Assessment
    add_view_class = OfRecommendationView
    queryset = Assessment.objects.select_related("recommendation")
    icon = "pick"
    menu_label = _("Our assessments")
    list_display = [
        "recommendation",
        DayColumn("made_on", label=_("Made on"), sort_key="made_on"),
        "verdict",
        DayColumn("replied_on", label=_("Authority replied on"), sort_key="replied_on"),
    ]
    list_filter = ["verdict"]


class AuthorityViewSet(SnippetViewSet):
    model = Authority
    icon = "site"
    menu_label = _("Authorities")
    list_display = [
        "name_fr",
        "name_nl",
        "level",
        Column("waiting", label=_("Waiting for an answer"), sort_key="waiting"),
        Column("successor", label=_("Taken over by")),
    ]
    list_filter = ["level"]
    search_fields = ["name_fr", "name_nl"]

    def get_queryset(self, request):
        silent = Sending.objects.awaiting_answer(timezone.localdate())
        waiting = Count("sendings", filter=Q(sendings__in=silent.order_by().values("pk")))
        return Authority.objects.select_related("successor").annotate(waiting=waiting)


class DepositsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("publications.change_deposit")


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

    def get_submenu_items(self):
        """What authorities deposited is no list of records: it is read, then decided."""
        records = super().get_submenu_items()
        deposits = DepositsMenuItem(
            _("Deposited answers"),
            reverse_lazy("deposits"),
            name="deposits",
            icon_name="mail",
            order=len(records) + 1,
        )
        return [*records, deposits]
