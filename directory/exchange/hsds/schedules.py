"""Weekly slots and exceptional days as HSDS schedules.

Hours are those of the clocks of Brussels: an offset from UTC would be wrong half of the year, and
our profile says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from cms.holidays import holidays

from ..hours_text import DAYS
from . import ids

AHEAD = timedelta(days=366)


def schedules(owner: UUID, slots, exceptions, open_on_holidays: bool, today: date) -> list[dict]:
    weekly = list(slots)
    if not weekly and not exceptions:
        return []
    closed = [] if open_on_holidays or not weekly else public_holidays(owner, exceptions, today)
    return [*of_the_week(owner, weekly), *exceptional(owner, exceptions), *closed]


def of_the_week(owner: UUID, slots) -> Iterator[dict]:
    """Days with the same hours and the same remark make one rule."""
    rules: dict[tuple, list[int]] = {}
    for slot in slots:
        key = (slot.opens, slot.closes, slot.note.plain)
        rules.setdefault(key, []).append(slot.weekday)
    for (opens, closes, note), weekdays in rules.items():
        byday = ",".join(DAYS[day].upper() for day in sorted(set(weekdays)))
        yield without_nothing(
            {
                "id": str(ids.within(owner, "week", byday, opens, closes, note)),
                "freq": "WEEKLY",
                "interval": 1,
                "wkst": "MO",
                "byday": byday,
                "opens_at": f"{opens:%H:%M}",
                "closes_at": f"{closes:%H:%M}",
                "notes": note,
            }
        )


def exceptional(owner: UUID, exceptions) -> Iterator[dict]:
    for day in exceptions:
        hours = {}
        if day.opens is not None:
            hours = {"opens_at": f"{day.opens:%H:%M}", "closes_at": f"{day.closes:%H:%M}"}
        last = day.last_day or day.first_day
        yield instead(owner, day.first_day, last, hours, day.reason.plain)


def public_holidays(owner: UUID, exceptions, today: date) -> Iterator[dict]:
    """Those of the coming year on which nothing else was decided."""
    for year in (today.year, today.year + 1):
        for day, holiday in holidays(year).items():
            decided = any(e.first_day <= day <= (e.last_day or e.first_day) for e in exceptions)
            if today <= day <= today + AHEAD and not decided:
                yield instead(owner, day, day, {}, holiday.name.plain)


def instead(owner: UUID, first: date, last: date, hours: dict, reason: str) -> dict:
    return without_nothing(
        {
            "id": str(ids.within(owner, "exception", first, last, *hours.values())),
            "valid_from": first.isoformat(),
            "valid_to": last.isoformat(),
            "dtstart": first.isoformat(),
            "until": last.isoformat(),
            **hours,
            "description": _("Exceptional hours") if hours else _("Closed"),
            "notes": reason,
        }
    )


def without_nothing(told: dict) -> dict:
    """The standard knows no empty texts: what is not known is not there."""
    return {name: value for name, value in told.items() if value not in (None, "", [])}
