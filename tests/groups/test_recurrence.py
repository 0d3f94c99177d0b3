"""On which days a meeting takes place that comes back."""

from datetime import date
from itertools import pairwise

import pytest

from groups.meetings.recurrence import Every, days

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_every_second_week_from_the_first_day_on():
    found = list(days(date(2026, 3, 20), Every.WEEKS, 2, *YEAR))
    assert found[:3] == [date(2026, 3, 20), date(2026, 4, 3), date(2026, 4, 17)]
    assert {(b - a).days for a, b in pairwise(found)} == {14}


def test_every_month_on_the_second_tuesday():
    found = list(days(date(2026, 1, 13), Every.MONTHS, 1, *YEAR))
    assert len(found) == 12
    assert all(day.weekday() == 1 and 8 <= day.day <= 14 for day in found)


def test_every_second_month():
    found = list(days(date(2026, 1, 13), Every.MONTHS, 2, *YEAR))
    assert [day.month for day in found] == [1, 3, 5, 7, 9, 11]


def test_a_fifth_weekday_is_the_last_one():
    found = list(days(date(2026, 1, 29), Every.MONTHS, 1, *YEAR))  # a fifth Thursday
    assert found == list(days(date(2026, 1, 29), Every.LAST, 1, *YEAR))
    assert found[:3] == [date(2026, 1, 29), date(2026, 2, 26), date(2026, 3, 26)]


def test_the_last_weekday_may_be_the_fourth_one_first():
    found = list(days(date(2026, 2, 26), Every.LAST, 1, *YEAR))
    assert found[:3] == [date(2026, 2, 26), date(2026, 3, 26), date(2026, 4, 30)]


@pytest.mark.parametrize("every", Every.values)
def test_days_that_were_changed_and_those_out_of_the_window_are_left_out(every):
    first = date(2026, 1, 13)
    found = list(days(first, every, 1, *YEAR))
    rest = list(days(first, every, 1, found[1], found[4], frozenset({found[2]})))
    assert rest == [found[1], found[3], found[4]]
