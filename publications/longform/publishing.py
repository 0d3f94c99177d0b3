"""The ways of publishing that no form guards, and what an editor hears after publishing."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.admin.translating import with_their_drafts

from .outlined import Outlined


@hooks.register("before_bulk_action")
def holes_are_not_published_in_bulk(request, action_type, objects, action):
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    pages = [
        page for page in with_their_drafts(objects) if issubclass(page.specific_class, Outlined)
    ]
    faults = [fault.text for page in pages for fault in page.get_latest_revision_as_object().faults]
    if not faults:
        return None
    messages.error(request, _("Not published: %(faults)s") % {"faults": " ".join(faults)})
    return redirect(action.next_url)


@hooks.register("after_publish_page")
def roles_that_tell_too_much(request, page):
    if isinstance(page, Outlined):
        for text in page.warnings:
            messages.warning(request, text)
