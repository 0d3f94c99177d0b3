"""One letter of the coordination to all: one mail a person, never two, even if it is interrupted.

A person is claimed before her letter is handed over. If the mail server refuses, the claim is given
back; if the process dies in between, nobody knows whether the letter left: it is not written twice,
and the screen says so.
"""

import logging
from functools import partial
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Site

from cms.bilingual import text_in
from cms.coordination import Coordination

from . import links
from .records import Registration
from .rules import RegistrationRules

log = logging.getLogger(__name__)


class Message(models.Model):
    class Whom(models.TextChoices):
        CONFIRMED = "confirmed", _("those who have a place")
        WAITING = "waiting", _("those who wait")
        ALL = "all", _("everybody")

    rules = models.ForeignKey(RegistrationRules, on_delete=models.CASCADE, related_name="messages")
    whom = models.CharField(_("to"), max_length=10, choices=Whom.choices, default=Whom.CONFIRMED)
    subject_fr = models.CharField(_("subject in French"), max_length=150, blank=True)
    subject_nl = models.CharField(_("subject in Dutch"), max_length=150, blank=True)
    text_fr = models.TextField(_("text in French"), blank=True, max_length=5000)
    text_nl = models.TextField(_("text in Dutch"), blank=True, max_length=5000)
    written_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message to the participants")
        verbose_name_plural = _("messages to the participants")
        ordering = ["-written_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.subject_fr or self.subject_nl

    def clean(self):
        super().clean()
        for code in ("fr", "nl"):
            subject, text = getattr(self, f"subject_{code}"), getattr(self, f"text_{code}")
            if bool(subject.strip()) != bool(text.strip()):
                missing = f"text_{code}" if subject.strip() else f"subject_{code}"
                raise ValidationError({missing: _("A subject and a text go together.")})
        if not (self.text_fr.strip() or self.text_nl.strip()):
            raise ValidationError({"text_fr": _("Write it in one language at least.")})

    @property
    def progress(self):
        found = self.deliveries
        sent, all_of_them = found.exclude(sent_at=None).count(), found.count()
        unsure = found.filter(sent_at=None).exclude(claimed_at=None).count()
        return {
            "sent": sent,
            "all": all_of_them,
            "unsure": unsure,
            "left": all_of_them - sent - unsure,
        }


class Delivery(models.Model):
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["message", "registration"], name="written_to_once")
        ]

    def __str__(self):
        return f"#{self.pk}"

    def claim(self):
        free = Delivery.objects.filter(pk=self.pk, claimed_at=None)
        return free.update(claimed_at=timezone.now()) == 1

    def release(self):
        Delivery.objects.filter(pk=self.pk).update(claimed_at=None)


@transaction.atomic
def start(message):
    """To those of the list as it is now, who gave an address."""
    message.save()
    people = message.rules.registrations.exclude(email="")
    if message.whom != Message.Whom.ALL:
        people = people.filter(state=message.whom)
    Delivery.objects.bulk_create(Delivery(message=message, registration=one) for one in people)
    go_on(message)


def go_on(message):
    transaction.on_commit(partial(deliver.enqueue, message.pk))


@task()
def deliver(pk):
    """The queue holds a number only: no address, no text."""
    left = Delivery.objects.filter(message=pk, claimed_at=None, sent_at=None)
    refused = 0
    for delivery in left.select_related("registration", "message").order_by("pk"):
        if not delivery.claim():
            continue  # another run is writing to her
        try:
            letter(delivery).send()
        except (SMTPException, OSError) as error:
            log.warning("registrations: a letter was not taken (%s)", type(error).__name__)
            delivery.release()
            refused += 1
        else:
            Delivery.objects.filter(pk=delivery.pk).update(sent_at=timezone.now())
    return refused


def letter(delivery):
    registration, message = delivery.registration, delivery.message
    coordination = Coordination.for_site(Site.objects.get(is_default_site=True))
    with translation.override(registration.language):
        subject = text_in(message, "subject").plain
        body = "\n\n".join(
            [
                text_in(message, "text").plain,
                __("See, change or cancel your registration:") + " " + links.mine(registration),
                coordination.name.plain,
            ]
        )
    reply_to = [coordination.email] if coordination.email else None
    return EmailMessage(" ".join(subject.split()), body, to=[registration.email], reply_to=reply_to)
