"""On which days something takes place that comes back. Days only: hours are those of the clock on
the wall, so that a change to summer time moves nothing.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

WEEK = timedelta(weeks=1)


class Every(models.TextChoices):
    WEEKS = "weeks", _("every week, or every so many weeks")
    MONTHS = "months", _("every month on the same weekday (example: the second Tuesday)")
    LAST = "last", _("every month on the last such weekday (example: the last Tuesday)")


def days(
    first: date, every: str, interval: int, since: date, until: date, but: frozenset = frozenset()
) -> Iterator[date]:
    """Those from `since` to `until`, both included, without the days that were changed."""
    steps = by_weeks(first, interval) if every == Every.WEEKS else by_months(first, every, interval)
    for day in steps:
        if day > until:
            return
        if day >= since and day not in but:
            yield day


def by_weeks(first, interval):
    day = first
    while True:
        yield day
        day += WEEK * interval


def by_months(first, every, interval):
    """A fifth weekday is the last one: four months out of twelve have no other."""
    nth = (first.day - 1) // 7
    is_last = every == Every.LAST or nth == 4
    month = first.year * 12 + first.month - 1
    while True:
        year, index = divmod(month, 12)
        day = weekday_of(year, index + 1, first.weekday(), None if is_last else nth)
        if day >= first:
            yield day
        month += interval


def weekday_of(year, month, weekday, nth):
    """The weekday of that rank, counted from 0, in a month; the last one if it has no rank."""
    if nth is None:
        end = date(year, month, monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    begin = date(year, month, 1)
    return begin + timedelta(days=(weekday - begin.weekday()) % 7, weeks=nth)
