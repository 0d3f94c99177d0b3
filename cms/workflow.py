"""The agreement of the steering committee, as a workflow (docs/adr/0007).

It is offered on every page; only those who may not publish (group facilitators) have to use it.
"""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    AbstractGroupApprovalTask,
    GroupApprovalTask,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from .roles import WHOLE_SITE, Code, ensure_roles, group_of, section_pages

NAME = "Comité de pilotage · Stuurgroep"
WAGTAIL_DEFAULT = "Moderators approval"


class CommitteeApproval(AbstractGroupApprovalTask):
    """The committee reads and decides. Unlike Wagtail's own task, it does not rewrite."""

    class Meta:
        verbose_name = _("agreement of a committee")
        verbose_name_plural = _("agreements of a committee")

    def user_can_access_editor(self, obj, user):
        return user.is_superuser

    def locked_for_user(self, obj, user):
        return not user.is_superuser

    def user_can_lock(self, obj, user):
        return False

    @classmethod
    def get_description(cls):
        return _("Members read the page and agree or ask for changes; they cannot edit it.")


@transaction.atomic
def ensure_workflow():
    """Make the workflow if there is none; put Wagtail's own aside; leave alone what exists."""
    _set_aside_wagtails_own()
    task = CommitteeApproval.objects.first()
    if task is None:
        ensure_roles()
        task = CommitteeApproval.objects.create(name=NAME)
        task.groups.add(group_of(Code.COMMITTEE))
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    if workflow.active and not workflow.workflow_pages.exists():
        for page in section_pages(WHOLE_SITE):
            WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def _set_aside_wagtails_own():
    default = Workflow.objects.filter(name=WAGTAIL_DEFAULT, active=True).first()
    if default is None or default.workflow_states.exists():
        return
    default.workflow_pages.all().delete()
    Workflow.objects.filter(pk=default.pk).update(active=False)
    own_tasks = models.Q(name=WAGTAIL_DEFAULT, workflow_tasks__workflow=default)
    GroupApprovalTask.objects.filter(own_tasks).update(active=False)
