from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Locale, Page

from . import components, parity  # noqa: F401
from .admin import choosing, glossary, guide, home, localize, menu, panels, translating  # noqa: F401
from .importing import admin as importing_admin  # noqa: F401
from .readable import has_expired
from .subscriptions import admin as alerts_admin  # noqa: F401


@hooks.register("before_serve_page", order=-10)
def remember_served_page(page, request, args, kwargs):
    """The language switcher needs to know which page this is, in any template."""
    request.served_page = page


@hooks.register("before_serve_page", order=-20)
def withdrawn_at_the_hour_itself(page, request, args, kwargs):
    """The timer that withdraws pages comes by later (deploy/site-publish.timer)."""
    if has_expired(page):
        raise Http404


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_follow_their_original(pages, action):
    """Deleting or moving an original takes its translations along, and Wagtail says so before.

    Not the reverse: a translation may go alone.
    """
    if action not in {"delete", "move"}:
        return {}
    return {
        page: Page.objects.translation_of(page, inclusive=False)
        for page in pages
        if parity.source_of(page) is None
    }


@hooks.register("before_move_page")
def only_below_a_translated_page(request, page, destination):
    """The translation moves along: it needs the place to exist in its own language."""
    if parity.source_of(page) is not None:
        return None
    for locale in Locale.objects.filter(pk__in=page.get_translations().values("locale")):
        if destination.depth > 1 and not destination.has_translation(locale):
            messages.error(
                request,
                _("“%(page)s” is not translated yet: the translation could not move along.")
                % {"page": destination.title},
            )
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_urls", order=-10)
def guarded_translation_views():
    return localize.urlpatterns
