"""The whole account at once: every public sending and every case, told by the clock itself.

Lists, figures and facets of ten thousand recommendations need where each stands. Rows are read
bare, four queries whatever their number, and handed to the functions of `clock`: there is no second
version of its rules to keep in step.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from . import clock
from .answers import Answer
from .followups import FollowUp
from .interpellations import InterpellationPage
from .recommendations import Recommendation
from .sendings import Sending
from .states import BUCKET_OF, Bucket


class SendingFacts(NamedTuple):
    pk: int
    authority: int
    sent_on: date | None
    due_on: date | None


class AnswerFacts(NamedTuple):
    received_on: date
    kind: str
    position: str
    extended_to: date | None


class FollowUpFacts(NamedTuple):
    assessed_on: date
    implementation: str


@dataclass
class Account:
    on: date
    recommendations: Collection[int]  # those that are public, or those asked for
    sendings: dict[int, clock.Clock] = field(default_factory=dict)  # every public one
    cases: dict[int, clock.Clock] = field(default_factory=dict)
    # recommendation → sendings, its own and those of interpellations that demand it
    sent_with: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    observed: dict[int, list[FollowUpFacts]] = field(default_factory=dict)

    def bucket(self, pk: int) -> Bucket:
        return BUCKET_OF[self.cases[pk].state]

    def addressees(self, pk: int) -> list[int]:
        return [self.sendings[one].sending.authority for one in self.sent_with.get(pk, ())]

    def outcome(self, sending: int, recommendation: int | None) -> clock.Clock:
        """Where one sending stands; once it is answered, what came of it."""
        own = self.sendings[sending]
        if own.is_open or recommendation is None:
            return own
        return clock.of_case([own], self.observed.get(recommendation, ()), self.on)

    def is_answered(self, pk: int) -> bool:
        """At least one of those who were asked answered on the substance."""
        return any(self.sendings[one].answered_on for one in self.sent_with.get(pk, ()))

    def waiting_since(self, pk: int) -> date:
        """The day of its longest silence; of a case that waits for nobody, the end of time."""
        if not self.cases[pk].is_open:
            return date.max
        clocks = [self.sendings[one] for one in self.sent_with.get(pk, ())]
        return min((one.sent_on for one in clocks if one.is_open), default=date.max)


def read(on: date, recommendations: Collection[int] | None = None) -> Account:
    if recommendations is None:
        recommendations = set(Recommendation.objects.public().values_list("pk", flat=True))
    account = Account(on, recommendations)
    answers = answers_until(on)
    for row, recommendation in sendings():
        if recommendation is not None and recommendation not in recommendations:
            continue
        if row.pk not in account.sendings:
            account.sendings[row.pk] = clock.of_sending(row, answers.get(row.pk, ()), on)
        if recommendation is not None:
            account.sent_with[recommendation].append(row.pk)
    account.observed = follow_ups()
    for pk in recommendations:
        clocks = [account.sendings[one] for one in account.sent_with.get(pk, ())]
        account.cases[pk] = clock.of_case(clocks, account.observed.get(pk, ()), on)
    return account


def sendings():
    """Each with the recommendation it is about: alone, or once for each demand it was sent with."""
    columns = ("pk", "authority", "sent_on", "due_on")
    public = InterpellationPage.objects.live().public()
    bare = Sending.objects.order_by()
    alone = bare.exclude(recommendation=None).values_list(*columns, "recommendation")
    demanded = bare.filter(interpellation__in=public)
    rows = alone.union(
        demanded.values_list(*columns, "interpellation__demands__recommendation"), all=True
    )
    return ((SendingFacts(*facts), about) for *facts, about in rows)


def answers_until(on):
    found = defaultdict(list)
    rows = Answer.objects.known(on).order_by()
    for sending, *facts in rows.values_list("sending", *AnswerFacts._fields):
        found[sending].append(AnswerFacts(*facts))
    return found


def follow_ups():
    found = defaultdict(list)
    rows = FollowUp.objects.order_by()
    for recommendation, *facts in rows.values_list("recommendation", *FollowUpFacts._fields):
        found[recommendation].append(FollowUpFacts(*facts))
    return found
