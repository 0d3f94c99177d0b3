"""The state of many recommendations at once, in the database: the same rules as `clock`.

Lists of thousands are filtered, sorted and counted here; each line that is shown is told by
`clock`. tests/publications/test_states.py holds the two together.

What speaks for a case is found by one key, text that sorts: the day, then how it ranks on that
day. So the two ways in which a recommendation is sent are compared like any two strings.
"""

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Least, Left, Right
from django.utils.translation import gettext_lazy as _

from .answers import Answer
from .clock import (
    FOUND_LEAST,
    OF_IMPLEMENTATION,
    OF_POSITION,
    OPEN,
    PROMISED,
    SEVERITY,
    State,
)
from .followups import FollowUp
from .interpellations import InterpellationPage
from .kinds import AnswerKind, Implementation
from .sendings import Sending

RANKS = {state: str(len(SEVERITY) - rank) for rank, state in enumerate(SEVERITY)}


class Bucket(models.TextChoices):
    """What a reader filters by."""

    OPEN = "open", _("No answer to date")
    OVERDUE = "overdue", _("Overdue")
    ANSWERED = "answered", _("Answered")
    WITHOUT_EFFECT = "without-effect", _("Without effect")
    PROGRESS = "progress", _("Being carried out")
    DONE = "done", _("Carried out")
    ABANDONED = "abandoned", _("Abandoned")
    NOT_SENT = "not-sent", _("No sending recorded")


# What a bucket holds besides itself.
WITHIN = {
    Bucket.OPEN: (Bucket.OPEN, Bucket.OVERDUE),
    Bucket.ANSWERED: (Bucket.ANSWERED, Bucket.WITHOUT_EFFECT),
}
IN_TIME = tuple(state for state in OPEN if state != State.OVERDUE)
BUCKET_OF = {
    **dict.fromkeys(IN_TIME, Bucket.OPEN),
    **dict.fromkeys(SEVERITY, Bucket.ANSWERED),
    **{State(bucket): bucket for bucket in Bucket if bucket in State.values},
}


def sent_ways(prefix=""):
    """A recommendation is sent alone, or as a demand of a public interpellation."""
    public = InterpellationPage.objects.live().public()
    asked = f"{prefix}interpellation"
    return (
        Q(**{f"{prefix}recommendation": OuterRef("pk")}),
        Q(**{f"{asked}__in": public, f"{asked}__demands__recommendation": OuterRef("pk")}),
    )


def any_of(sendings, ways):
    alone, demanded = (Exists(sendings.filter(way)) for way in ways)
    return alone | demanded


def first_of(rows, ways, column, choose):
    """The first value of this column in each way, and of the two the one to `choose`."""
    alone, demanded = (Subquery(rows.filter(way).values(column)[:1]) for way in ways)
    return Coalesce(choose(alone, demanded), alone, demanded)


def keyed(day, rank):
    return Concat(Cast(day, CharField()), rank, output_field=CharField())


def last_answers(on):
    """Of what settles, the latest speaks; of the same day, the least favourable."""
    rank = Case(
        When(kind=AnswerKind.REFUSAL, then=Value(RANKS[State.REFUSED])),
        *(When(position=said, then=Value(RANKS[state])) for said, state in OF_POSITION.items()),
    )
    settling = Answer.objects.settling(on).filter(sending__sent_on__lte=on)
    return settling.annotate(key=keyed("received_on", rank)).order_by("-key")


def silences(on):
    """Of what is open, the oldest speaks; of the same day, the one not even acknowledged."""
    noted = Exists(Answer.objects.noting(on).filter(sending=OuterRef("pk")))
    rank = Case(When(noted, then=Value("2")), default=Value("1"))
    return Sending.objects.awaiting_answer(on).annotate(key=keyed("sent_on", rank)).order_by("key")


def last_observed(on):
    least_first = Case(
        *(When(implementation=one, then=Value(rank)) for rank, one in enumerate(FOUND_LEAST))
    )
    known = FollowUp.objects.filter(recommendation=OuterRef("pk"), assessed_on__lte=on)
    return known.order_by("-assessed_on", least_first)


def with_waiting_since(recommendations, on):
    """The day of the longest silence, or nothing: to sort by."""
    ways = sent_ways()
    since = first_of(Sending.objects.awaiting_answer(on), ways, "sent_on", Least)
    return recommendations.annotate(waiting_since=since)


def with_state(recommendations, on):
    """Each with its `state`, the same word as `clock.of_case` finds."""
    ways = sent_ways()
    sent = Sending.objects.sent(on).order_by("-sent_on")
    observed = last_observed(on)
    found = recommendations.alias(
        observed=Subquery(observed.values("implementation")[:1]),
        observed_on=Subquery(observed.values("assessed_on")[:1]),
        last_sent_on=first_of(sent, ways, "sent_on", Greatest),
        silence=first_of(silences(on), ways, "key", Least),
        answer=first_of(last_answers(on), sent_ways("sending__"), "key", Greatest),
    )
    speaks = Q(observed__isnull=False) & (
        Q(last_sent_on=None) | Q(last_sent_on__lte=F("observed_on"))
    )
    not_started = speaks & Q(observed=Implementation.NOT_STARTED)
    promised = Q(said__in=[RANKS[state] for state in PROMISED])
    today = Cast(Value(on, output_field=DateField()), CharField())
    return found.alias(
        said=Right("answer", 1), noted=Right("silence", 1), silent_since=Left("silence", 10)
    ).annotate(
        state=Case(
            When(speaks & Q(observed__in=list(OF_IMPLEMENTATION)), then=F("observed")),
            When(any_of(Sending.objects.overdue(on), ways), then=Value(State.OVERDUE)),
            When(noted="2", then=Value(State.ACKNOWLEDGED)),
            When(silent_since=today, then=Value(State.SENT)),
            When(silence__isnull=False, then=Value(State.WAITING)),
            When(not_started & promised, then=Value(State.WITHOUT_EFFECT)),
            *(When(said=rank, then=Value(state)) for state, rank in RANKS.items()),
            default=Value(State.NOT_SENT),
            output_field=CharField(),
        )
    )


def with_bucket(recommendations, on):
    bucket = Case(
        When(state__in=IN_TIME, then=Value(Bucket.OPEN)),
        When(state__in=SEVERITY, then=Value(Bucket.ANSWERED)),
        default=F("state"),
        output_field=CharField(),
    )
    return with_state(recommendations, on).annotate(bucket=bucket)


def in_bucket(recommendations, bucket, on):
    return with_bucket(recommendations, on).filter(bucket__in=WITHIN.get(bucket, (bucket,)))


def counted(recommendations, on):
    """How many in each bucket of each year: one query for two facets and the total."""
    rows = with_bucket(recommendations, on).order_by().values_list("year", "bucket")
    return {(year, bucket): count for year, bucket, count in rows.annotate(Count("pk"))}


def sent_to(recommendations, authority):
    """Those addressed to this authority, sent yet or not."""
    return recommendations.filter(any_of(Sending.objects.filter(authority=authority), sent_ways()))
