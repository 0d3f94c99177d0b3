"""Meetings of a group, or of a body of governance. One that comes back is one record; a time of it
that is moved, cancelled or told about gets a record of its own, which takes its place.

They are records of their own: a draft, or an older version of the page, must never undo one.
All that is in them is public as soon as the meeting is; minutes are kept apart (groups/minutes/).
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.bilingual import Bilingual
from cms.dates import Days
from directory.organisations import Organisation
from directory.vocabulary import BodyKind

from ..bodies.records import Body
from ..pages import GroupPage
from . import recurrence
from .recurrence import Every

LABEL_HELP = _("Leave it empty for an ordinary meeting. Example: joint meeting with Housing.")
PLACE_HELP = _("Only if the place is not in the directory. Example: parish hall, 1st floor.")
LINES_HELP = _("One point on each line. Public: no names, no situation of a person.")


class MeetingQuerySet(models.QuerySet):
    def of_readable_hosts(self):
        """A meeting is as public as its group, or its body."""
        groups = GroupPage.objects.live().public().values("pk")
        return self.filter(Q(group__in=groups) | Q(body__in=Body.objects.public()))

    def with_page(self, language):
        """The page of its group as a reader of this language finds it; see `page`.

        A body has one page for both languages, and needs none of this.
        """
        pages = GroupPage.objects.readable_in(language)
        pages = pages.filter(translation_key=OuterRef("group__translation_key"))
        return self.annotate(
            page_title=Subquery(pages.values("title")[:1]),
            page_path=Subquery(pages.values("url_path")[:1]),
            page_language=Subquery(pages.values("locale__language_code")[:1]),
        ).filter(Q(page_title__isnull=False) | Q(body__isnull=False))


class Meeting(Days, models.Model):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(
        GroupPage,
        verbose_name=_("working group"),
        on_delete=models.CASCADE,
        related_name="meetings",
        null=True,
        blank=True,
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("or governance body"),
        on_delete=models.CASCADE,
        related_name="meetings",
        null=True,
        blank=True,
    )
    label_fr = models.CharField(
        _("what it is, in French"), max_length=120, blank=True, help_text=LABEL_HELP
    )
    label_nl = models.CharField(_("what it is, in Dutch"), max_length=120, blank=True)
    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"), null=True, blank=True)
    venue = models.ForeignKey(
        Organisation,
        verbose_name=_("at the house of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("An entry of the directory."),
    )
    place_fr = models.CharField(
        _("place in French"), max_length=200, blank=True, help_text=PLACE_HELP
    )
    place_nl = models.CharField(_("place in Dutch"), max_length=200, blank=True)
    is_public = models.BooleanField(
        _("shown to everybody"),
        default=True,
        help_text=_("On the page of the group or the body, in the agenda and in calendars."),
    )
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays in the agenda, marked as cancelled, in both languages."),
    )

    every = models.CharField(
        _("comes back"),
        max_length=10,
        choices=Every.choices,
        blank=True,
        help_text=_("Empty: it takes place once."),
    )
    interval = models.PositiveSmallIntegerField(
        _("every how many weeks or months"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("Example: 2 for every second week."),
    )
    last_time = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )
    series = models.ForeignKey(
        "self",
        verbose_name=_("takes the place of one time of"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="changes",
        limit_choices_to=~models.Q(every=""),
        help_text=_("To move, cancel or tell about one time of a meeting that comes back."),
    )
    instead_of = models.DateField(
        _("planned on"), null=True, blank=True, help_text=_("The day it had among these.")
    )

    agenda_fr = models.TextField(_("agenda in French"), blank=True, help_text=LINES_HELP)
    agenda_nl = models.TextField(_("agenda in Dutch"), blank=True)
    summary_fr = models.TextField(
        _("public summary in French"),
        blank=True,
        help_text=_("What may be known by everybody: a text of its own, not the minutes."),
    )
    summary_nl = models.TextField(_("public summary in Dutch"), blank=True)
    present_public = models.PositiveSmallIntegerField(
        _("present from public services"), null=True, blank=True
    )
    present_association = models.PositiveSmallIntegerField(
        _("present from associations"), null=True, blank=True
    )
    present_other = models.PositiveSmallIntegerField(
        _("present from elsewhere"), null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    label = Bilingual()
    place = Bilingual()
    agenda = Bilingual()
    summary = Bilingual()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None, body__isnull=False) | Q(group__isnull=False, body=None),
                name="meeting_of_a_group_or_of_a_body",
                violation_error_message=_("Choose a working group or a governance body."),
            ),
            models.UniqueConstraint(
                fields=["series", "instead_of"],
                name="one_meeting_instead_of_a_day",
                violation_error_message=_("That day has its own meeting already."),
            ),
        ]

    def __str__(self):
        return f"{date_format(self.first_day)} · {self.host_name}"

    def save(self, *args, **kwargs):
        if self.series_id and self._state.adding:
            self.uid = occurrence_uid(self.series.uid, self.instead_of)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.group_id:
            # What a family of pages shares hangs on its original.
            self.group = self.group.original
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("A meeting cannot end before it starts.")})
        if self.every:
            self.clean_repetition()
        elif self.series_id or self.instead_of:
            self.clean_change()

    def clean_repetition(self):
        if self.series_id:
            raise ValidationError(
                {"every": _("What takes the place of one time does not come back itself.")}
            )
        if self.start and self.last_time and self.last_time < self.first_day:
            raise ValidationError({"last_time": _("It cannot end before it begins.")})
        if self.start and self.lasts_days:
            raise ValidationError({"end": _("What comes back ends on the day it starts.")})

    def clean_change(self):
        if not self.series_id or not self.instead_of:
            raise ValidationError(
                {"instead_of": _("Say which meeting, and on which day it was planned.")}
            )
        self.group, self.body = self.series.group, self.series.body
        day = self.instead_of
        if day not in times(self.series, day, day):
            raise ValidationError({"instead_of": _("It was not planned on that day.")})

    @property
    def host_name(self):
        """Who meets, in the language of whoever reads; of a group, as its original calls it."""
        return self.body.name.plain if self.body_id else self.group.title if self.group_id else ""

    @property
    def page(self):
        """After `with_page`: enough of a page for its title, its language and its address."""
        return GroupPage(
            title=self.page_title,
            url_path=self.page_path,
            locale=Locale(language_code=self.page_language),
        )

    @property
    def agenda_points(self):
        return [line.strip() for line in self.agenda.plain.splitlines() if line.strip()]

    @property
    def attendance(self):
        """How many came, by kind of institution; nothing where nobody counted."""
        counts = [(kind, getattr(self, f"present_{kind.value}")) for kind in BodyKind]
        return [(kind.label, count) for kind, count in counts if count]


def times(series, since, until, but=frozenset()):
    """The days on which it takes place as planned, without those that were changed."""
    last = min(until, series.last_time) if series.last_time else until
    return recurrence.days(series.first_day, series.every, series.interval, since, last, but)


@dataclass(frozen=True)
class Occurrence(Days):
    """One time of a meeting that comes back, at the same hour of the wall; the rest is shared."""

    series: Meeting
    day: date

    @property
    def uid(self):
        return occurrence_uid(self.series.uid, self.day)

    @property
    def start(self):
        return at_the_same_hour(self.series.start, self.day)

    @property
    def end(self):
        return at_the_same_hour(self.series.end, self.day) if self.series.end else None

    def __getattr__(self, name):
        return getattr(self.series, name)


def at_the_same_hour(moment, day):
    hour = timezone.localtime(moment).time()
    return timezone.make_aware(datetime.combine(day, hour))


def occurrence_uid(series_uid, day):
    """The identity of one time, known before it has a record of its own."""
    return uuid.uuid5(series_uid, day.isoformat())
