"""No open sign-up: somebody is invited for an organisation, at one address, by a link.

Only the hash of a link is kept, so *send again* makes another one and the former opens nothing.
The address is erased once it has served: used, withdrawn, or long expired.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import keys
from directory.organisations import Organisation

PURPOSE = "members.invitation"
DAYS = 14
KEPT_AFTER = timedelta(days=30)  # an expired one can still be sent again for so long
LONGEST_EMAIL = 150  # an account is known by its address, and Django's names end there


class InvitationQuerySet(models.QuerySet):
    def pending(self):
        """Neither used nor withdrawn; an expired one can be sent again."""
        return self.filter(used_at=None, revoked_at=None)

    def usable(self):
        return self.pending().filter(expires_at__gt=timezone.now())

    def known_by(self, key):
        """None for what this site never signed, without asking the database."""
        digest = keys.digest_of(key, PURPOSE)
        found = self.usable().select_related("organisation")
        return found.filter(key_hash=digest).first() if digest else None

    def forget_the_old(self):
        return self.pending().filter(expires_at__lt=timezone.now() - KEPT_AFTER).delete()


class Invitation(models.Model):
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    email = models.EmailField(_("e-mail"), max_length=LONGEST_EMAIL, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    as_contact = models.BooleanField(_("may invite colleagues"), default=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited on"), default=timezone.now)
    sent_at = models.DateTimeField(_("last sent on"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used on"), null=True)
    revoked_at = models.DateTimeField(_("withdrawn on"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]

    def __str__(self):
        return f"{self.organisation} #{self.pk}"  # logs have no use for the address

    @property
    def is_expired(self):
        return self.expires_at <= timezone.now()

    def renew(self) -> str:
        """A new key, to be put into one letter; the former one opens nothing any more."""
        key, self.key_hash = keys.make(PURPOSE)
        self.sent_at = timezone.now()
        self.expires_at = self.sent_at + timedelta(days=DAYS)
        self.save()
        return key

    def claim(self) -> bool:
        """True for the first who comes with it, and only for her."""
        mine = Invitation.objects.usable().filter(pk=self.pk)
        return bool(mine.update(used_at=timezone.now(), email=""))

    def revoke(self):
        Invitation.objects.pending().filter(pk=self.pk).update(revoked_at=timezone.now(), email="")
