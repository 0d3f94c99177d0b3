"""A case as one reads it: its clocks, and all that happened, in order."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from . import clock
from .followups import FollowUp
from .kinds import AnswerKind, Implementation
from .sendings import Sending

ANSWER_MARKS = {
    AnswerKind.ACKNOWLEDGEMENT: "acknowledged",
    AnswerKind.HOLDING: "acknowledged",
    AnswerKind.EXTENSION: "acknowledged",
    AnswerKind.REFUSAL: "refused",
}
FOLLOW_UP_MARKS = {Implementation.NOT_STARTED: "none"}


@dataclass(frozen=True)
class Event:
    """Something that happened on a day; its anchor never changes."""

    # adopted, sending, answer, reminder, follow_up, assessment, reply, silence
    kind: str
    day: date
    anchor: str = ""
    row: object = None
    mark: str = ""


@dataclass(frozen=True)
class CaseFile:
    clock: clock.Clock
    sendings: tuple[Sending, ...]
    clocks: tuple[clock.Clock, ...]
    events: tuple[Event, ...]

    @property
    def is_sent(self):
        return self.clock.sent_on is not None


def of_recommendation(recommendation, on):
    sendings = list(Sending.objects.of_recommendation(recommendation).with_everything())
    opinions = recommendation.assessments.select_related("replied_by")
    others = [*events_of_assessments(opinions, on), *events_of_reminders(sendings, on)]
    return build(recommendation, sendings, list(recommendation.follow_ups.all()), on, others)


def build(subject, sendings, follow_ups, on, others=()):
    """`others` are events that move no clock."""
    clocks = tuple(sending.clock(on) for sending in sendings)
    events = list(others)
    if subject.adopted_on and subject.adopted_on <= on:
        events.append(Event("adopted", subject.adopted_on, "adopted", subject))
    for one in clocks:
        events += events_of_sending(one, on)
    events += [event_of_follow_up(row) for row in follow_ups if row.assessed_on <= on]
    events.sort(key=lambda event: event.day)
    events += [
        Event("silence", on, f"w{one.sending.pk}", one, one.mark)
        for one in sorted(clocks, key=lambda one: one.sent_on or on)
        if one.is_open
    ]
    whole = clock.of_case(clocks, follow_ups, on)
    return CaseFile(whole, tuple(sendings), clocks, tuple(events))


def events_of_sending(one, on):
    sending = one.sending
    if one.sent_on is None:
        return
    yield Event("sending", one.sent_on, f"s{sending.pk}", sending)
    for answer in sending.answers.all():
        if answer.received_on <= on:
            mark = ANSWER_MARKS.get(answer.kind, answer.position)
            yield Event("answer", answer.received_on, f"a{answer.pk}", answer, mark)


def events_of_reminders(sendings, on):
    for sending in sendings:
        for row in sending.reminded.all():
            day = row.reminder.sent_on
            if sending.sent_on and day and day <= on:
                yield Event("reminder", day, f"r{row.pk}", row)


def event_of_follow_up(row):
    mark = FOLLOW_UP_MARKS.get(row.implementation, row.implementation)
    return Event("follow_up", row.assessed_on, f"f{row.pk}", row, mark)


def events_of_assessments(assessments, on):
    """An opinion moves no clock; what the authority replies to it stands beside it."""
    for row in assessments:
        if row.made_on <= on:
            yield Event("assessment", row.made_on, f"j{row.pk}", row)
        if row.reply and row.replied_on <= on:
            yield Event("reply", row.replied_on, f"k{row.pk}", row)


def clocks_of(recommendations, on):
    """The clock of each recommendation of a list: a few queries, whatever their number."""
    pks = [one.pk for one in recommendations]
    sent = defaultdict(list)
    sendings = Sending.objects.about(pks).select_related("authority").prefetch_related("answers")
    for sending in sendings:
        sent[sending.about].append(sending.clock(on))
    follow_ups = defaultdict(list)
    for row in FollowUp.objects.filter(recommendation__in=pks):
        follow_ups[row.recommendation_id].append(row)
    return {pk: clock.of_case(sent[pk], follow_ups[pk], on) for pk in pks}


def with_clocks(recommendations, on=None):
    """Pairs for a list: what was asked, and where it stands."""
    recommendations = list(recommendations)
    clocks = clocks_of(recommendations, on or timezone.localdate())
    return [(one, clocks[one.pk]) for one in recommendations]
