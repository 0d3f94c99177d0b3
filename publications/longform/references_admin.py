"""The list of references in the admin."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.models import ReferenceIndex
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


@hooks.register("before_delete_snippet")
def what_is_cited_stays(request, instances):
    """A citation without its reference would keep its page from being published again."""
    cited = [
        one
        for one in instances
        if isinstance(one, Reference) and ReferenceIndex.get_references_to(one).exists()
    ]
    if not cited:
        return None
    messages.error(
        request,
        _("Still cited, so nothing was deleted: %(references)s. Take the citations away first.")
        % {"references": "; ".join(map(str, cited))},
    )
    return redirect("wagtailsnippets_publications_reference:list")
