"""What the coordination decides of a reminder: it leaves by e-mail, it left by post, or not now."""

from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Site

from cms.coordination import Coordination

from ..reminders import Reminded, Reminder, Way

LONGEST_FAILURE = 250


@transaction.atomic
def decide(authority, sendings, way, user, **letter) -> Reminder:
    """Raises `IntegrityError` if somebody was faster for one of these sendings."""
    reminder = Reminder.objects.create(authority=authority, way=way, decided_by=user, **letter)
    Reminded.objects.bulk_create(
        Reminded(reminder=reminder, sending=sending, step=sending.step) for sending in sendings
    )
    if way == Way.EMAIL:
        if not authority.email:
            authority.email = reminder.recipient
            authority.save()
        transaction.on_commit(partial(deliver.enqueue, reminder.pk))
    return reminder


def try_again(reminder):
    Reminder.objects.filter(pk=reminder.pk).update(failure="")
    transaction.on_commit(partial(deliver.enqueue, reminder.pk))


@task()
def deliver(pk: int) -> None:
    """Once: the row is locked while the letter leaves, and says afterwards that it left."""
    with transaction.atomic():
        waiting = Reminder.objects.select_for_update().filter(way=Way.EMAIL, delivered_at=None)
        reminder = waiting.filter(pk=pk).first()
        if reminder is None:
            return
        try:
            message_of(reminder).send()
        except OSError as error:  # the mail server is down, or refuses
            reminder.failure = str(error)[:LONGEST_FAILURE]
        else:
            reminder.delivered_at = timezone.now()
            reminder.sent_on = timezone.localdate()
        reminder.save()


def message_of(reminder):
    site = Site.objects.get(is_default_site=True)
    reply_to = Coordination.for_site(site).email
    return EmailMessage(
        " ".join(reminder.subject.split()),
        reminder.body,
        to=[reminder.recipient],
        reply_to=[reply_to] if reply_to else None,
    )
