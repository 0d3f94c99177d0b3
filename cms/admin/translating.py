"""In the page editor: translators stay in translations, and nothing half translated goes public."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms import fidelity
from cms.roles import only_translates


@hooks.register("before_edit_page", order=-10)
def open_the_right_editor(request, page):
    translation = fidelity.translation_of(page)
    if translation is None:
        return to_its_translation(request, page) if only_translates(request.user, page) else None
    if request.method == "POST" and request.POST.get("action") == "publish":
        fidelity.propose_address(translation.source, translation.target_locale)
        if reason := fidelity.why_not_public(translation.source, translation.target_locale):
            messages.error(request, reason)
            return redirect(request.path)
    return None


def to_its_translation(request, page):
    """A translator who opens an original meant its translation: there, or where one is begun."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None:
        messages.info(request, _("This page is an original. You can prepare its translation."))
        return redirect(reverse("wagtail_localize:submit_page_translation", args=[page.pk]))
    messages.info(request, _("This is the translation; the original is for those who write it."))
    return redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)


@hooks.register("before_delete_page")
def translators_delete_nothing(request, page):
    """Whoever may change a page may delete it as long as it is a draft: Wagtail sees no harm."""
    if only_translates(request.user, page):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def translators_delete_no_more_at_once(request, action_type, objects, action):
    if action_type == "delete":
        for page in objects:
            if isinstance(page, Page):
                translators_delete_nothing(request, page)


@hooks.register("before_bulk_action")
def translations_are_published_one_by_one(request, action_type, objects, action):
    """Publishing many at once takes the last draft as it is, whatever language it is in."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    keys = {(page.translation_key, page.locale_id): page for page in with_their_drafts(objects)}
    begun = Translation.objects.filter(
        source__object_id__in=[key for key, _locale in keys], enabled=True
    ).values_list("source__object_id", "target_locale_id")
    if titles := [keys[pair].title for pair in begun if pair in keys]:
        messages.error(
            request,
            _("Translations are published one by one, from their own page: %(titles)s")
            % {"titles": ", ".join(sorted(titles))},
        )
        return redirect(action.next_url)
    return None


def with_their_drafts(pages):
    yield from pages
    for page in pages:
        yield from page.get_descendants().not_live()


@hooks.register("construct_page_action_menu")
def no_alias_in_the_menu(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
