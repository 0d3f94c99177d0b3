"""Every number of a clock is explained, in both languages, and the explanation agrees with it."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from cms import holidays
from publications.ledger import clock
from publications.ledger.explaining import explanation
from publications.ledger.kinds import AnswerKind, Basis, Implementation, Position
from publications.models import Answer, FollowUp, Sending

SENT = date(2015, 3, 2)


def told(sending, answers=(), on=date(2015, 6, 1), follow_ups=()):
    found = clock.of_case([clock.of_sending(sending, answers, on)], follow_ups, on)
    with translation.override("en"):
        return found, " ".join(explanation(found))


def test_nothing_sent_needs_no_explanation():
    assert told(Sending())[1] == ""


def test_the_law_and_a_wish_are_not_the_same():
    due = {"sent_on": SENT, "due_on": date(2015, 4, 1)}
    legal = told(Sending(basis=Basis.LEGAL, basis_text_fr="Article 7", **due))[1]
    asked = told(Sending(basis=Basis.ASKED, **due))[1]
    assert "law sets the date" in legal
    assert "Article 7" in legal
    assert "No law sets this date" in asked


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("day", [day for year in (2016, 2025) for day in holidays.holidays(year)])
def test_a_holiday_is_named_in_the_language_of_the_reader(language, day):
    due = clock.of_sending(Sending(sent_on=day, due_on=day, basis=Basis.ASKED), [], day)
    with translation.override(language):
        name = getattr(holidays.holiday_on(day), f"name_{language}")
        assert name in " ".join(explanation(due))


def test_an_extension_shows_both_days():
    announced = Answer(
        kind=AnswerKind.EXTENSION,
        received_on=SENT + timedelta(days=9),
        extended_to=date(2015, 5, 4),
    )
    sending = Sending(sent_on=SENT, due_on=date(2015, 4, 1), basis=Basis.ASKED)
    found, words = told(sending, [announced])
    assert found.days_overdue == 28
    for part in ("April 1, 2015", "March 11, 2015", "May 4, 2015", "28 are after"):
        assert part in words


def test_a_promise_without_effect_says_since_when():
    promised = Answer(
        kind=AnswerKind.SUBSTANTIVE, position=Position.ACCEPTED, received_on=date(2015, 4, 1)
    )
    seen = FollowUp(assessed_on=date(2015, 5, 1), implementation=Implementation.NOT_STARTED)
    found, words = told(Sending(sent_on=SENT), [promised], follow_ups=[seen])
    assert found.state == clock.State.WITHOUT_EFFECT
    assert "nothing had been started" in words
