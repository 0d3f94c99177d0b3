"""What the index answers to *open now* is what the rules of hours say, to the minute."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import door
from directory.hours import BRUSSELS, Exceptional, Schedule, Slot, is_open

minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
# Days round both changes of the clock, a holiday in the week, the turn of a year, a leap day.
NIGHTS = [date(2026, 3, 28), date(2026, 10, 24), date(2026, 7, 20), date(2026, 12, 31),
          date(2028, 2, 28)]  # fmt: skip
days = st.builds(lambda day, n: day + timedelta(days=n), st.sampled_from(NIGHTS), st.integers(0, 3))
slots = st.builds(Slot, st.integers(0, 6), minutes, minutes)
exceptions = st.builds(
    lambda first, length, hours: Exceptional(first, first + timedelta(days=length), *hours),
    days,
    st.sampled_from([0, 1, 40, 800]),
    st.one_of(st.just((None, None)), st.tuples(minutes, minutes)),
)
schedules = st.builds(
    lambda week, dated, holidays: Schedule(tuple(week), tuple(dated), holidays),
    st.lists(slots, max_size=6),
    st.lists(exceptions, max_size=3),
    st.booleans(),
)
moments = st.builds(
    lambda day, minute, second: (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        + timedelta(minutes=minute, seconds=second)
    ),
    days,
    st.integers(0, 24 * 60 - 1),
    st.sampled_from([0, 1, 59]),
)


def answer(marks, now):
    return any(
        not marks.isdisjoint(clause.any_of)
        and marks.issuperset(clause.all_of)
        and marks.isdisjoint(clause.none_of)
        for clause in door.open_at(now)
    )


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schedules, moments)
def test_the_marks_and_the_rules_agree(schedule, now):
    assert answer(set(door.marks(schedule)), now) == is_open(schedule, now)


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_every_minute_of_the_nights_on_which_the_clock_changes(night):
    """Hours that begin and end inside the hour that is skipped or said twice, too."""
    dice = random.Random(3)
    clocks = [time(dice.choice([1, 2, 2, 2, 3]), dice.randrange(60)) for _ in range(24)]
    every = [
        Schedule((Slot(dice.choice([5, 6]), opens, closes),))
        for opens, closes in zip(clocks, reversed(clocks), strict=True)
    ]
    marked = [(schedule, set(door.marks(schedule))) for schedule in every]
    start = datetime(night.year, night.month, night.day, tzinfo=UTC) - timedelta(hours=1)
    seen = set()
    for minute in range(0, 5 * 60):
        now = start + timedelta(minutes=minute)
        for schedule, marks in marked:
            expected = is_open(schedule, now)
            seen.add(expected)
            assert answer(marks, now) == expected, (schedule, now.astimezone(BRUSSELS))
    assert seen == {True, False}


def test_a_usual_week_costs_few_marks():
    week = tuple(
        Slot(day, *hours)
        for day in range(5)
        for hours in ((time(9), time(12, 30)), (time(13, 30), time(16, 45)))
    )
    assert len(door.marks(Schedule(week))) <= 60
    always = tuple(Slot(day, time(0), time(0)) for day in range(7))
    assert len(door.marks(Schedule(always))) == 7
    long_closed = Exceptional(date(2026, 7, 10), date(2029, 3, 4))
    assert len(door.marks(Schedule(exceptions=(long_closed,)))) < 45


def test_evening_and_saturday():
    late, night, noon = Slot(5, time(17), time(20)), Slot(0, time(22), time(2)), time(12)
    assert door.is_open_on_saturday([late])
    assert not door.is_open_on_saturday([night])
    assert door.is_open_in_the_evening([late])
    assert door.is_open_in_the_evening([night])
    assert not door.is_open_in_the_evening([Slot(5, noon, time(18))])
