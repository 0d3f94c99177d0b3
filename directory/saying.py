"""Hours and dates as one says them on the telephone, in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.holidays import holiday_on

from . import hours

WEEK = 7
A_YEAR = 12  # months
STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Opening:
    """`state` is one of the design system's: open, closed, none."""

    words: str
    state: str


def opening(schedule: hours.Schedule, now: datetime) -> Opening:
    if not schedule.is_known:
        return Opening(_("Hours not known"), "none")
    state = hours.state_at(schedule, now)
    if state.is_open:
        return Opening(open_words(state), "open")
    return Opening(closed_words(state, now.astimezone(hours.BRUSSELS).date()), "closed")


def open_words(state: hours.State) -> str:
    if state.closes is None:
        return _("Open day and night")
    return _("Open until %(time)s") % {"time": clock(state.closes)}


def closed_words(state: hours.State, today: date) -> str:
    if state.opens is None:
        return _("Closed for now")
    day, time = state.opens.date(), clock(state.opens)
    if day == today:
        return _("Closed, opens today at %(time)s") % {"time": time}
    if day == today + timedelta(days=1):
        return _("Closed, opens tomorrow at %(time)s") % {"time": time}
    if day < today + timedelta(days=WEEK):
        weekday = WEEKDAYS[day.weekday()]
        return _("Closed, opens on %(weekday)s at %(time)s") % {"weekday": weekday, "time": time}
    return _("Closed, opens on %(date)s at %(time)s") % {
        "date": date_format(day, "MONTH_DAY_FORMAT"),
        "time": time,
    }


def today_words(schedule: hours.Schedule, today: date, reason: str = "") -> str:
    """The hours of one day, `09:00–12:30 · 13:30–16:30`, or why there are none."""
    if spans := schedule.hours_on(today):
        return " · ".join(between(opens, closes) for opens, closes in spans)
    if not reason and (holiday := holiday_on(today)):
        reason = holiday.name.plain
    return _("Closed today: %(reason)s") % {"reason": reason} if reason else ""


def between(opens, closes) -> str:
    if opens == closes:
        return _("day and night")
    return f"{clock(opens)}–{clock(closes)}"


def clock(moment) -> str:
    return time_format(moment, "TIME_FORMAT")


@dataclass(frozen=True)
class Freshness:
    """When the organisation last said that its entry is right, which no saving can replace."""

    confirmed_on: date | None
    state: str
    age: str = ""


def freshness(confirmed_on: date | None, today: date | None = None) -> Freshness:
    today = today or timezone.localdate()
    if confirmed_on is None:
        return Freshness(None, "none")
    is_stale = today - confirmed_on > STALE_AFTER
    state = "waiting" if is_stale else "confirmed"
    if today - confirmed_on < timedelta(days=1):
        return Freshness(confirmed_on, state)
    return Freshness(confirmed_on, state, age_words(confirmed_on, today))


def age_words(day: date, today: date) -> str:
    """Between one year and two, in months: *1 year* would hide ten of them."""
    months = 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)
    if A_YEAR <= months < 2 * A_YEAR:
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    return timesince(day, today, depth=1)


@dataclass(frozen=True)
class WeeklyLine:
    days: str
    hours: str
    note: object


def weekly(slots) -> list[WeeklyLine]:
    """Slots in as few lines as they need: *Monday, Thursday 09:00–12:00*."""
    days = {}
    for slot in sorted(slots, key=lambda slot: (slot.weekday, slot.opens)):
        key = (slot.opens, slot.closes, slot.note_fr, slot.note_nl)
        days.setdefault(key, []).append(slot)
    return [
        WeeklyLine(days_words(same), between(same[0].opens, same[0].closes), same[0].note)
        for same in days.values()
    ]


def days_words(slots) -> str:
    numbers = sorted({slot.weekday for slot in slots})
    first, last = numbers[0], numbers[-1]
    if len(numbers) == WEEK:
        return _("every day")
    if len(numbers) > 2 and numbers == list(range(first, last + 1)):
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}
    return ", ".join(str(WEEKDAYS[day]) for day in numbers)
