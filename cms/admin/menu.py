"""The menu in the editors' words: only what this person uses, the most used first."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from .guide import GUIDES
from .localize import SEES_REPORTS

KEPT_HELP = {"keyboard-shortcuts-trigger", "components"}
NOBODYS_NEED = {"page-types-usage", "workflow-tasks", "locked-pages"}


@hooks.register("construct_main_menu")
def only_what_one_uses(request, items):
    sees_reports = page_permission_policy.user_has_any_permission(request.user, SEES_REPORTS)
    items[:] = [item for item in items if item.name != "reports" or sees_reports]


@hooks.register("construct_reports_menu")
def useful_reports(request, items):
    items[:] = [item for item in items if item.name not in NOBODYS_NEED]


@hooks.register("construct_help_menu")
def our_own_help(request, items):
    """Our guides, the components, the keyboard; not what is new in a version nobody chose."""
    items[:] = [item for item in items if item.name in KEPT_HELP]
    items += [
        MenuItem(
            guide.title,
            reverse("guide", args=[guide.name]),
            name=f"guide-{guide.name}",
            icon_name="help",
            order=100 + order,
        )
        for order, guide in enumerate(GUIDES.values())
    ]
