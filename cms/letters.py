"""A letter to one address, sent in the background and then forgotten by the queue.

For letters that hold a personal link: what opens a door must not lie in a table.
"""

from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.dispatch import receiver
from django_tasks import TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult


def post(to: str, subject: str, body: str, reply_to: str = "") -> None:
    """Once what it tells of is really recorded."""
    subject = " ".join(subject.split())  # a line break would begin another header
    letter = {"to": to, "subject": subject, "body": body, "reply_to": reply_to}
    transaction.on_commit(partial(send.enqueue, **letter))


@task()
def send(to: str, subject: str, body: str, reply_to: str) -> None:
    message = EmailMessage(subject, body, to=[to], reply_to=[reply_to] if reply_to else None)
    message.send()


@receiver(task_finished)
def forget(sender, task_result, **kwargs):
    is_ours = task_result.task.module_path == send.module_path
    is_stored = issubclass(sender, DatabaseBackend)
    if is_ours and is_stored and task_result.status == TaskResultStatus.SUCCESSFUL:
        DBTaskResult.objects.filter(pk=task_result.id).delete()
