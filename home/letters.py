"""Takes what a visitor wrote to the coordination's mailbox, and keeps no copy of it."""

from dataclasses import asdict, dataclass
from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult


@dataclass(frozen=True)
class Letter:
    recipient: str
    sender_name: str
    sender_email: str
    subject: str
    message: str
    language: str


def post(letter: Letter) -> None:
    transaction.on_commit(partial(send.enqueue, **asdict(letter)))


@task()
def send(**values: str) -> None:
    letter = Letter(**values)
    with translation.override(letter.language):
        body = _(
            "%(name)s (%(email)s) wrote through the contact form of the site:\n\n%(message)s"
        ) % {
            "name": letter.sender_name,
            "email": letter.sender_email,
            "message": letter.message,
        }
    EmailMessage(
        subject=letter.subject,
        body=body,
        to=[letter.recipient],
        reply_to=[letter.sender_email],
    ).send()


@receiver(task_finished)
def forget(sender, task_result, **kwargs):
    """The queue keeps its tasks for a while; a letter that left has no reason to stay in it."""
    is_our_letter = task_result.task.module_path == send.module_path
    is_stored = issubclass(sender, DatabaseBackend)
    if is_our_letter and is_stored and task_result.status == TaskResultStatus.SUCCESSFUL:
        DBTaskResult.objects.filter(pk=task_result.id).delete()
