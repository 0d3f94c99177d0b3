"""The clock, for any order of events: what stops it, what does not, and what time alone changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms import holidays
from publications.ledger import clock
from publications.ledger.clock import State
from publications.ledger.kinds import AnswerKind, Implementation, Position

FIRST, LAST = date(2000, 1, 1), date(2050, 11, 30)
DAYS = st.dates(FIRST, LAST)
NEAR = st.integers(0, 700).map(lambda n: timedelta(days=n))
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    sent_on: date | None = None
    due_on: date | None = None
    extended_on: date | None = None
    extended_to: date | None = None


def answer(received_on, kind=AnswerKind.SUBSTANTIVE, position=Position.ACCEPTED):
    return SimpleNamespace(kind=kind, position=position, received_on=received_on)


def follow_up(assessed_on, implementation):
    return SimpleNamespace(assessed_on=assessed_on, implementation=implementation)


@st.composite
def rows(draw):
    """One sending with its answers, and a day to look at it."""
    sent_on = draw(DAYS)
    maybe = st.none() | NEAR.map(lambda delta: sent_on + delta)
    row = Row(sent_on, draw(maybe), draw(maybe), draw(maybe))
    answers = draw(
        st.lists(
            st.builds(
                answer,
                NEAR.map(lambda delta: sent_on + delta),
                st.sampled_from(AnswerKind),
                st.sampled_from(Position),
            ),
            max_size=5,
        )
    )
    return row, answers, sent_on + draw(NEAR)


@given(rows(), st.randoms())
def test_the_order_in_which_rows_are_read_does_not_matter(case, random):
    row, answers, on = case
    assume(len({a.received_on for a in answers}) == len(answers))
    shuffled = random.sample(answers, len(answers))
    assert clock.of_sending(row, answers, on) == clock.of_sending(row, shuffled, on)


@given(rows())
def test_what_happens_later_changes_nothing_today(case):
    row, answers, on = case
    known = [a for a in answers if a.received_on <= on]
    assert clock.of_sending(row, answers, on) == clock.of_sending(row, known, on)


@given(rows())
def test_a_state_changes_only_by_an_event_or_by_time_passing_its_due_day(case):
    row, answers, on = case
    today, tomorrow = (clock.of_sending(row, answers, day) for day in (on, on + DAY))
    if today.state != tomorrow.state:
        arrived = any(a.received_on == on + DAY for a in answers)
        first_day = today.state == State.SENT
        became_overdue = tomorrow.state == State.OVERDUE and tomorrow.due.day == on
        extension_announced = row.extended_on == on + DAY
        assert arrived or first_day or became_overdue or extension_announced


@given(rows())
def test_while_it_is_open_each_day_adds_one(case):
    row, answers, on = case
    today, tomorrow = (clock.of_sending(row, answers, day) for day in (on, on + DAY))
    if today.is_open and tomorrow.is_open:
        assert tomorrow.days == today.days + 1


@given(rows())
def test_acknowledgements_and_holding_replies_never_stop_it(case):
    row, answers, on = case
    settling = [a for a in answers if a.kind in clock.SETTLING]
    with_all, without = (clock.of_sending(row, some, on) for some in (answers, settling))
    assert with_all.days == without.days
    assert with_all.days_overdue == without.days_overdue
    assert with_all.is_open == without.is_open
    assert with_all.is_open == (not any(a.received_on <= on for a in settling))


@given(rows(), NEAR)
def test_once_answered_the_days_stand_still(case, later):
    row, answers, on = case
    here, then = (clock.of_sending(row, answers, day) for day in (on, on + later))
    if not here.is_open:
        assert (then.days, then.days_overdue) == (here.days, here.days_overdue)
        assert not then.is_open


@given(rows())
def test_an_extension_never_makes_anything_later_than_it_was(case):
    row, answers, on = case
    plain = Row(row.sent_on, row.due_on)
    if row.due_on is not None:
        extended = clock.of_sending(row, answers, on)
        assert extended.days_overdue <= clock.of_sending(plain, answers, on).days_overdue
        assert extended.days == clock.of_sending(plain, answers, on).days


@given(rows())
def test_nothing_is_overdue_on_its_due_day_or_without_one(case):
    row, answers, on = case
    found = clock.of_sending(row, answers, on)
    if found.days_overdue:
        assert found.due is not None
        assert found.due.day < (found.answered_on or on)
        assert holidays.is_working_day(found.due.day)


@given(DAYS, DAYS)
def test_the_limit_that_a_database_compares_with_is_the_same_rule(due_on, on):
    late = clock.of_sending(Row(FIRST, due_on), [], on).state == State.OVERDUE
    assert late == (due_on <= clock.overdue_limit(on))


@given(st.lists(rows(), min_size=1, max_size=4), DAYS)
def test_with_several_addressees_one_silence_keeps_the_case_open(cases, on):
    clocks = [clock.of_sending(row, answers, on) for row, answers, _on in cases]
    whole = clock.of_case(clocks, [], on)
    assert whole.is_open == any(one.is_open for one in clocks)
    if whole.is_open:
        assert whole.days_overdue == max(one.days_overdue for one in clocks if one.is_open)


SENT = date(2015, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("row", "answers", "on", "state", "days", "overdue"),
    [
        (Row(), [], SENT, State.NOT_SENT, 0, 0),
        (Row(SENT), [], SENT - DAY, State.NOT_SENT, 0, 0),
        (Row(SENT), [], SENT, State.SENT, 0, 0),
        (Row(SENT), [], SENT + DAY, State.WAITING, 1, 0),
        # The due day is Good Friday's Monday: Easter Monday is a holiday, so Tuesday counts.
        (Row(SENT, date(2015, 4, 6)), [], date(2015, 4, 7), State.WAITING, 36, 0),
        (Row(SENT, date(2015, 4, 6)), [], date(2015, 4, 8), State.OVERDUE, 37, 1),
        # A leap day counts like any other.
        (Row(date(2016, 2, 28)), [], date(2016, 3, 1), State.WAITING, 2, 0),
        (
            Row(SENT),
            [answer(SENT + DAY, AnswerKind.HOLDING, "")],
            SENT + 9 * DAY,
            State.ACKNOWLEDGED,
            9,
            0,
        ),
        (Row(SENT), [answer(SENT + 5 * DAY)], SENT + 9 * DAY, State.ACCEPTED, 5, 0),
        (
            Row(SENT),
            [answer(SENT + DAY, AnswerKind.REFUSAL, "")],
            SENT + 9 * DAY,
            State.REFUSED,
            1,
            0,
        ),
        # An extension counts from the day it was announced.
        (
            Row(SENT, SENT + 10 * DAY, SENT + 20 * DAY, SENT + 60 * DAY),
            [],
            SENT + 19 * DAY,
            State.OVERDUE,
            19,
            9,
        ),
        (
            Row(SENT, SENT + 10 * DAY, SENT + 20 * DAY, SENT + 60 * DAY),
            [],
            SENT + 21 * DAY,
            State.WAITING,
            21,
            0,
        ),
    ],
)
def test_examples(row, answers, on, state, days, overdue):
    found = clock.of_sending(row, answers, on)
    assert (found.state, found.days, found.days_overdue) == (state, days, overdue)


def test_a_later_answer_changes_the_position_and_not_the_count():
    answers = [answer(SENT + 5 * DAY, position=Position.BESIDE), answer(SENT + 50 * DAY)]
    found = clock.of_sending(Row(SENT), answers, SENT + 60 * DAY)
    assert (found.state, found.days, found.answered_on) == (State.ACCEPTED, 5, SENT + 5 * DAY)


def test_an_assessment_speaks_until_the_thing_is_sent_again():
    on = SENT + 300 * DAY
    first = clock.of_sending(Row(SENT), [answer(SENT + 5 * DAY)], on)
    assessed = [follow_up(SENT + 100 * DAY, Implementation.DONE)]
    assert clock.of_case([first], assessed, on).state == State.DONE
    again = clock.of_sending(Row(SENT + 200 * DAY), [], on)
    assert clock.of_case([first, again], assessed, on).state == State.WAITING


def test_accepted_but_not_started_is_still_only_accepted():
    on = SENT + 300 * DAY
    first = clock.of_sending(Row(SENT), [answer(SENT + 5 * DAY)], on)
    assessed = [follow_up(SENT + 100 * DAY, Implementation.NOT_STARTED)]
    assert clock.of_case([first], assessed, on).state == State.ACCEPTED
