"""How many came to an event: numbers by kind of institution, never names. They stay."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.vocabulary import BodyKind

from ..agenda import EventPage


class AttendanceQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(event__translation_key=page.translation_key)


class Attendance(models.Model):
    event = models.OneToOneField(EventPage, on_delete=models.CASCADE, related_name="attendance")
    people = models.PositiveSmallIntegerField(
        _("people"),
        null=True,
        blank=True,
        help_text=_("Empty: the sum of the three numbers below."),
    )
    is_about = models.BooleanField(_("about so many: nobody counted exactly"), default=False)
    from_public = models.PositiveSmallIntegerField(_("from public services"), null=True, blank=True)
    from_association = models.PositiveSmallIntegerField(
        _("from associations"), null=True, blank=True
    )
    from_other = models.PositiveSmallIntegerField(_("from elsewhere"), null=True, blank=True)
    services = models.PositiveSmallIntegerField(
        _("of how many services or organisations"), null=True, blank=True
    )
    registered = models.PositiveSmallIntegerField(
        _("had registered"), null=True, blank=True, editable=False
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at an event")
        verbose_name_plural = _("attendance at events")
        default_permissions = ()

    def __str__(self):
        return f"{self.event}: {self.people}"

    def clean(self):
        super().clean()
        counted = [count for _kind, count in self.by_kind]
        if self.people is None and counted:
            self.people = sum(counted)
        if counted and sum(counted) > self.people:
            raise ValidationError({"people": _("Fewer than the three numbers together.")})

    @property
    def by_kind(self):
        """What was counted, with the words for it."""
        counts = [(kind, getattr(self, f"from_{kind.value}")) for kind in BodyKind]
        return [(kind.label, count) for kind, count in counts if count is not None]


@dataclass(frozen=True)
class Tally:
    """What a list of participants comes to, once the names are gone."""

    people: int
    by_kind: dict
    services: int


def tally_of(registrations):
    """Each house counts once, whichever language or capitals it was written in."""
    rows = list(registrations)
    kinds = Counter(str(row.body_kind) for row in rows)
    houses = {row.organisation_id or row.house.casefold() for row in rows} - {""}
    return Tally(len(rows), {kind.value: kinds[kind.value] for kind in BodyKind}, len(houses))


def count_who_came(rules):
    """From the marks of the list; what the coordination counted itself is left as it is."""
    rows = rules.registrations.select_related("organisation")
    attendance, _created = Attendance.objects.get_or_create(event_id=rules.event_id)
    attendance.registered = max(rows.count(), attendance.registered or 0)
    came = tally_of(rows.filter(came=True))
    if attendance.people is None and came.people:
        attendance.people, attendance.services = came.people, came.services
        for kind, count in came.by_kind.items():
            setattr(attendance, f"from_{kind}", count)
    attendance.save()
    return attendance
