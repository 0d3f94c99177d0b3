from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_serve_page", order=-10)
def remember_served_page(page, request, args, kwargs):
    """The language switcher needs to know which page this is, in any template."""
    request.served_page = page


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_follow_their_original(pages, action):
    """Deleting or moving an original takes its translations along, and Wagtail says so before."""
    if action not in {"delete", "move"}:
        return {}
    return {page: Page.objects.translation_of(page, inclusive=False) for page in pages}
