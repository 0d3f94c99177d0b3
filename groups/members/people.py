"""Who works for which organisation, and since when: what the members' area and the minutes lean on.

A person is a member by the organisation that invited her, never by herself: when she leaves it,
the day is written down and what hung on it closes by itself.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.organisations import Organisation


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Those of that day; on the day it ended, one is no member any more."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def current(self):
        return self.on(timezone.localdate())


class Membership(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    since = models.DateField(_("member since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    may_invite = models.BooleanField(
        _("may invite colleagues"),
        default=False,
        help_text=_("The contact of the organisation, chosen by the coordination."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of an organisation")
        verbose_name_plural = _("members of organisations")
        ordering = ["organisation__name_fr", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(until=None),
                name="member_once_at_a_time",
                violation_error_message=_("This person is a member of it already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.organisation}"


def organisations_of(user, on=None) -> set[int]:
    """The organisations a person belongs to on a day (today), by their number: one query.

    Nobody without an account that works belongs anywhere.
    """
    if not (user.is_authenticated and user.is_active):
        return set()
    found = Membership.objects.filter(user=user).on(on or timezone.localdate())
    return set(found.values_list("organisation_id", flat=True))
