"""When something last happened to each recommendation: what moves it to the top of a feed."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import CharField, F, QuerySet, Value
from django.utils import timezone

from cms.subscriptions.models import Notice

from . import happenings
from .answers import Answer
from .followups import FollowUp
from .interpellations import InterpellationPage
from .recommendations import Recommendation
from .sendings import Sending

NOTICES = 300  # of the last days; what is older moves nothing to the top any more


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def latest(among: Collection[int], on: date, limit: int) -> list[tuple[int, datetime]]:
    """The recommendations to which something happened last: three queries.

    What is dated three weeks ago and was recorded today is news of today: the moment at which this
    site noticed it counts as well (`manage.py send_alerts`).
    """
    noticed = dict(Notice.objects.order_by("-pk").values_list("key", "noticed_at")[:NOTICES])
    found: dict[int, datetime] = {}
    published = Recommendation.objects.public().values_list("pk", "last_published_at", "year")
    for pk, published_at, year in published:
        if pk in among:
            found[pk] = published_at or moment(date(year, 1, 1))
    for kind, event, pk, day in happened(on):
        if pk in found:
            seen = noticed.get(happenings.key_of(kind, event))
            found[pk] = max(found[pk], moment(day), seen or found[pk])
    newest = sorted(found.items(), key=lambda pair: pair[1], reverse=True)
    return newest[:limit]


def happened(on: date) -> QuerySet:
    """(kind, event, recommendation, day) of every event, alone or with an interpellation."""
    public = InterpellationPage.objects.live().public()
    arms = []
    for kind, rows, day, to in (
        (happenings.SENT, Sending.objects.sent(on), "sent_on", ""),
        (happenings.ANSWERED, Answer.objects.known(on), "received_on", "sending__"),
    ):
        alone = rows.filter(**{f"{to}recommendation__isnull": False})
        demanded = rows.filter(**{f"{to}interpellation__in": public})
        arms += [
            arm(alone, kind, f"{to}recommendation", day),
            arm(demanded, kind, f"{to}interpellation__demands__recommendation", day),
        ]
    assessed = FollowUp.objects.filter(assessed_on__lte=on)
    first, *others = [*arms, arm(assessed, happenings.FOLLOWED, "recommendation", "assessed_on")]
    return first.union(*others, all=True)


def arm(rows, kind, recommendation, day):
    return rows.order_by().values_list(Value(kind, CharField()), F("pk"), F(recommendation), F(day))
