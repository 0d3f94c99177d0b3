"""The clock of Brussels, the week, exceptions and holidays: pure functions."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import BRUSSELS, Exceptional, Schedule, Slot, is_open, state_at

WEEKDAYS = tuple(Slot(day, time(9), time(17)) for day in range(5))
OFFICE = Schedule(WEEKDAYS)
NIGHT = Schedule(tuple(Slot(day, time(20), time(8)) for day in range(7)), open_on_holidays=True)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


times = st.times(timezones=st.none())
slots = st.builds(Slot, st.integers(0, 6), times, times)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def exceptions(draw):
    first = draw(days)
    hours = draw(st.one_of(st.just((None, None)), st.tuples(times, times)))
    return Exceptional(first, first + timedelta(days=draw(st.integers(0, 10))), *hours)


schedules = st.builds(
    Schedule,
    st.lists(slots, max_size=6).map(tuple),
    st.lists(exceptions(), max_size=3).map(tuple),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-17T08:59", False),
        ("2026-11-17T09:00", True),  # a Tuesday
        ("2026-11-17T16:59", True),
        ("2026-11-17T17:00", False),  # the hour of closing is closed
        ("2026-11-21T10:00", False),  # a Saturday
        ("2026-11-11T10:00", False),  # Armistice, a Wednesday
        ("2026-04-06T10:00", False),  # Easter Monday
    ],
)
def test_open_by_the_week(moment, expected):
    assert is_open(OFFICE, at(moment)) is expected


def test_an_entry_may_be_open_on_holidays():
    assert is_open(Schedule(WEEKDAYS, open_on_holidays=True), at("2026-11-11T10:00"))


def test_a_closing_exception_is_stronger_than_the_week():
    closed = Exceptional(date(2026, 11, 16), date(2026, 11, 18))
    schedule = Schedule(WEEKDAYS, (closed,))
    assert not is_open(schedule, at("2026-11-17T10:00"))
    assert state_at(schedule, at("2026-11-17T10:00")).opens == at("2026-11-19T09:00")


def test_exceptional_hours_replace_those_of_the_day_and_of_a_holiday():
    late = Exceptional(date(2026, 11, 11), date(2026, 11, 11), time(18), time(20))
    schedule = Schedule(WEEKDAYS, (late,))
    assert not is_open(schedule, at("2026-11-11T10:00"))
    assert is_open(schedule, at("2026-11-11T19:00"))


def test_a_night_goes_on_after_midnight():
    state = state_at(NIGHT, at("2026-11-17T03:00"))
    assert state.is_open
    assert state.closes == at("2026-11-17T08:00")
    assert not is_open(NIGHT, at("2026-11-17T12:00"))


def test_stretches_that_touch_are_one():
    schedule = Schedule((Slot(1, time(9), time(12)), Slot(1, time(12), time(16))))
    assert state_at(schedule, at("2026-11-17T10:00")).closes == at("2026-11-17T16:00")


def test_day_and_night_has_no_end():
    always = Schedule(tuple(Slot(d, time(0), time(0)) for d in range(7)), open_on_holidays=True)
    assert state_at(always, at("2026-11-17T10:00")).closes is None


def test_overlapping_hours_are_said_once():
    schedule = Schedule((Slot(1, time(9), time(12)), Slot(1, time(11), time(13))))
    assert schedule.hours_on(date(2026, 11, 17)) == [(time(9), time(13))]


def test_in_winter_and_in_summer_the_door_opens_at_the_same_hour_of_the_clock():
    assert is_open(OFFICE, datetime(2026, 1, 13, 8, 30, tzinfo=UTC))  # 9:30 in Brussels
    assert not is_open(OFFICE, datetime(2026, 1, 13, 7, 30, tzinfo=UTC))
    assert is_open(OFFICE, datetime(2026, 7, 14, 7, 30, tzinfo=UTC))  # 9:30 too


@pytest.mark.parametrize(
    ("saturday", "length"),
    [("2026-03-28", 11), ("2026-10-24", 13), ("2026-11-14", 12)],
)
def test_the_night_the_clock_changes_is_an_hour_shorter_or_longer(saturday, length):
    opening = at(f"{saturday}T20:00").astimezone(UTC)
    last_minute = opening + timedelta(hours=length, minutes=-1)
    assert is_open(NIGHT, opening)
    assert is_open(NIGHT, last_minute)
    assert not is_open(NIGHT, last_minute + timedelta(minutes=1))


def test_an_hour_the_clock_skips_is_no_opening():
    skipped = Schedule((Slot(6, time(2, 30), time(3, 0)),))
    found = state_at(skipped, datetime(2026, 3, 29, 0, 45, tzinfo=UTC))
    assert found.opens == at("2026-04-05T02:30")


@given(schedules, moments)
def test_what_opens_next_is_open_then_and_closed_just_before(schedule, now):
    state = state_at(schedule, now)
    if not state.is_open and state.opens:
        assert state.opens > now
        assert is_open(schedule, state.opens)
        assert not is_open(schedule, state.opens.astimezone(UTC) - timedelta(microseconds=1))


@given(schedules, moments)
def test_what_is_open_until_an_hour_is_closed_at_that_hour(schedule, now):
    state = state_at(schedule, now)
    if state.is_open and state.closes:
        assert state.closes > now
        assert not is_open(schedule, state.closes)


@given(schedules, moments)
def test_without_hours_that_day_or_the_day_before_it_is_closed(schedule, now):
    today = now.astimezone(BRUSSELS).date()
    if not schedule.hours_on(today) and not schedule.hours_on(today - timedelta(days=1)):
        assert not is_open(schedule, now)
