"""What the pages of the site add to the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import attention  # noqa: F401
from .activity_report import admin as activity_report_admin  # noqa: F401
from .digest import admin as digest_admin  # noqa: F401
from .links import ResourceLink
from .proposals import admin as proposals_admin  # noqa: F401
from .registrations.admin import addresses  # noqa: F401


class ResourceLinkViewSet(SnippetViewSet):
    model = ResourceLink
    icon = "link"
    menu_label = _("Useful links")
    menu_order = 270
    add_to_admin_menu = True
    list_display = [
        "title_fr",
        "title_nl",
        "theme",
        DateColumn("checked_on", label=_("Checked on"), sort_key="checked_on"),
    ]
    list_filter = ["theme"]
    search_fields = ["title_fr", "title_nl", "publisher_fr", "publisher_nl"]
    list_per_page = 50


register_snippet(ResourceLinkViewSet)
