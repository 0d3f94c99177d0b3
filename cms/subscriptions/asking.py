"""Asking for an alert. Whoever types an address learns nothing about it: it gets the same answer
whether it is new, known or refused, and only its owner can confirm.
"""

from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms.limits import may

from . import links, topics
from .models import DAYS_TO_CONFIRM, Subscriber, Subscription

LETTERS_A_DAY = 3  # to one address, however many people type it
DAY = 86_400


def ask(email: str, language: str, topic: str) -> None:
    """Keeps the question for some days and writes to the address, which answers or not."""
    if not may("alerts.address", email, LETTERS_A_DAY, DAY):
        return
    with transaction.atomic():
        subscriber, is_new = Subscriber.objects.get_or_create(
            email=email, defaults={"language": language}
        )
        if not is_new and not subscriber.subscriptions.confirmed().exists():
            subscriber.language = language
            subscriber.save(update_fields=["language"])
        subscription, _is_new = subscriber.subscriptions.get_or_create(topic=topic)
        if subscription.confirmed_at is None:
            subscription.asked_at = timezone.now()
            subscription.save(update_fields=["asked_at"])
        transaction.on_commit(partial(write_back.enqueue, subscription.pk))


@task()
def write_back(subscription_id: int) -> None:
    """The queue knows a number, not the address."""
    subscription = (
        Subscription.objects.select_related("subscriber").filter(pk=subscription_id).first()
    )
    if subscription is None:
        return
    with translation.override(subscription.subscriber.language):
        subject = topics.subject_of(subscription.topic)
        if subject is not None:
            letter(subscription, subject).send()


def letter(subscription, subject):
    subscriber, is_confirmed = subscription.subscriber, subscription.confirmed_at is not None
    context = {
        "subject": subject,
        "is_confirmed": is_confirmed,
        "confirm": links.confirming(subscription),
        "mine": links.mine(subscriber),
        "days": DAYS_TO_CONFIRM,
        "language": subscriber.language,
    }
    title = _("You follow it already") if is_confirmed else _("Please confirm your e-mail alert")
    message = EmailMultiAlternatives(
        subject=title,
        body=render_to_string("subscriptions/mail/confirm.txt", context),
        to=[subscriber.email],
    )
    message.attach_alternative(
        render_to_string("subscriptions/mail/confirm.html", context), "text/html"
    )
    return message
