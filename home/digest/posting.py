"""One letter after the other, in the background: claimed, handed over, marked.

- Refused by the mail server: surely not sent; a coordinator can have it tried again.
- Anything else that goes wrong after the claim, the death of the process included: perhaps sent.
  It stays claimed, is never sent again by itself, and after some minutes a coordinator decides.

Each start has a new `run`: a worker given up for dead that wakes again finds it may not go on.
"""

import logging
import uuid
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from .cadence import Voice
from .editions import Editions
from .records import Digest, DigestLetter

log = logging.getLogger(__name__)

SURELY_NOT_SENT = (SMTPResponseException, SMTPRecipientsRefused, ConnectionRefusedError, ValueError)
FAILURES_IN_A_ROW = 3


@transaction.atomic
def start(digest: Digest) -> bool:
    """True for the first who presses: the letters of an issue are planned once."""
    mine = Digest.objects.filter(pk=digest.pk, started_at=None)
    if not mine.update(started_at=timezone.now()):
        return False
    DigestLetter.objects.bulk_create(
        [
            DigestLetter(digest=digest, subscription_id=pk, voice=voice)
            for pk, voice in digest.recipients().values()
        ],
        batch_size=500,
    )
    go_on(digest)
    return True


@transaction.atomic
def go_on(digest: Digest) -> None:
    """After a stop or a crash: whoever worked on it may not any more."""
    run = uuid.uuid4()
    facts = {"run": run, "beat": timezone.now(), "stopped_at": None, "trouble": ""}
    if Digest.objects.begun().filter(pk=digest.pk, finished_at=None).update(**facts):
        transaction.on_commit(partial(send.enqueue, digest.pk, str(run)))


def stop(digest: Digest, trouble: str = "") -> None:
    """After the letter that is being handed over."""
    facts = {"stopped_at": timezone.now(), "run": None, "trouble": trouble[:200]}
    Digest.objects.going_on().filter(pk=digest.pk).update(**facts)


@transaction.atomic
def retry_refused(digest: Digest) -> None:
    digest.deliveries.refused_by_the_server().update(refused="")
    reopen(digest)


@transaction.atomic
def settle(digest: Digest, send_again: bool) -> None:
    """What a coordinator decides for letters of which nobody knows whether they left."""
    unknown = digest.deliveries.unknown()
    if not send_again:
        unknown.update(settled_at=timezone.now(), subscription=None)
        return
    unknown.update(claimed_at=None)
    reopen(digest)


def reopen(digest):
    Digest.objects.filter(pk=digest.pk).update(finished_at=None)
    go_on(digest)


def resume_silent() -> int:
    """For the timer: issues whose worker died."""
    silent = list(Digest.objects.silent())
    for digest in silent:
        go_on(digest)
    return len(silent)


@task()
def send(pk: int, run: str) -> None:
    digest = Digest.objects.going_on().filter(pk=pk, run=run).first()
    if digest is None:
        return
    editions, failures = Editions(digest), 0
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        log.warning("digest %s: no mail server (%s)", pk, type(error).__name__)
        stop(digest, _("The mail server does not answer. Nothing is lost: go on later."))
        return
    while failures < FAILURES_IN_A_ROW and (delivery := claim_next(digest, run)):
        failures = 0 if hand_over(delivery, editions, connection) else failures + 1
    connection.close()
    if failures >= FAILURES_IN_A_ROW:
        stop(digest, _("Several letters in a row did not leave. Look at the mail server."))


def claim_next(digest: Digest, run: str) -> DigestLetter | None:
    """The next letter, if this worker may still go on; None at the end, which it writes down."""
    with transaction.atomic():
        mine = Digest.objects.going_on().select_for_update().filter(pk=digest.pk, run=run)
        if not mine.exists():
            return None
        waiting = digest.deliveries.to_send().select_related("subscription__subscriber")
        delivery = waiting.order_by("pk").first()
        now = timezone.now()
        if delivery is None:
            mine.update(finished_at=now, run=None)
            return None
        free = DigestLetter.objects.filter(pk=delivery.pk, claimed_at=None)
        free.update(claimed_at=now)
        mine.update(beat=now)
    return delivery


def hand_over(delivery: DigestLetter, editions: Editions, connection) -> bool:
    row = DigestLetter.objects.filter(pk=delivery.pk)
    try:
        editions.letter(delivery.subscription, Voice(delivery.voice), connection).send()
    except SURELY_NOT_SENT as error:
        log.warning("digest: a letter was refused (%s)", type(error).__name__)
        row.update(claimed_at=None, refused=reason_of(error))
        return False
    except (SMTPException, OSError) as error:
        log.warning("digest: nobody knows whether a letter left (%s)", type(error).__name__)
        connection.close()  # the next letter opens another one
        return False
    row.update(sent_at=timezone.now(), subscription=None)
    return True


def reason_of(error) -> str:
    """Never its words: they quote the address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
