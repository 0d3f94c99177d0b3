"""*Open now* as marks that an index compares: the same answer as `hours.is_open`, to the minute.

A stretch of opening is written as the fewest whole days, hours, quarters and minutes that fill it,
counted from midnight of the day on which it begins: 9:00–12:30 is three hours and two quarters. At
any minute six marks ask for it, whatever it is made of. Dates that differ from the week are written
so too, in years, months and days. A document is therefore true for ever: nothing is written again
because time passes.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from cms.holidays import holiday_on
from search.query import Clause

from . import hours

DAY = 24 * 60
UNITS = (("d", DAY), ("b", 240), ("h", 60), ("q", 15), ("f", 5), ("m", 1))  # minutes
ON_HOLIDAYS = "on-holidays"
LAST_YEAR = 2100
ONE_DAY = timedelta(days=1)


# --- what a document carries ----------------------------------------------------------------------
def marks(schedule: hours.Schedule) -> list[str]:
    found = {
        f"w{slot.weekday}{part}"
        for slot in schedule.slots
        for part in parts(slot.opens, slot.closes)
    }
    for exception in schedule.exceptions:
        for days in dates(exception.first_day, exception.last_day):
            found.add(f"x{days}")
            if exception.opens is not None and exception.closes is not None:
                found |= {f"e{days}{part}" for part in parts(exception.opens, exception.closes)}
    if schedule.open_on_holidays:
        found.add(ON_HOLIDAYS)
    return sorted(found)


def parts(opens: time, closes: time) -> Iterator[str]:
    """A stretch that ends no later than it begins ends on the next day."""
    at, end = minute_of(opens), minute_of(closes)
    if end <= at:
        end += DAY
    while at < end:
        letter, minutes = next(unit for unit in UNITS if at % unit[1] == 0 and at + unit[1] <= end)
        yield f"{letter}{at // minutes}"
        at += minutes


def dates(first: date, last: date) -> Iterator[str]:
    last = min(last, date(LAST_YEAR, 12, 31))
    while first <= last:
        of_year, of_month = date(first.year, 12, 31), end_of_month(first)
        if first.timetuple().tm_yday == 1 and of_year <= last:
            yield f"{first:%Y}-"
            first = of_year + ONE_DAY
        elif first.day == 1 and of_month <= last:
            yield f"{first:%Y%m}-"
            first = of_month + ONE_DAY
        else:
            yield f"{first:%Y%m%d}-"
            first += ONE_DAY


def end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE_DAY


def minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


# --- what a moment asks for -----------------------------------------------------------------------
def open_at(now: datetime) -> tuple[Clause, ...]:
    """Opened today, or yesterday and not closed since."""
    local = now.astimezone(hours.BRUSSELS)
    today, minute = local.date(), minute_of(local.time())
    if local.fold:
        # The hour that the clock repeats: whatever opened or closed in it has done so already.
        minute = minute // 60 * 60 + 59
    return (*opened_on(today, minute), *opened_on(today - ONE_DAY, minute + DAY))


def opened_on(day: date, minute: int) -> Iterator[Clause]:
    """By the hours of the week unless the day is an exception, else by its own."""
    running = [f"{letter}{minute // minutes}" for letter, minutes in UNITS]
    written = [f"{day:{form}}-" for form in ("%Y", "%Y%m", "%Y%m%d")]
    yield Clause(
        any_of=tuple(f"w{day.weekday()}{part}" for part in running),
        all_of=(ON_HOLIDAYS,) if holiday_on(day) else (),
        none_of=tuple(f"x{days}" for days in written),
    )
    yield Clause(any_of=tuple(f"e{days}{part}" for days in written for part in running))


# --- facts of the week ----------------------------------------------------------------------------
EVENING = time(18, 0)
SATURDAY = 5


def is_open_on_saturday(slots: Iterable[hours.Slot]) -> bool:
    return any(slot.weekday == SATURDAY for slot in slots)


def is_open_in_the_evening(slots: Iterable[hours.Slot]) -> bool:
    return any(slot.closes > EVENING or slot.closes <= slot.opens for slot in slots)
