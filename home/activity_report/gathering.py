"""What the site knows of a year, as facts. Of public things only: a report is to be published.

Read in the active language: that of the report. Of a year that is not over, until today.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from cms import languages
from cms.dates import midnight
from directory.organisations import Organisation
from groups.bodies.records import Body, MeetingCount
from groups.meetings.records import Meeting, times
from groups.models import GroupPage, Phase, Year
from publications.ledger import account
from publications.ledger.listing import lines_on
from publications.ledger.recommendations import Recommendation
from publications.models import PublicationPage

from ..agenda import EventPage
from ..registrations.attendance import Attendance

MOST_ROWS = 60  # of a table that people read; the ledger has them all


@dataclass(frozen=True)
class Period:
    year: int
    until: date  # its last day, or today if it is not over

    @property
    def first(self):
        return date(self.year, 1, 1)

    @property
    def window(self):
        return midnight(self.first), midnight(self.until + timedelta(days=1))


@dataclass(frozen=True)
class OfGroup:
    page: GroupPage
    phases: list
    meetings: int
    present: int
    year: Year | None


def period(year, today=None):
    today = today or timezone.localdate()
    return Period(year, min(date(year, 12, 31), today))


def meetings_held(rows, period):
    """How many took place: planned times of what comes back, without those moved or cancelled."""
    since, until = period.window
    held = 0
    for row in rows:
        if row.every:
            changed = frozenset(one.instead_of for one in rows if one.series_id == row.pk)
            held += sum(1 for _day in times(row, period.first, period.until, changed))
        elif not row.cancelled and since <= row.start < until:
            held += 1
    return held


def people_present(rows, period):
    """The sum over meetings of those who came, where somebody counted."""
    since, until = period.window
    counted = [row for row in rows if not row.every and since <= row.start < until]
    return sum(count for row in counted for _kind, count in row.attendance)


def groups(period):
    """Those that did something in the year: a stage that began, a meeting, words on the year."""
    pages = GroupPage.objects.readable_in(languages.current()).defer_streamfields()
    pages = {page.translation_key: page for page in pages.order_by("title", "pk")}
    meetings, phases = defaultdict(list), defaultdict(list)
    for row in Meeting.objects.filter(group__translation_key__in=pages).select_related("group"):
        meetings[row.group.translation_key].append(row)
    begun = Phase.objects.filter(started_on__range=(period.first, period.until))
    for row in begun.select_related("page").order_by("started_on"):
        phases[row.page.translation_key].append(row)
    years = Year.objects.filter(year=period.year).select_related("page")
    years = {row.page.translation_key: row for row in years}
    for key, page in pages.items():
        held = meetings_held(meetings[key], period)
        if held or phases[key] or key in years:
            present = people_present(meetings[key], period)
            yield OfGroup(page, phases[key], held, present, years.get(key))


@dataclass(frozen=True)
class OfBody:
    body: Body
    held: int


def bodies(period):
    """What each governance body counted of its meetings; else those that the site knows of."""
    counts = dict(MeetingCount.objects.filter(year=period.year).values_list("body", "held"))
    meetings = defaultdict(list)
    for row in Meeting.objects.exclude(body=None):
        meetings[row.body_id].append(row)
    found = [
        OfBody(body, counts.get(body.pk) or meetings_held(meetings[body.pk], period))
        for body in Body.objects.public().order_by("pk")
    ]
    return [one for one in found if one.held]


@dataclass(frozen=True)
class Encounter:
    page: EventPage
    attendance: Attendance | None

    @property
    def people(self):
        return (self.attendance and self.attendance.people) or 0


def encounters(period):
    """Every event of the agenda, with how many came; those that were cancelled too."""
    since, until = period.window
    pages = EventPage.objects.readable_in(languages.current()).defer_streamfields()
    pages = list(pages.filter(start__gte=since, start__lt=until).order_by("start", "pk"))
    keys = [page.translation_key for page in pages]
    rows = Attendance.objects.filter(event__translation_key__in=keys).select_related("event")
    counted = {row.event.translation_key: row for row in rows}
    return [Encounter(page, counted.get(page.translation_key)) for page in pages]


def publications(period):
    pages = PublicationPage.objects.readable_in(languages.current()).defer_streamfields()
    published = (period.first, period.until)
    return list(pages.filter(published_on__range=published).order_by("published_on", "pk"))


def recommendations(period):
    """Of the year, each with where it stood on its last day: as the clock says."""
    found = Recommendation.objects.public().of_year(period.year).order_by("number")
    found = list(found.filter(Q(adopted_on=None) | Q(adopted_on__lte=period.until)))
    cases = account.read(period.until, {one.pk for one in found}).cases
    return [(one, cases[one.pk]) for one in found]


def interpellations(period):
    """Adopted or sent by the last day, and not settled before the year began."""
    for line in lines_on(period.until):
        begun = line.page.adopted_on or line.clock.sent_on
        answered = line.clock.answered_on
        if begun and begun <= period.until and not (answered and answered < period.first):
            yield line


@dataclass(frozen=True)
class DirectoryFigures:
    entries: int
    confirmed: int


def directory(period):
    """As it is today: of a directory no older state is kept."""
    listed = Organisation.objects.listed()
    confirmed = listed.filter(confirmed_on__range=(period.first, period.until))
    return DirectoryFigures(listed.count(), confirmed.count())
