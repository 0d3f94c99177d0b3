"""Errors that readers told of: looked at, corrected in the entry, closed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from ..models import Report


class NobodyAdds(ModelPermissionPolicy):
    """Reports come from the site; an editor who sees an error corrects it."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, [a for a in actions if a != "add"])


class ReportIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("organisation")


class ReportViewSet(SnippetViewSet):
    model = Report
    icon = "warning"
    menu_label = _("Reports of errors")
    index_view_class = ReportIndexView
    list_display = [
        "organisation",
        Column("get_reason_display", label=_("What is wrong"), sort_key="reason"),
        Column("text", label=_("What it should say")),
        DateColumn("created_at", label=_("Told on"), sort_key="created_at"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
    ]
    list_filter = ["status", "reason", "origin", "organisation"]
    ordering = ["-created_at"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(template="directory/admin/report_panel.html", heading=_("What was told")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("status"), FieldPanel("note")]),
                ],
                heading=_("What became of it"),
            ),
        ]
    )

    @property
    def permission_policy(self):
        return NobodyAdds(self.model)
