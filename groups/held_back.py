"""What does not go live by itself, because a condition is missing: the coordination is told."""

from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, Revision

from cms import attention
from cms.admin.panels import may_publish
from cms.attention import Found, Item, Panel

from .going_live import lacks_of

SHOWN = 6


def held_back(user):
    kind = ContentType.objects.get_by_natural_key("groups", "grouppage")
    due = Revision.objects.filter(content_type=kind, approved_go_live_at__lt=timezone.now())
    found = []
    for revision in due.order_by("approved_go_live_at"):
        page = revision.as_object()
        if lacks := lacks_of(page):
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            since = revision.approved_go_live_at
            found.append(Item(page.title, url, since=since, note=" ".join(lacks)))
    return Found(found[:SHOWN], len(found))


attention.register(
    Panel(
        "held-back",
        gettext_lazy("Groups whose planned publication did not take place"),
        held_back,
        permission=may_publish,
        advice=gettext_lazy("Complete the page and publish it, or take the planned day away."),
        position=15,
    )
)


@hooks.register("before_bulk_action")
def many_at_once(request, action_type, objects, action):
    """Publishing many pages takes the last draft of each as it is: here, nothing was asked yet."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    for page in drafts_among(objects):
        if lacks := lacks_of(page):
            text = _("“%(page)s” cannot be published as active. %(lacks)s Nothing was published.")
            messages.error(request, text % {"page": page.title, "lacks": " ".join(lacks)})
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def drafts_among(pages):
    """The last draft of each group among them, or below them."""
    kind = ContentType.objects.get_by_natural_key("groups", "grouppage")
    chosen = {page.pk: page for page in pages}
    for page in pages:
        below = page.get_descendants().filter(content_type=kind, live=False)
        chosen |= {one.pk: one for one in below}
    return [
        page.get_latest_revision_as_object()
        for page in chosen.values()
        if page.content_type_id == kind.pk
    ]
