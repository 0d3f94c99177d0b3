"""Is the door open, and when does it open next? Pure functions of the hours and of a moment.

Hours are written on the clock of Brussels. Moments are compared in universal time, so that the
night the clock changes is as right as any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cms.holidays import holiday_on

BRUSSELS = ZoneInfo("Europe/Brussels")
HORIZON = 60  # days ahead in which a next opening is looked for

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Slot:
    weekday: int  # Monday is 0
    opens: time
    closes: time  # not later than `opens`: the next morning


@dataclass(frozen=True)
class Exceptional:
    """Dates on which the weekly hours do not hold; without hours, the door stays closed."""

    first_day: date
    last_day: date
    opens: time | None = None
    closes: time | None = None

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Schedule:
    slots: tuple[Slot, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()
    open_on_holidays: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.slots or any(e.opens for e in self.exceptions))

    def hours_on(self, day: date) -> list[tuple[time, time]]:
        """What the clock says of this day: an exception first, then holidays, then the week."""
        exceptional = [e for e in self.exceptions if e.covers(day)]
        if exceptional:
            return merged((e.opens, e.closes) for e in exceptional if e.opens is not None)
        if holiday_on(day) and not self.open_on_holidays:
            return []
        return merged((s.opens, s.closes) for s in self.slots if s.weekday == day.weekday())

    def spans(self, first: date, last: date) -> list[Span]:
        """Every stretch of opening that starts in these days, joined where they touch."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return joined(span(day, *hours) for day in days for hours in self.hours_on(day))


@dataclass(frozen=True)
class State:
    """Open until `closes`, or closed until `opens`; None where no end is in sight."""

    is_open: bool
    opens: datetime | None = None
    closes: datetime | None = None


def span(day: date, opens: time, closes: time) -> Span:
    end = day if closes > opens else day + timedelta(days=1)
    return moment(day, opens), moment(end, closes)


def merged(hours: Iterable[tuple[time, time]]) -> list[tuple[time, time]]:
    """Hours of several services that overlap are said as one stretch; nights are left as told."""
    told = sorted(set(hours))
    result: list[tuple[time, time]] = []
    for opens, closes in (h for h in told if h[1] > h[0]):
        if result and opens <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], closes))
        else:
            result.append((opens, closes))
    return sorted([*result, *(h for h in told if h[1] <= h[0])])


def moment(day: date, clock: time) -> datetime:
    """A time that the clock skips in March is the moment at which it skips it."""
    here = datetime.combine(day, clock, tzinfo=BRUSSELS)
    there = here.astimezone(UTC)
    was_skipped = there.astimezone(BRUSSELS).time() != clock
    return there.replace(minute=0, second=0) if was_skipped else there


def joined(spans: Iterable[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue  # an hour that the clock skipped in March
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def state_at(schedule: Schedule, now: datetime) -> State:
    today = now.astimezone(BRUSSELS).date()
    # Last night's hours may still be running.
    spans = schedule.spans(today - timedelta(days=1), today + timedelta(days=HORIZON))
    for start, end in spans:
        if start <= now < end:
            without_end = end > moment(today + timedelta(days=HORIZON), time.min)
            return State(is_open=True, closes=None if without_end else end.astimezone(BRUSSELS))
        if start > now:
            return State(is_open=False, opens=start.astimezone(BRUSSELS))
    return State(is_open=False)


def is_open(schedule: Schedule, now: datetime) -> bool:
    return state_at(schedule, now).is_open
