"""The committee's workflow exists once, where facilitators submit, and a person's choices stay."""

import pytest
from wagtail.models import Workflow, WorkflowPage

from cms.roles import Code, group_of
from cms.workflow import CommitteeApproval, ensure_workflow
from tests.factories.editors import front_pages, group_page, site_with_editors, submit_to_committee

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    front_pages()
    ensure_workflow()
    return Workflow.objects.get(workflow_tasks__task__in=CommitteeApproval.objects.all())


def test_it_covers_both_languages(ours):
    assert ours.workflow_pages.count() == 2
    task = CommitteeApproval.objects.get()
    assert list(task.groups.all()) == [group_of(Code.COMMITTEE)]


def test_wagtails_own_workflow_steps_aside(ours):
    assert list(Workflow.objects.active()) == [ours]


def test_a_second_run_changes_nothing(ours):
    ensure_workflow()
    assert Workflow.objects.active().get() == ours
    assert WorkflowPage.objects.count() == 2


def test_a_renamed_or_narrowed_workflow_stays_so(ours):
    Workflow.objects.filter(pk=ours.pk).update(name="Bureau")
    ours.workflow_pages.first().delete()
    ensure_workflow()
    assert Workflow.objects.active().get().name == "Bureau"
    assert WorkflowPage.objects.count() == 1


def test_a_workflow_put_aside_stays_aside(ours):
    ours.deactivate()
    ensure_workflow()
    assert not Workflow.objects.active().exists()
    assert not WorkflowPage.objects.exists()


def test_a_refusal_leaves_the_public_page_as_it_was():
    site = site_with_editors()
    page = group_page(site)
    page.title = "Aînés"
    page.save_revision()
    state = submit_to_committee(page, site.users[Code.FACILITATION])
    state.reject(user=site.users[Code.COMMITTEE], comment="À préciser.")
    page.refresh_from_db()
    assert page.title == "Seniors"
