"""Who may bring documents in, and where to: whoever may add publications."""

from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..publications import PublicationIndexPage, PublicationPage


def lists_for(user) -> list[PublicationIndexPage]:
    """The lists of publications below which this person may add one."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "add")
    found = PublicationIndexPage.objects.filter(pk__in=mine.values("pk")).select_related("locale")
    return [page for page in found if page.permissions_for_user(user).can_add_subpage()]


def may_bring(user) -> bool:
    return user.is_authenticated and bool(lists_for(user))


def list_for(user, language: str) -> PublicationIndexPage | None:
    found = lists_for(user)
    return next((page for page in found if page.locale.language_code == language), None)


def target_for(user, page: Page | None) -> PublicationPage | None:
    """The publication into which a document goes again, if this person may change it."""
    if page is None:
        return None
    target = PublicationPage.objects.filter(pk=page.pk).select_related("locale").first()
    if target is None:
        return None
    rights = target.permissions_for_user(user)
    if not (rights.can_edit() and rights.can_add_subpage()):
        raise PermissionDenied
    return target
