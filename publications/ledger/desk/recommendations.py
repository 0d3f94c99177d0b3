"""The list of recommendations: sorted by silence, filtered by state, sent many at once."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import SnippetViewSet

from .. import account, casefile, states
from ..authorities import Authority
from ..recommendations import Recommendation
from .form import FORM
from .lists import ClockColumn, ClockedIndexView, LanguagesColumn


class RecommendationFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Where it stands"), choices=states.Bucket.choices, method="standing"
    )
    authority = django_filters.ModelChoiceFilter(
        label=_("Addressee"), queryset=Authority.objects.all(), method="addressed_to"
    )
    year = django_filters.NumberFilter(label=_("Year"))
    is_withdrawn = django_filters.BooleanFilter(
        label=_("Withdrawn"), field_name="withdrawn_on", lookup_expr="isnull", exclude=True
    )
    has_dutch = django_filters.BooleanFilter(label=_("Has a Dutch text"), method="with_dutch")

    class Meta:
        model = Recommendation
        fields = [
            "state",
            "authority",
            "year",
            "type",
            "level",
            "themes",
            "validation",
            "live",
            "is_withdrawn",
            "has_dutch",
        ]

    def standing(self, recommendations, name, value):
        pks = set(recommendations.order_by().values_list("pk", flat=True))
        whole, wanted = account.read(timezone.localdate(), pks), states.WITHIN.get(value, (value,))
        return recommendations.filter(pk__in=[pk for pk in pks if whole.bucket(pk) in wanted])

    def addressed_to(self, recommendations, name, value):
        return states.sent_to(recommendations, value)

    def with_dutch(self, recommendations, name, value):
        without = recommendations.filter(title_nl="")
        return recommendations.exclude(title_nl="") if value else without


def submitted(recommendations):
    """Those on which the committee has to decide, in one query: Wagtail asks one for each line."""
    known = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Recommendation),
        object_id__in=[str(one.pk) for one in recommendations],
    )
    return {int(pk) for pk in known.values_list("object_id", flat=True)}


def published(one, is_submitted):
    if one.withdrawn_on:
        return _("withdrawn")
    if is_submitted:
        return _("public, changes submitted") if one.live else _("submitted")
    if one.live:
        return _("public, with a draft") if one.has_unpublished_changes else _("public")
    return _("taken off") if one.first_published_at else _("draft")


class RecommendationIndexView(ClockedIndexView):
    def with_waiting_since(self, queryset):
        return states.with_waiting_since(queryset, self.today)

    def tell(self, rows):
        to_decide = submitted(rows)
        for one, clock in casefile.with_clocks(rows, self.today):
            one.today = clock
            one.addressee = clock.sending.authority.called.plain if clock.sending else "–"
            one.published = published(one, one.pk in to_decide)


class RecommendationViewSet(SnippetViewSet):
    model = Recommendation
    copy_view_enabled = False  # a number belongs to one
    icon = "list-ol"
    menu_label = _("Recommendations")
    index_view_class = RecommendationIndexView
    list_display = [
        "number",
        Column("title.plain", label=_("In one sentence")),
        LanguagesColumn("languages", label=_("Languages")),
        Column("addressee", label=_("Addressee")),
        ClockColumn(),
        StatusTagColumn(
            "published", label=_("On the site"), primary=lambda one: one.live, sort_key="live"
        ),
    ]
    filterset_class = RecommendationFilter
    search_fields = ["number", "title_fr", "title_nl", "text_fr", "text_nl"]
    ordering = ["-year", "-number"]
    list_per_page = 50
    edit_handler = FORM
