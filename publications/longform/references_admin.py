"""The list of references in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from .references import Reference


class ReferenceViewSet(SnippetViewSet):
    model = Reference
    icon = "openquote"
    menu_label = _("References")
    menu_name = "references"
    menu_order = 262
    add_to_admin_menu = True
    list_display = ["title", Column("called", label=_("Author and year")), "kind", "language"]
    list_filter = ["kind", "language"]
    search_fields = ["authors", "title", "container"]
    list_per_page = 50
