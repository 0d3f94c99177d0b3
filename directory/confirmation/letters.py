"""The letters of a campaign, one after the other in the background.

Each is noted as soon as it left: a worker that is stopped goes on where it was, and nobody gets
two. What could not be sent is shown to the coordination with the reason.
"""

import logging
from functools import partial
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms import languages
from cms.coordination import Coordination

from . import links
from .campaigns import ConfirmationRequest

log = logging.getLogger(__name__)


def start(campaign):
    transaction.on_commit(partial(send_letters.enqueue, campaign.pk))


def remind(campaign):
    transaction.on_commit(partial(send_reminders.enqueue, campaign.pk))


@task()
def send_letters(campaign_id):
    send(ConfirmationRequest.objects.filter(campaign=campaign_id).to_send(), "sent_at")


@task()
def send_reminders(campaign_id):
    """To those who got a letter, did not answer, and were not reminded yet."""
    asked = ConfirmationRequest.objects.filter(campaign=campaign_id, sent_at__isnull=False)
    send(asked.unanswered().filter(reminded_at__isnull=True), "reminded_at")


def send(requests, mark):
    found = requests.select_related("campaign", "organisation")
    with get_connection() as connection:
        for request in found:
            # Whoever notes it first sends it: two workers write no letter twice.
            free = ConfirmationRequest.objects.filter(pk=request.pk, **{f"{mark}__isnull": True})
            if not free.update(**{mark: timezone.now()}):
                continue
            try:
                letter(request, connection, is_reminder=mark == "reminded_at").send()
            except (SMTPException, OSError, ValueError) as error:
                log.warning("confirmation: no letter to request %s (%s)", request.pk, error)
                said = str(error)[:200] or type(error).__name__
                ConfirmationRequest.objects.filter(pk=request.pk).update(**{mark: None}, error=said)


def letter(request, connection, is_reminder=False):
    """In both languages: nobody knows which one is read at the other end."""
    parts = [text(request, code, is_reminder) for code in languages.CODES]
    return EmailMessage(
        subject=" · ".join(subject for subject, _body in parts),
        body="\n\n– – –\n\n".join(body for _subject, body in parts),
        to=[request.email],
        reply_to=[address] if (address := coordination().email) else None,
        connection=connection,
    )


def text(request, code, is_reminder):
    with translation.override(code):
        name = request.organisation.name.plain
        subject = _("Is your entry still right? %(name)s") % {"name": name}
        if is_reminder:
            subject = _("Reminder: is your entry still right? %(name)s") % {"name": name}
        context = {
            "entry": request.organisation,
            "request": request,
            "message": getattr(request.campaign, f"message_{code}"),
            "url": links.address(request, code),
            "coordination": coordination(),
        }
        return subject, render_to_string("directory/letters/confirmation.txt", context).strip()


def coordination():
    found = Coordination.objects.order_by("-site__is_default_site").first()
    return found or Coordination()


def retry(campaign):
    """Try again those that failed, once what was wrong is mended."""
    ConfirmationRequest.objects.filter(campaign=campaign).exclude(error="").update(error="")
    start(campaign)
