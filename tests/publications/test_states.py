"""What lists count and sort by is what the clock tells of each case."""

import random
from datetime import date, timedelta

import pytest

from publications.ledger import account, casefile, states
from publications.ledger.clock import State
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
ANSWERS = [
    *(kind for kind in AnswerKind if kind != AnswerKind.EXTENSION),
    AnswerKind.SUBSTANTIVE,
    AnswerKind.SUBSTANTIVE,
]


def some_day(dice):
    """Few enough that things fall on the same day."""
    return ON + timedelta(days=4 * dice.randint(-20, 3))


def scatter(dice, subject, authority):
    """A sending with random dates and answers."""
    sent_on = dice.choice([None, some_day(dice), some_day(dice)])
    start = sent_on or ON
    due_on = dice.choice([None, start + timedelta(days=4 * dice.randint(0, 20))])
    sending = SendingFactory(
        authority=authority,
        sent_on=sent_on,
        due_on=due_on,
        basis=Basis.ASKED,
        **{"recommendation": None, **subject},
    )
    for _n in range(dice.randint(0, 2)):
        AnswerFactory(
            sending=sending,
            kind=AnswerKind.EXTENSION,
            received_on=(announced_on := some_day(dice)),
            extended_to=announced_on + timedelta(days=dice.randint(0, 60)),
        )
    for _n in range(dice.randint(0, 3) if sent_on else 0):
        AnswerFactory(
            sending=sending,
            kind=dice.choice(ANSWERS),
            position=dice.choice(list(Position)),
            received_on=start + timedelta(days=4 * dice.randint(0, 12)),
        )


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_lists_count_what_the_clock_tells(seed):
    dice = random.Random(seed)
    authority = AuthorityFactory()
    index = interpellation_index(language_roots()[0])
    pages = [interpellation(index, f"Page {n}", live=n != 0) for n in range(4)]
    for page in pages:
        scatter(dice, {"interpellation": page}, authority)
    for _n in range(120):
        one = RecommendationFactory()
        for _sending in range(dice.choice([0, 1, 1, 1, 2, 3])):
            scatter(dice, {"recommendation": one}, authority)
        if dice.random() < 0.3:
            Demand.objects.create(page=dice.choice(pages), recommendation=one)
        for _row in range(dice.choice([0, 0, 1, 2])):
            FollowUpFactory(
                recommendation=one,
                assessed_on=some_day(dice),
                implementation=dice.choice(list(Implementation)),
            )
    promised = AnswerFactory(sending__sent_on=date(2015, 4, 1), received_on=date(2015, 4, 7))
    FollowUpFactory(
        recommendation=promised.sending.recommendation,
        assessed_on=date(2015, 5, 1),
        implementation=Implementation.NOT_STARTED,
    )
    told = casefile.clocks_of(Recommendation.objects.all(), ON)
    whole = account.read(ON, {one.pk for one in Recommendation.objects.all()})
    assert {pk: clock.state for pk, clock in whole.cases.items()} == {
        pk: clock.state for pk, clock in told.items()
    }
    asked = states.with_waiting_since(Recommendation.objects.all(), ON)
    since = dict(asked.values_list("pk", "waiting_since"))
    for pk, clock in told.items():
        if clock.state == State.WAITING:
            assert since[pk] == clock.sent_on
    unseen = set(State) - {clock.state for clock in told.values()}
    assert not unseen - {State.SENT}


def test_every_state_is_in_a_bucket():
    assert set(states.BUCKET_OF) == set(State)
    assert set(states.BUCKET_OF.values()) == set(Bucket)


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
