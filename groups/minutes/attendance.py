"""How many came, counted by institution and never by name. Only the sums by kind are public."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from directory.organisations import Organisation
from directory.vocabulary import BodyKind

from ..bodies.records import Mandate
from ..meetings.records import Meeting

MOST = 500


class Attendance(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="institutions")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    label = models.CharField(
        _("or, if it is not in the directory"),
        max_length=160,
        blank=True,
        help_text=_("An institution, never a person."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=BodyKind.choices, default=BodyKind.OTHER
    )
    present = models.PositiveSmallIntegerField(_("present"), null=True, blank=True)
    excused = models.PositiveSmallIntegerField(_("excused"), null=True, blank=True)
    absent = models.PositiveSmallIntegerField(_("absent"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance of an institution")
        verbose_name_plural = _("attendance, by institution")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) & ~Q(label="")
                | Q(organisation__isnull=False, label=""),
                name="attendance_of_one_institution",
                violation_error_message=_("Choose an institution, or write which one."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.organisation.name.plain if self.organisation_id else self.label

    @property
    def kind_of_institution(self):
        return self.organisation.kind if self.organisation_id else self.kind


@dataclass(frozen=True)
class Told:
    """What the minutes say of who was there; rows without any number say nothing."""

    present: list
    excused: list
    absent: list

    def __bool__(self):
        return bool(self.present or self.excused or self.absent)


def told(rows):
    def of(name):
        return [(row.name, getattr(row, name)) for row in rows if getattr(row, name)]

    return Told(of("present"), of("excused"), of("absent"))


def rows_of(meeting):
    return meeting.institutions.select_related("organisation")


def sums_by_kind(rows):
    """How many were present of each kind of institution."""
    counted = Counter()
    for row in rows:
        counted[BodyKind(row.kind_of_institution)] += row.present or 0
    return counted


def tell_the_public(meeting):
    """The numbers on the page of the group are those of the rows, where there are any."""
    keep_in_step(Meeting, meeting, created=False)


@receiver(post_save, sender=Meeting)
def keep_in_step(sender, instance, created, **kwargs):
    """Also after somebody typed other numbers in the form of the meeting."""
    if created or kwargs.get("raw"):
        return
    meeting = instance
    rows = list(rows_of(meeting))
    if not rows:
        return
    sums = sums_by_kind(rows)
    numbers = {f"present_{kind.value}": sums[kind] or None for kind in BodyKind}
    Meeting.objects.filter(pk=meeting.pk).update(**numbers)
    for name, value in numbers.items():
        setattr(meeting, name, value)


def expected_at(meeting):
    """Of the institutions that take part, or sit, on the day of the meeting."""
    day = meeting.first_day
    if meeting.group_id:
        rows = meeting.group.participations.select_related("organisation")
        found = [row.organisation for row in rows if row.is_present(day)]
    else:
        mandates = Mandate.objects.filter(constituency__body=meeting.body)
        rows = mandates.select_related("organisation", "constituency").exclude(organisation=None)
        found = [
            row.organisation
            for row in rows
            if row.term.covers(day) and row.constituency.covers(day)
        ]
    return sorted({one.pk: one for one in found}.values(), key=lambda one: one.name.plain)


def expect(meeting):
    """A row for each of them, without numbers, where nobody counted yet."""
    if not meeting.institutions.exists():
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, organisation=one, kind=one.kind)
            for one in expected_at(meeting)
        )
