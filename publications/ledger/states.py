"""The state of many recommendations at once, in the database: the same rules as `clock`.

Lists of thousands are filtered and counted here; each line that is shown is told by `clock`.
tests/publications/test_states.py holds the two together.
"""

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from .clock import OF_IMPLEMENTATION
from .followups import FollowUp
from .interpellations import InterpellationPage
from .sendings import Sending


class Bucket(models.TextChoices):
    """What a reader filters by."""

    OPEN = "open", _("No answer to date")
    OVERDUE = "overdue", _("Overdue")
    ANSWERED = "answered", _("Answered")
    PROGRESS = "progress", _("Being carried out")
    DONE = "done", _("Carried out")
    ABANDONED = "abandoned", _("Abandoned")
    NOT_SENT = "not-sent", _("No sending recorded")


WITHIN = {Bucket.OPEN: (Bucket.OPEN, Bucket.OVERDUE)}


def sent_ways():
    """A recommendation is sent alone, or as a demand of a public interpellation."""
    public = InterpellationPage.objects.live().public()
    return (
        Q(recommendation=OuterRef("pk")),
        Q(interpellation__in=public, interpellation__demands__recommendation=OuterRef("pk")),
    )


def any_of(sendings, ways):
    alone, demanded = (Exists(sendings.filter(way)) for way in ways)
    return alone | demanded


def last_sent(sendings, ways):
    alone, demanded = (
        Subquery(sendings.filter(way).order_by("-sent_on").values("sent_on")[:1]) for way in ways
    )
    return Coalesce(Greatest(alone, demanded), alone, demanded)


def with_bucket(recommendations, on):
    ways = sent_ways()
    sendings = Sending.objects
    assessed = FollowUp.objects.filter(recommendation=OuterRef("pk"), assessed_on__lte=on)
    last = assessed.order_by("-assessed_on", "-pk")
    assessment_speaks = Q(implementation__in=list(OF_IMPLEMENTATION)) & (
        Q(last_sent_on=None) | Q(last_sent_on__lte=F("last_assessed_on"))
    )
    return recommendations.alias(
        implementation=Subquery(last.values("implementation")[:1]),
        last_assessed_on=Subquery(last.values("assessed_on")[:1]),
        last_sent_on=last_sent(sendings.sent(on), ways),
    ).annotate(
        bucket=Case(
            When(assessment_speaks, then=F("implementation")),
            When(any_of(sendings.overdue(on), ways), then=Value(Bucket.OVERDUE)),
            When(any_of(sendings.awaiting_answer(on), ways), then=Value(Bucket.OPEN)),
            When(last_sent_on__isnull=False, then=Value(Bucket.ANSWERED)),
            default=Value(Bucket.NOT_SENT),
            output_field=models.CharField(),
        )
    )


def in_bucket(recommendations, bucket, on):
    return with_bucket(recommendations, on).filter(bucket__in=WITHIN.get(bucket, (bucket,)))


def counted(recommendations, on):
    """How many in each bucket of each year: one query for two facets and the total."""
    rows = with_bucket(recommendations, on).order_by().values_list("year", "bucket")
    return {(year, bucket): count for year, bucket, count in rows.annotate(Count("pk"))}


def sent_to(recommendations, authority):
    """Those addressed to this authority, sent yet or not."""
    return recommendations.filter(any_of(Sending.objects.filter(authority=authority), sent_ways()))
