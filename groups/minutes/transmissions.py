"""To whom minutes were sent, outside of those who take part: a log, and links that end.

Who received them stays known by function. Name and address of the person are erased after a while
(`Coordination.officials_kept_months`): what was done stays, who held the office then does not.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms import keys
from cms.coordination import Coordination

from .records import Minutes

PURPOSE = "minutes"
DAYS, MOST_DAYS = 30, 180
DAYS_A_MONTH = 30.44


class Means(models.TextChoices):
    LINK = "link", _("by a link of this site")
    EMAIL = "email", _("by e-mail, in our own letter")
    PAPER = "paper", _("on paper")


class TransmissionQuerySet(models.QuerySet):
    def usable(self):
        """Links that open something: the minutes themselves may have been closed since."""
        return self.filter(
            means=Means.LINK,
            withdrawn_at=None,
            expires_at__gt=timezone.now(),
            minutes__for_officials=True,
            minutes__approved_on__isnull=False,
        )

    def known_by(self, key):
        """None for what this site never signed, without asking the database."""
        digest = keys.digest_of(key, PURPOSE)
        found = self.select_related("minutes__meeting__group", "minutes__meeting__body")
        return found.filter(key_hash=digest).first() if digest else None

    def with_person(self):
        return self.filter(~Q(name="") | ~Q(email=""))

    def forget_persons(self, months):
        """The names and addresses of those to whom something was sent before that."""
        limit = timezone.now() - timedelta(days=round(months * DAYS_A_MONTH))
        old = self.with_person().filter(sent_at__lt=limit)
        return old.update(name="", email="", forgotten_at=timezone.now())


class Transmission(models.Model):
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="transmissions")
    role = models.CharField(
        _("function"),
        max_length=160,
        help_text=_("Kept. Example: alderman for social affairs."),
    )
    name = models.CharField(
        _("name"), max_length=160, blank=True, help_text=_("Never public, and erased after a time.")
    )
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Erased with the name."))
    means = models.CharField(_("how"), max_length=10, choices=Means.choices, default=Means.LINK)
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    key_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    first_opened_at = models.DateTimeField(_("first opened on"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("last opened on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("name erased on"), null=True, blank=True)

    objects = TransmissionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("transmission of minutes")
        verbose_name_plural = _("transmissions of minutes")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(means=Means.LINK)
                | Q(key_hash__isnull=False, expires_at__isnull=False),
                name="a_link_has_a_key_and_an_end",
            )
        ]

    class State(models.TextChoices):
        READY = "ready", _("can be opened")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        CLOSED = "closed", _("closed: these minutes are not for officials any more")
        SENT = "sent", _("sent")

    def __str__(self):
        return f"{self.role} · {self.minutes}"

    @property
    def state(self):
        if self.means != Means.LINK:
            return self.State.SENT
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.expires_at <= timezone.now():
            return self.State.EXPIRED
        return self.State.READY if self.minutes.can_be_sent else self.State.CLOSED

    def withdraw(self):
        rows = Transmission.objects.filter(pk=self.pk, means=Means.LINK, withdrawn_at=None)
        rows.update(withdrawn_at=timezone.now())

    def note_opening(self):
        now = timezone.now()
        rows = Transmission.objects.filter(pk=self.pk)
        rows.filter(first_opened_at=None).update(first_opened_at=now)
        rows.update(last_opened_at=now)


def record(minutes, user, *, role, means, name="", email="", days=DAYS):
    """A line of the log; for a link also its key, shown once and kept nowhere."""
    facts = {"minutes": minutes, "sent_by": user, "role": role, "name": name, "email": email}
    if means != Means.LINK:
        return Transmission.objects.create(means=means, **facts), ""
    key, digest = keys.make(PURPOSE)
    expires_at = timezone.now() + timedelta(days=days)
    row = Transmission.objects.create(means=means, key_hash=digest, expires_at=expires_at, **facts)
    return row, key


def forget_what_is_old():
    """Once a day, and before anybody looks at the log."""
    site = Site.objects.filter(is_default_site=True).first()
    months = Coordination.for_site(site).officials_kept_months
    return Transmission.objects.forget_persons(months)
