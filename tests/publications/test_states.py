"""What the database counts is what the clock tells."""

import random
from datetime import date, timedelta

import pytest

from publications.ledger import casefile, states
from publications.ledger.clock import OPEN, State
from publications.ledger.kinds import AnswerKind, Basis, Implementation, Position
from publications.ledger.states import Bucket
from publications.models import Demand, Recommendation, Sending
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
ON = date(2015, 6, 15)
ANSWERED = (State.ACCEPTED, State.IN_PRINCIPLE, State.REFUSED, State.BESIDE)


def bucket_of(state):
    if state == State.OVERDUE:
        return Bucket.OVERDUE
    if state in OPEN:
        return Bucket.OPEN
    return Bucket.ANSWERED if state in ANSWERED else Bucket(state)


def some_day(dice):
    return ON + timedelta(days=dice.randint(-90, 20))


def scatter(dice, subject, authority):
    """A sending with random dates and answers."""
    sent_on = dice.choice([None, some_day(dice), some_day(dice)])
    start = sent_on or ON
    due_on = dice.choice([None, start + timedelta(days=dice.randint(0, 90))])
    extended_to = dice.choice([None, start + timedelta(days=dice.randint(0, 120))])
    sending = SendingFactory(
        authority=authority,
        sent_on=sent_on,
        due_on=due_on,
        basis=Basis.ASKED,
        extended_to=extended_to,
        extended_on=dice.choice([None, some_day(dice)]),
        **{"recommendation": None, **subject},
    )
    for _n in range(dice.randint(0, 2) if sent_on else 0):
        AnswerFactory(
            sending=sending,
            kind=dice.choice(list(AnswerKind)),
            position=dice.choice(list(Position)),
            received_on=start + timedelta(days=dice.randint(0, 60)),
        )


def test_lists_count_what_the_clock_tells():
    dice = random.Random(7)
    authority = AuthorityFactory()
    index = interpellation_index(language_roots()[0])
    pages = [interpellation(index, f"Page {n}", live=n != 0) for n in range(4)]
    for page in pages:
        scatter(dice, {"interpellation": page}, authority)
    for _n in range(120):
        one = RecommendationFactory()
        for _sending in range(dice.randint(0, 2)):
            scatter(dice, {"recommendation": one}, authority)
        if dice.random() < 0.3:
            Demand.objects.create(page=dice.choice(pages), recommendation=one)
        if dice.random() < 0.3:
            FollowUpFactory(
                recommendation=one,
                assessed_on=some_day(dice),
                implementation=dice.choice(list(Implementation)),
            )
    told = casefile.clocks_of(Recommendation.objects.all(), ON)
    counted = states.with_bucket(Recommendation.objects.all(), ON)
    assert {one.pk: one.bucket for one in counted} == {
        pk: bucket_of(clock.state) for pk, clock in told.items()
    }
    assert {bucket_of(clock.state) for clock in told.values()} == set(Bucket)


def test_sendings_await_an_answer_as_the_clock_says():
    dice = random.Random(11)
    for _n in range(80):
        scatter(dice, {"recommendation": RecommendationFactory()}, AuthorityFactory())
    every = {sending.pk: sending.clock(ON) for sending in Sending.objects.all()}
    awaiting = set(Sending.objects.awaiting_answer(ON).values_list("pk", flat=True))
    overdue = set(Sending.objects.overdue(ON).values_list("pk", flat=True))
    assert awaiting == {pk for pk, clock in every.items() if clock.is_open}
    assert overdue == {pk for pk, clock in every.items() if clock.state == State.OVERDUE}
    assert overdue
    assert awaiting - overdue


def test_the_longest_silence_comes_first():
    late = SendingFactory(sent_on=date(2015, 5, 1))
    later = SendingFactory(sent_on=date(2015, 6, 1))
    assert list(Sending.objects.awaiting_answer(ON)) == [late, later]
