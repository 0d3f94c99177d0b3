"""The directory's corner of the admin: one menu, the entries first, the closed lists after."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import attention  # noqa: F401
from .form import organisation_form
from .models import (
    Audience,
    Municipality,
    Neighbourhood,
    Network,
    Organisation,
    SpokenLanguage,
    Theme,
)


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = [
        "__str__",
        DateColumn("confirmed_on", label=_("Confirmed on"), sort_key="confirmed_on"),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter = ["kind", "themes", "confirmed_on"]
    list_per_page = 50
    ordering = ["name_fr"]
    edit_handler = organisation_form


class NetworkViewSet(SnippetViewSet):
    model = Network
    icon = "site"
    menu_label = _("Networks")
    list_display = ["name_fr", "name_nl", "acronym"]


class VocabularyViewSet(SnippetViewSet):
    icon = "tag"
    list_display = ["label_fr", "label_nl", "code", "position"]
    search_fields = ["label_fr", "label_nl", "code"]


class ThemeViewSet(VocabularyViewSet):
    model = Theme


class AudienceViewSet(VocabularyViewSet):
    model = Audience


class SpokenLanguageViewSet(VocabularyViewSet):
    model = SpokenLanguage


class MunicipalityViewSet(VocabularyViewSet):
    model = Municipality


class NeighbourhoodViewSet(VocabularyViewSet):
    model = Neighbourhood


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Directory")
    menu_name = "directory"
    menu_icon = "group"
    menu_order = 250
    items = (
        OrganisationViewSet,
        NetworkViewSet,
        ThemeViewSet,
        AudienceViewSet,
        NeighbourhoodViewSet,
        MunicipalityViewSet,
        SpokenLanguageViewSet,
    )


register_snippet(DirectoryViewSetGroup)
