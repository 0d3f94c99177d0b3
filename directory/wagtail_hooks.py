"""The directory's corner of the admin: one menu, the entries first, the closed lists after."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from . import attention  # noqa: F401
from .admin.campaigns import CampaignViewSet
from .admin.organisations import NetworkViewSet, OrganisationViewSet
from .admin.reports import ReportViewSet
from .admin.words import (
    AudienceViewSet,
    MunicipalityViewSet,
    NeighbourhoodViewSet,
    SpokenLanguageViewSet,
    ThemeViewSet,
)


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Directory")
    menu_name = "directory"
    menu_icon = "group"
    menu_order = 250
    items = (
        OrganisationViewSet,
        NetworkViewSet,
        ReportViewSet,
        CampaignViewSet,
        ThemeViewSet,
        AudienceViewSet,
        NeighbourhoodViewSet,
        MunicipalityViewSet,
        SpokenLanguageViewSet,
    )


register_snippet(DirectoryViewSetGroup)
