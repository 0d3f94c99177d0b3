"""The link by which an authority deposits its answer: once, for a while, without an account."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import keys

from ..sendings import Sending

PURPOSE = "answer"
DAYS = 60


class LinkQuerySet(models.QuerySet):
    def usable(self):
        """One that leads to something only: what was sent may have been withdrawn since."""
        now = timezone.now()
        return self.filter(
            used_at=None,
            revoked_at=None,
            expires_at__gt=now,
            sending__in=Sending.objects.public().sent(timezone.localdate(now)),
        )

    def known_by(self, key):
        """None for what this site never signed, without asking the database."""
        digest = keys.digest_of(key, PURPOSE)
        found = self.select_related("sending__authority", "sending__recommendation")
        found = found.select_related("sending__interpellation__locale")
        return found.filter(key_hash=digest).first() if digest else None


class AnswerLink(models.Model):
    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="answer_links")
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("sent to"), blank=True)
    created_at = models.DateTimeField(_("made on"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("link to answer")
        verbose_name_plural = _("links to answer")
        default_permissions = ()

    def __str__(self):
        return f"{self.sending} · {self.created_at:%Y-%m-%d}"

    class State(models.TextChoices):
        READY = "ready", _("can be used")
        USED = "used", _("used")
        REVOKED = "revoked", _("revoked")
        EXPIRED = "expired", _("expired")
        CLOSED = "closed", _("closed: what was sent is not public any more")

    @property
    def state(self):
        if self.used_at:
            return self.State.USED
        if self.revoked_at:
            return self.State.REVOKED
        if self.expires_at <= timezone.now():
            return self.State.EXPIRED
        is_open = AnswerLink.objects.usable().filter(pk=self.pk).exists()
        return self.State.READY if is_open else self.State.CLOSED

    def revoke(self):
        AnswerLink.objects.filter(Q(used_at=None), pk=self.pk).update(revoked_at=timezone.now())


def make(sending, user, days=DAYS, email=""):
    """The new link and its key: shown once, kept nowhere."""
    key, digest = keys.make(PURPOSE)
    expires_at = timezone.now() + timedelta(days=days)
    link = AnswerLink.objects.create(
        sending=sending, key_hash=digest, email=email, created_by=user, expires_at=expires_at
    )
    return link, key
