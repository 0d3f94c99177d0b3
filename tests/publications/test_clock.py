"""The clock, for any order of events: what stops it, what does not, and what time alone changes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms import holidays
from publications.ledger import clock
from publications.ledger.clock import State
from publications.ledger.kinds import AnswerKind, Implementation, Position

ANSWERS = [kind for kind in AnswerKind if kind != AnswerKind.EXTENSION]
FIRST, LAST = date(2000, 1, 1), date(2050, 11, 30)
DAYS = st.dates(FIRST, LAST)
NEAR = st.integers(0, 700).map(lambda n: timedelta(days=n))
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    sent_on: date | None = None
    due_on: date | None = None


def answer(received_on, kind=AnswerKind.SUBSTANTIVE, position=Position.ACCEPTED):
    return SimpleNamespace(kind=kind, position=position, received_on=received_on, extended_to=None)


def extension(received_on, extended_to):
    return SimpleNamespace(
        kind=AnswerKind.EXTENSION, position="", received_on=received_on, extended_to=extended_to
    )


def follow_up(assessed_on, implementation):
    return SimpleNamespace(assessed_on=assessed_on, implementation=implementation)


@dataclass(frozen=True)
class Case:
    """One sending with all that is recorded of it."""

    row: Row
    answers: tuple = ()

    def clock(self, on):
        return clock.of_sending(self.row, self.answers, on)

    def only(self, keep):
        return replace(self, answers=tuple(a for a in self.answers if keep(a)))


@st.composite
def cases(draw):
    """A case, and a day to look at it."""
    sent_on = draw(DAYS)
    some_day = NEAR.map(lambda delta: sent_on + delta)
    positions = st.sampled_from(Position)
    answers = st.builds(answer, some_day, st.sampled_from(ANSWERS), positions)
    extensions = st.builds(extension, some_day, some_day)
    came_back = draw(st.lists(answers | extensions, max_size=7))
    row = Row(sent_on, draw(st.none() | some_day))
    return Case(row, tuple(came_back)), sent_on + draw(NEAR)


FOLLOW_UPS = st.lists(st.builds(follow_up, DAYS, st.sampled_from(Implementation)), max_size=4)


@given(cases(), st.randoms())
def test_the_order_in_which_rows_are_read_does_not_matter(looked, random):
    case, on = looked
    shuffled = replace(case, answers=tuple(random.sample(case.answers, len(case.answers))))
    assert case.clock(on) == shuffled.clock(on)


@given(st.lists(cases(), max_size=4), FOLLOW_UPS, DAYS, st.randoms())
def test_nor_the_order_of_addressees_and_observations(looked, follow_ups, on, random):
    clocks = [case.clock(on) for case, _on in looked]
    told = [
        clock.of_case(
            random.sample(clocks, len(clocks)), random.sample(follow_ups, len(follow_ups)), on
        )
        for _time in range(2)
    ]
    assert {(one.state, one.since, one.days, one.days_overdue) for one in told[1:]} == {
        (one.state, one.since, one.days, one.days_overdue) for one in told[:1]
    }


@given(cases())
def test_what_happens_later_changes_nothing_today(looked):
    case, on = looked
    assert case.clock(on) == case.only(lambda a: a.received_on <= on).clock(on)


@given(cases())
def test_a_state_changes_only_by_an_event_or_by_time_passing_its_due_day(looked):
    case, on = looked
    today, tomorrow = case.clock(on), case.clock(on + DAY)
    if today.state != tomorrow.state:
        arrived = any(a.received_on == on + DAY for a in case.answers)
        first_day = today.state == State.SENT
        became_overdue = tomorrow.state == State.OVERDUE and tomorrow.due.day == on
        assert arrived or first_day or became_overdue


@given(st.lists(cases(), max_size=3), FOLLOW_UPS, DAYS)
def test_the_state_of_a_whole_case_too(looked, follow_ups, on):
    clocks = [[case.clock(day) for case, _on in looked] for day in (on, on + DAY)]
    today = clock.of_case(clocks[0], follow_ups, on)
    tomorrow = clock.of_case(clocks[1], follow_ups, on + DAY)
    if today.state != tomorrow.state:
        observed = any(row.assessed_on == on + DAY for row in follow_ups)
        moved = any(
            was.state != is_now.state or was.since != is_now.since
            for was, is_now in zip(*clocks, strict=True)
        )
        assert observed or moved


@given(cases())
def test_the_record_only_grows(looked):
    """Days never run backwards, and what was answered is not open again the next day."""
    case, on = looked
    today, tomorrow = case.clock(on), case.clock(on + DAY)
    assert tomorrow.days >= today.days
    assert today.is_open or not tomorrow.is_open
    if not any(a.extended_to and a.received_on == on + DAY for a in case.answers):
        assert tomorrow.days_overdue >= today.days_overdue


@given(cases(), NEAR, NEAR)
def test_the_same_extension_noted_twice_counts_once(looked, after, until):
    case, on = looked
    announced = extension(case.row.sent_on + after, case.row.sent_on + after + until)
    once = replace(case, answers=(*case.answers, announced))
    twice = replace(case, answers=(*case.answers, announced, announced))
    assert once.clock(on) == twice.clock(on)


@given(cases())
def test_while_it_is_open_each_day_adds_one(looked):
    case, on = looked
    today, tomorrow = case.clock(on), case.clock(on + DAY)
    if today.is_open and tomorrow.is_open:
        assert tomorrow.days == today.days + 1


@given(cases())
def test_acknowledgements_and_holding_replies_never_stop_it(looked):
    case, on = looked
    settling = case.only(lambda a: a.kind in clock.SETTLING)
    extensions_too = case.only(lambda a: a.kind in clock.SETTLING or a.extended_to)
    with_all, without = case.clock(on), settling.clock(on)
    assert with_all.days == without.days
    assert with_all.days_overdue == extensions_too.clock(on).days_overdue
    assert with_all.is_open == without.is_open
    assert with_all.is_open == (not any(a.received_on <= on for a in settling.answers))


@given(cases(), NEAR)
def test_once_answered_the_days_stand_still(looked, later):
    case, on = looked
    here, then = case.clock(on), case.clock(on + later)
    if not here.is_open:
        assert (then.days, then.days_overdue) == (here.days, here.days_overdue)
        assert not then.is_open


@given(cases())
def test_an_extension_never_makes_anything_later_than_it_was(looked):
    case, on = looked
    if case.row.due_on is not None:
        extended, plain = case.clock(on), case.only(lambda a: not a.extended_to).clock(on)
        assert extended.days_overdue <= plain.days_overdue
        assert extended.days == plain.days


@given(cases())
def test_nothing_is_overdue_on_its_due_day_or_without_one(looked):
    case, on = looked
    found = case.clock(on)
    if found.days_overdue:
        assert found.due is not None
        assert found.due.day < (found.answered_on or on)
        assert holidays.is_working_day(found.due.day)


@given(DAYS, DAYS)
def test_the_limit_that_a_database_compares_with_is_the_same_rule(due_on, on):
    late = clock.of_sending(Row(FIRST, due_on), [], on).state == State.OVERDUE
    assert late == (due_on <= clock.overdue_limit(on))


@given(st.lists(cases(), min_size=1, max_size=4), DAYS)
def test_with_several_addressees_one_silence_keeps_the_case_open(looked, on):
    clocks = [case.clock(on) for case, _on in looked]
    whole = clock.of_case(clocks, [], on)
    assert whole.is_open == any(one.is_open for one in clocks)
    if whole.is_open:
        assert whole.days_overdue == max(one.days_overdue for one in clocks if one.is_open)


SENT = date(2015, 3, 2)  # a Monday
EXTENSION = extension(SENT + 20 * DAY, SENT + 60 * DAY)


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
            Row(SENT, SENT + 10 * DAY),
            [EXTENSION],
            SENT + 19 * DAY,
            State.OVERDUE,
            19,
            9,
        ),
        (
            Row(SENT, SENT + 10 * DAY),
            [EXTENSION],
            SENT + 21 * DAY,
            State.ACKNOWLEDGED,
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


@pytest.mark.parametrize(
    ("position", "state"),
    [
        (Position.ACCEPTED, State.WITHOUT_EFFECT),
        (Position.IN_PRINCIPLE, State.WITHOUT_EFFECT),
        (Position.REFUSED, State.REFUSED),
        (Position.BESIDE, State.BESIDE),
    ],
)
def test_a_promise_that_was_not_started_is_without_effect_since_it_was_made(position, state):
    on = SENT + 300 * DAY
    first = clock.of_sending(Row(SENT), [answer(SENT + 5 * DAY, position=position)], on)
    observed = [follow_up(SENT + 100 * DAY, Implementation.NOT_STARTED)]
    found = clock.of_case([first], observed, on)
    assert (found.state, found.since) == (state, SENT + 5 * DAY)


def test_not_started_says_nothing_against_a_silence():
    on = SENT + 300 * DAY
    observed = [follow_up(SENT + 100 * DAY, Implementation.NOT_STARTED)]
    assert clock.of_case([Case(Row(SENT)).clock(on)], observed, on).state == State.WAITING


def test_of_two_extensions_the_furthest_counts():
    until = [SENT + 60 * DAY, SENT + 90 * DAY, SENT + 30 * DAY]
    rows = [extension(SENT + n * DAY, day) for n, day in enumerate(until)]
    found = clock.of_sending(Row(SENT, SENT + 10 * DAY), rows, SENT + 20 * DAY)
    assert (found.due.written, found.due.extension) == (until[1], rows[1])
