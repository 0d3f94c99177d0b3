"""The list of entries, oldest confirmation at hand, and networks."""

from datetime import timedelta

import django_filters
from django.db.models import Count, F, Q
from django.forms import CheckboxSelectMultiple
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .. import saying
from ..form import network_form, organisation_form
from ..models import Network, Organisation, Theme
from .confirming import PERMISSION

MONTH = timedelta(days=30.44)
NEVER = "never"
AGES = [(NEVER, _("never confirmed")), ("6", _("more than 6 months ago"))] + [
    (months, _("more than %(months)s months ago") % {"months": months})
    for months in ("12", "18", "24")
]


class ConfirmedColumn(BaseColumn):
    """The day, its age, and the one click that makes it today."""

    cell_template_name = "directory/admin/confirm_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        return super().get_cell_context_data(instance, parent_context) | {
            "freshness": saying.freshness(instance.confirmed_on),
            "may_confirm": request.user.has_perm(PERMISSION),
            "csrf_token": get_token(request),
            "next": request.get_full_path() if "/results/" not in request.path else "",
        }


class OrganisationFilter(WagtailFilterSet):
    age = django_filters.ChoiceFilter(label=_("Confirmed"), choices=AGES, method="confirmed_before")
    # By their words, not by numbers that a hand-written address could make too large for a table.
    themes = django_filters.ModelMultipleChoiceFilter(
        queryset=Theme.objects.all(),
        field_name="themes__code",
        to_field_name="code",
        label=_("Themes"),
        widget=CheckboxSelectMultiple,
    )
    networks = django_filters.ModelMultipleChoiceFilter(
        queryset=Network.objects.all(),
        field_name="networks__slug",
        to_field_name="slug",
        label=_("Networks"),
        widget=CheckboxSelectMultiple,
    )
    has_email = django_filters.BooleanFilter(label=_("Has an e-mail"), method="with_email")

    class Meta:
        model = Organisation
        fields = ["age", "kind", "themes", "networks", "has_email"]

    def confirmed_before(self, entries, name, value):
        if value == NEVER:
            return entries.filter(confirmed_on__isnull=True)
        day = timezone.localdate() - int(value) * MONTH
        return entries.filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=day))

    def with_email(self, entries, name, value):
        return entries.exclude(email="") if value else entries.filter(email="")


class OrganisationIndexView(IndexView):
    def order_queryset(self, queryset):
        """Never confirmed is older than any day."""
        if self.ordering in ("confirmed_on", "-confirmed_on"):
            by = F("confirmed_on")
            first = by.asc(nulls_first=True) if self.ordering == "confirmed_on" else by.desc()
            return queryset.order_by(first, "name_fr")
        return super().order_queryset(queryset)


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    index_view_class = OrganisationIndexView
    list_display = [
        "__str__",
        ConfirmedColumn("confirmed_on", label=_("Confirmed on"), sort_key="confirmed_on"),
        Column("get_kind_display", label=_("Kind of body"), sort_key="kind"),
        UpdatedAtColumn(label=_("Updated")),
        LiveStatusTagColumn(label=_("Status")),
    ]
    filterset_class = OrganisationFilter
    # Asked of the table itself: the full-text search of SQLite stumbles over a quotation mark.
    search_backend_name = None
    search_fields = ["name_fr", "name_nl", "acronym_fr", "acronym_nl", "email", "phone"]
    list_per_page = 50
    ordering = ["name_fr"]
    edit_handler = organisation_form


class NetworkViewSet(SnippetViewSet):
    model = Network
    icon = "site"
    menu_label = _("Networks")
    list_display = [
        "name_fr",
        "name_nl",
        "acronym",
        Column("members", label=_("Members"), sort_key="members"),
        UpdatedAtColumn(label=_("Updated")),
        LiveStatusTagColumn(label=_("Status")),
    ]
    search_backend_name = None
    search_fields = ["name_fr", "name_nl", "acronym"]
    edit_handler = network_form

    def get_queryset(self, request):
        return Network.objects.annotate(members=Count("organisations"))
