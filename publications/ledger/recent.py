"""When something last happened to each recommendation: what moves it to the top of a feed."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db.models import CharField, F, QuerySet, Value
from django.utils import timezone

from cms.subscriptions.models import Notice

from . import happenings
from .answers import Answer
from .interpellations import InterpellationPage
from .milestones import Milestone
from .sendings import Sending

DEMANDED = "interpellation__demands__recommendation"
NOTICES = 300  # of the last days; what is older moves nothing to the top any more


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def latest(published: Mapping[int, datetime], on: date, limit: int) -> list[tuple[int, datetime]]:
    """The recommendations to which something happened last, of these: two queries.

    What is dated three weeks ago and was recorded today is news of today: the moment at which this
    site noticed it counts as well (`manage.py send_alerts`).
    """
    noticed = dict(Notice.objects.order_by("-pk").values_list("key", "noticed_at")[:NOTICES])
    found = dict(published)
    for kind, event, pk, day in happened(on):
        if pk in found:
            seen = noticed.get(happenings.key_of(kind, event))
            found[pk] = max(found[pk], moment(day), seen or found[pk])
    newest = sorted(found.items(), key=lambda pair: pair[1], reverse=True)
    return newest[:limit]


def happened(on: date, recommendation: int | None = None) -> QuerySet:
    """(kind, event, recommendation, day) of every event, alone or with an interpellation."""
    public = InterpellationPage.objects.live().public()
    arms = []
    for kind, rows, day, to in (
        (happenings.SENT, Sending.objects.sent(on), "sent_on", ""),
        (happenings.ANSWERED, Answer.objects.known(on), "received_on", "sending__"),
    ):
        alone = rows.filter(**{f"{to}recommendation__isnull": False})
        arms.append((alone, kind, f"{to}recommendation", day))
        demanded = rows.filter(**{f"{to}interpellation__in": public})
        arms.append((demanded, kind, f"{to}{DEMANDED}", day))
    held = Milestone.objects.until(on).filter(interpellation__in=public)
    arms.append((held, happenings.HEARD, DEMANDED, "happened_on"))
    arms += [
        (rows, kind, "recommendation", day) for kind, rows, day in happenings.after_answers(on)
    ]
    first, *others = [arm(*each, recommendation) for each in arms]
    return first.union(*others, all=True)


def arm(rows, kind, about, day, recommendation):
    if recommendation is not None:
        rows = rows.filter(**{about: recommendation})
    return rows.order_by().values_list(Value(kind, CharField()), F("pk"), F(about), F(day))
