"""What lists of recommendations ask of the database: who was asked, and since when one waits.

Where a case stands is told by `clock` alone: `account` reads it for thousands at once.
"""

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least, NullIf
from django.utils.translation import gettext_lazy as _

from .clock import OPEN, SEVERITY, State
from .interpellations import InterpellationPage
from .sendings import Sending

LAST_DAY = date(9999, 12, 31)  # of what waits for nobody


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


def sent_ways():
    """A recommendation is sent alone, or as a demand of a public interpellation."""
    public = InterpellationPage.objects.live().public()
    return (
        Q(recommendation=OuterRef("pk")),
        Q(interpellation__in=public, interpellation__demands__recommendation=OuterRef("pk")),
    )


def with_waiting_since(recommendations, on):
    """The day of the longest silence, or nothing: to sort by."""
    silent = Sending.objects.awaiting_answer(on)
    alone, demanded = (Subquery(silent.filter(way).values("sent_on")[:1]) for way in sent_ways())
    never = models.Value(LAST_DAY, output_field=models.DateField())
    first = Least(Coalesce(alone, never), Coalesce(demanded, never))
    return recommendations.annotate(waiting_since=NullIf(first, never))


def sent_to(recommendations, authority):
    """Those addressed to this authority, sent yet or not."""
    sendings = Sending.objects.filter(authority=authority).order_by()
    public = InterpellationPage.objects.live().public()
    demanded = sendings.filter(interpellation__in=public)
    return recommendations.filter(
        Q(pk__in=sendings.exclude(recommendation=None).values("recommendation"))
        | Q(pk__in=demanded.values("interpellation__demands__recommendation"))
    )
