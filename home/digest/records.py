"""An issue of the digest, and one row for each of its letters.

A row is claimed before its letter is handed over, and marked after. A row that was claimed and
never marked may have left or not: nobody sends it again but a person (docs/adr).
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.subscriptions.models import Subscription

from .cadence import Cadence, Voice

UNKNOWN_AFTER = timedelta(minutes=10)  # no mail server takes so long
SILENT_AFTER = timedelta(minutes=3)  # a worker writes a letter more often than that


class State(models.TextChoices):
    DRAFT = "draft", _("in preparation")
    SENDING = "sending", _("being sent")
    STOPPED = "stopped", _("stopped")
    SENT = "sent", _("sent")


class DigestQuerySet(models.QuerySet):
    def begun(self):
        return self.exclude(started_at=None)

    def going_on(self):
        return self.begun().filter(stopped_at=None, finished_at=None)

    def silent(self):
        """Its worker died: the last letter is too long ago."""
        return self.going_on().filter(beat__lt=timezone.now() - SILENT_AFTER)


class Digest(models.Model):
    cadence = models.CharField(_("for who asked for it"), max_length=10, choices=Cadence.choices)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    intro_fr = models.TextField(
        _("introduction in French"),
        blank=True,
        max_length=3000,
        help_text=_("A few sentences; an empty line begins another paragraph."),
    )
    intro_nl = models.TextField(_("introduction in Dutch"), blank=True, max_length=3000)
    chosen = models.JSONField(null=True)  # keys in their order; None: all that is found

    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("sent on"), null=True)
    stopped_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    run = models.UUIDField(null=True)  # the worker that may go on
    beat = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue of the digest")
        verbose_name_plural = _("issues of the digest")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{date_format(self.since, 'd/m/Y')} – {date_format(self.until, 'd/m/Y')}"

    @property
    def state(self) -> State:
        if self.started_at is None:
            return State.DRAFT
        if self.finished_at:
            return State.SENT
        return State.STOPPED if self.stopped_at else State.SENDING

    @property
    def is_silent(self):
        return self.state == State.SENDING and self.beat < timezone.now() - SILENT_AFTER

    def recipients(self):
        """Who confirmed, each once: of several wishes the last one counts."""
        found = Subscription.objects.confirmed().filter(topic__startswith=f"digest:{self.cadence}-")
        rows = found.order_by("confirmed_at", "pk").values_list("subscriber", "pk", "topic")
        return {subscriber: (pk, Voice(name.rpartition("-")[2])) for subscriber, pk, name in rows}


class DigestLetterQuerySet(models.QuerySet):
    def to_send(self):
        return self.filter(claimed_at=None, refused="").exclude(subscription=None)

    def sent(self):
        return self.exclude(sent_at=None)

    def refused_by_the_server(self):
        return self.exclude(refused="")

    def unsettled(self):
        """Claimed, and nobody knows whether the letter left."""
        return self.exclude(claimed_at=None).filter(sent_at=None, settled_at=None)

    def unknown(self):
        return self.unsettled().filter(claimed_at__lt=timezone.now() - UNKNOWN_AFTER)

    def progress(self):
        return self.aggregate(
            total=Count("pk"),
            sent=Count("sent_at"),
            refusals=Count("pk", filter=~Q(refused="")),  # not the name of a field
            waiting=Count("pk", filter=Q(claimed_at=None, refused="", subscription__isnull=False)),
            left=Count("pk", filter=Q(claimed_at=None, subscription=None)),
        )


class DigestLetter(models.Model):
    """No address: that of the subscription, which is let go of once the letter has left."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    voice = models.CharField(max_length=5, choices=Voice.choices)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)  # somebody chose not to send it again
    refused = models.CharField(max_length=100, blank=True)

    objects = DigestLetterQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["digest", "subscription"], name="one_letter_an_issue")
        ]
        indexes = [models.Index(fields=["digest", "claimed_at"], name="letters_to_send")]

    def __str__(self):
        return f"{self.digest_id}/{self.pk}"
