"""The honest clock: where a case stands on a given day, computed from dated rows alone.

Nobody types a state. These functions read rows (sendings, answers, follow-ups) and the Belgian
calendar; they write nothing, ask the database nothing, and ignore what happened after the day in
question.

The rules:
- an acknowledgement or a holding reply is noted, but does not stop the clock;
- the clock stops at the first answer on the substance, or at a refusal to answer; the position
  shown is that of the latest such answer;
- an answer is late after the due day; a due day on which offices are closed moves to the next
  working day; an extension moves it, never backwards, from the day it was announced; of several
  the one that reaches furthest counts, and each is counted once;
- with several addressees the case waits as long as one of them is silent, and the most overdue
  speaks for it; of answers that came the same day, the least favourable speaks;
- an observation of what was carried out speaks louder than the answers, until the thing is sent
  again; "not started" says nothing against a silence or a refusal, but a promise that was not
  carried out is without effect, since the day it was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms import holidays

from .kinds import AnswerKind, Implementation, Position

SETTLING = (AnswerKind.SUBSTANTIVE, AnswerKind.REFUSAL)
NOTING = (AnswerKind.ACKNOWLEDGEMENT, AnswerKind.HOLDING, AnswerKind.EXTENSION)


class State(models.TextChoices):
    NOT_SENT = "not-sent", _("No sending recorded")
    SENT = "sent", _("Sent")
    WAITING = "waiting", _("No answer to date")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged, no answer to date")
    OVERDUE = "overdue", _("No answer to date, overdue")
    ACCEPTED = "accepted", pgettext_lazy("state", "Accepted")
    IN_PRINCIPLE = "in-principle", pgettext_lazy("state", "Accepted in principle")
    REFUSED = "refused", pgettext_lazy("state", "Refused")
    BESIDE = "beside", pgettext_lazy("state", "Answered beside the question")
    WITHOUT_EFFECT = "without-effect", pgettext_lazy("state", "Without effect")
    PROGRESS = "progress", pgettext_lazy("state", "Being carried out")
    DONE = "done", pgettext_lazy("state", "Carried out")
    ABANDONED = "abandoned", pgettext_lazy("state", "Abandoned")


OPEN = (State.SENT, State.WAITING, State.ACKNOWLEDGED, State.OVERDUE)
OF_POSITION = {
    Position.ACCEPTED: State.ACCEPTED,
    Position.IN_PRINCIPLE: State.IN_PRINCIPLE,
    Position.REFUSED: State.REFUSED,
    Position.BESIDE: State.BESIDE,
}
PROMISED = (State.ACCEPTED, State.IN_PRINCIPLE)
# The least favourable first.
SEVERITY = (State.REFUSED, State.BESIDE, State.IN_PRINCIPLE, State.ACCEPTED)
OF_IMPLEMENTATION = {
    Implementation.PROGRESS: State.PROGRESS,
    Implementation.DONE: State.DONE,
    Implementation.ABANDONED: State.ABANDONED,
}
# The one that finds least first.
FOUND_LEAST = (
    Implementation.ABANDONED,
    Implementation.NOT_STARTED,
    Implementation.PROGRESS,
    Implementation.DONE,
)
# The shape that goes with the word (docs/design-system.md).
MARKS = {
    State.NOT_SENT: "none",
    State.SENT: "waiting",
    State.ACCEPTED: "answered",
    State.IN_PRINCIPLE: "answered",
    State.BESIDE: "answered",
    State.WITHOUT_EFFECT: "refused",
}


class SendingRow(Protocol):
    sent_on: date | None
    due_on: date | None


class AnswerRow(Protocol):
    kind: str
    position: str
    received_on: date
    extended_to: date | None


class FollowUpRow(Protocol):
    assessed_on: date
    implementation: str


@dataclass(frozen=True)
class Due:
    """The day after which an answer is late, and why it is that day."""

    written: date  # as asked for, or as announced with the extension
    day: date  # the working day on which it really falls
    extension: AnswerRow | None = None  # what announced it

    @property
    def is_extended(self) -> bool:
        return self.extension is not None

    @property
    def was_moved(self) -> bool:
        return self.day != self.written

    @property
    def holiday(self) -> holidays.Holiday | None:
        return holidays.holiday_on(self.written)


@dataclass(frozen=True)
class Clock:
    state: State
    since: date | None = None  # the day that this state began, where there is one
    sent_on: date | None = None
    days: int = 0  # waited until today, or until the answer
    due: Due | None = None
    days_overdue: int = 0  # today, or when the answer came
    noted_on: date | None = None  # the latest acknowledgement or holding reply
    answered_on: date | None = None
    sending: SendingRow | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def mark(self) -> str:
        return MARKS.get(self.state, self.state.value)


def due_of(sending: SendingRow, answers: Iterable[AnswerRow], on: date) -> Due | None:
    """The due day as it was known on `on`."""
    written, extension = sending.due_on, None
    announced = [
        (answer.received_on, until, answer)
        for answer in answers
        if (until := answer.extended_to) and answer.received_on <= on
    ]
    for _received_on, until, answer in sorted(announced, key=lambda said: said[:2]):
        if written is None or until > written:
            written, extension = until, answer
    if written is None:
        return None
    return Due(written, holidays.on_or_after(written), extension)


def overdue_limit(on: date) -> date:
    """Due days written up to here are overdue on `on`: what a database can compare with."""
    day = on - timedelta(days=1)
    while not holidays.is_working_day(day):
        day -= timedelta(days=1)
    return day


def of_sending(sending: SendingRow, answers: Iterable[AnswerRow], on: date) -> Clock:
    """One thing sent to one authority."""
    if sending.sent_on is None or sending.sent_on > on:
        return Clock(State.NOT_SENT, sending=sending)
    sent_on = sending.sent_on
    known = [answer for answer in answers if answer.received_on <= on]
    settling = sorted((a for a in known if a.kind in SETTLING), key=_speaking)
    noted = [answer.received_on for answer in known if answer.kind in NOTING]
    stopped_on = settling[0].received_on if settling else on
    due = due_of(sending, known, stopped_on)
    days_overdue = max(0, (stopped_on - due.day).days) if due else 0
    running = Clock(
        State.WAITING,
        since=sent_on,
        sent_on=sent_on,
        days=max(0, (stopped_on - sent_on).days),
        due=due,
        days_overdue=days_overdue,
        noted_on=max(noted, default=None),
        answered_on=settling[0].received_on if settling else None,
        sending=sending,
    )
    if settling:
        return replace(running, state=position_of(settling[-1]), since=settling[-1].received_on)
    if due and days_overdue:
        return replace(running, state=State.OVERDUE, since=due.day)
    if noted:
        return replace(running, state=State.ACKNOWLEDGED)
    return running if running.days else replace(running, state=State.SENT)


def position_of(answer: AnswerRow) -> State:
    if answer.kind == AnswerKind.REFUSAL:
        return State.REFUSED
    return OF_POSITION[Position(answer.position)]


def _speaking(answer: AnswerRow) -> tuple[date, int]:
    """Of settling answers, the greatest speaks: the latest, then the least favourable."""
    return answer.received_on, -SEVERITY.index(position_of(answer))


def of_case(clocks: Iterable[Clock], follow_ups: Iterable[FollowUpRow], on: date) -> Clock:
    """One recommendation or interpellation: all its sendings, and what came of it."""
    clocks = list(clocks)
    sent = [clock for clock in clocks if clock.sent_on is not None]
    spokesman = _spokesman(sent) or next(iter(clocks), Clock(State.NOT_SENT))
    known = [row for row in follow_ups if row.assessed_on <= on]
    if not known:
        return spokesman
    last = max(known, key=_observing)
    if any(clock.sent_on > last.assessed_on for clock in sent if clock.sent_on):
        return spokesman
    if state := OF_IMPLEMENTATION.get(Implementation(last.implementation)):
        return replace(spokesman, state=state, since=last.assessed_on)
    if spokesman.state in PROMISED:
        return replace(spokesman, state=State.WITHOUT_EFFECT)
    return spokesman


def _observing(row: FollowUpRow) -> tuple[date, int]:
    """Of observations of the same day, the one that finds least speaks."""
    return row.assessed_on, -FOUND_LEAST.index(Implementation(row.implementation))


def _spokesman(sent: list[Clock]) -> Clock | None:
    """The silence that lasts longest; without silence, the latest answer."""
    if silent := [clock for clock in sent if clock.is_open]:
        return max(silent, key=lambda c: (c.days_overdue, c.days, c.noted_on is None))
    if sent:
        return max(sent, key=lambda c: (c.since or date.min, -SEVERITY.index(c.state)))
    return None
