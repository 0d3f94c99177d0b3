"""The first screen: what needs this person today, then her own recent work."""

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel, WorkflowObjectsToModeratePanel

from cms import attention


class AttentionPanel(Component):
    name = "attention"
    template_name = "cms/admin/attention.html"
    order = 100

    def get_context_data(self, parent_context):
        return {"panels": attention.for_user(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def what_needs_you_first(request, panels):
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = 50  # a decision somebody else waits for comes before all
        if isinstance(panel, RecentEditsPanel):
            panel.order = 400
    panels.append(AttentionPanel())


@hooks.register("construct_homepage_summary_items")
def no_counts(request, items):
    """How many pages and pictures there are helps nobody to decide what to do."""
    items.clear()
