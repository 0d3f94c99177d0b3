"""Everything public that happened in the ledger, as dated events: for e-mail alerts and feeds.

An event is known by a key that never changes. What is a draft, withdrawn or dated in the future is
no event at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from cms.subscriptions.topics import Event, topic

from .answers import Answer
from .assessments import Assessment
from .authorities import Authority
from .followups import FollowUp
from .interpellations import Demand, InterpellationPage
from .milestones import Milestone
from .recommendations import Recommendation
from .sendings import Sending

PUBLISHED, LAUNCHED = "recommendation", "interpellation"
SENT, ANSWERED, FOLLOWED = "sending", "answer", "follow-up"
ASSESSED, REPLIED, HEARD = "assessment", "reply", "milestone"
PREFIX = "ledger"


def key_of(kind: str, pk: object) -> str:
    return f"{PREFIX}:{kind}:{pk}"


def parsed(keys: Iterable[str]) -> dict[str, list[str]]:
    """Kind → numbers, of those keys that are ours."""
    found = defaultdict(list)
    for key in keys:
        prefix, _colon, rest = key.partition(":")
        if prefix == PREFIX:
            kind, _colon, pk = rest.partition(":")
            found[kind].append(pk)
    return found


@dataclass(frozen=True)
class Subjects:
    """What each public thing is followed by."""

    recommendations: dict[int, frozenset[str]]
    interpellations: dict[int, frozenset[str]]
    authorities: dict[int, frozenset[str]]

    def of(self, recommendation: int | None, interpellation: int | None) -> frozenset[str] | None:
        if recommendation is not None:
            return self.recommendations.get(recommendation)
        return self.interpellations.get(interpellation)


def subjects() -> Subjects:
    themes = defaultdict(set)
    through = Recommendation.themes.through.objects
    for pk, code in through.values_list("recommendation", "theme__code"):
        themes[pk].add(topic("theme", code))
    recommendations = {}
    rows = Recommendation.objects.public().values_list("pk", "number", "group__translation_key")
    for pk, number, group in rows:
        own = {topic("recommendation", number), *themes[pk]}
        recommendations[pk] = frozenset(own | ({topic("group", group)} if group else set()))
    return Subjects(recommendations, of_interpellations(recommendations), dict(authorities()))


def authorities():
    """A body that was taken over goes on in the one that answers for it now: both are followed."""
    rows = {
        pk: (slug, after)
        for pk, slug, after in Authority.objects.values_list("pk", "slug", "successor_id")
    }
    for pk in rows:
        found, now = [], pk
        while now is not None and now in rows and topic("authority", rows[now][0]) not in found:
            found.append(topic("authority", rows[now][0]))
            now = rows[now][1]
        yield pk, frozenset(found)


def of_interpellations(recommendations):
    """What is sent with an interpellation concerns whoever follows one of its demands."""
    public = InterpellationPage.objects.live().public()
    found = {
        pk: {topic("interpellation", key)}
        for pk, key in public.values_list("pk", "translation_key")
    }
    themed = InterpellationPage.themes.through.objects
    for pk, code in themed.values_list("interpellationpage", "theme__code"):
        if pk in found:
            found[pk].add(topic("theme", code))
    for pk, demanded in Demand.objects.values_list("page", "recommendation"):
        if pk in found:
            found[pk] |= recommendations.get(demanded, frozenset())
    return {pk: frozenset(topics) for pk, topics in found.items()}


def events() -> Iterator[Event]:
    """All of them until today; a dozen queries, whatever their number."""
    on = timezone.localdate()
    known = subjects()
    yield from published(known, on)
    yield from of_sendings(known, on)
    yield from of_milestones(known, on)
    for kind, rows, day in after_answers(on):
        for pk, moment, recommendation in rows.values_list("pk", day, "recommendation"):
            if (topics := known.of(recommendation, None)) is not None:
                yield Event(key_of(kind, pk), moment, topics)


def after_answers(on):
    """What is recorded of a recommendation besides letters: (kind, rows, the column of its day)."""
    return (
        (FOLLOWED, FollowUp.objects.filter(assessed_on__lte=on), "assessed_on"),
        (ASSESSED, Assessment.objects.filter(made_on__lte=on), "made_on"),
        (REPLIED, Assessment.objects.replied(on), "replied_on"),
    )


def published(known, on):
    rows = Recommendation.objects.public().exclude(first_published_at=None)
    for pk, moment in rows.values_list("pk", "first_published_at"):
        day = timezone.localdate(moment)
        if pk in known.recommendations and day <= on:
            yield Event(key_of(PUBLISHED, pk), day, known.recommendations[pk])
    seen = set()
    pages = InterpellationPage.objects.live().public().exclude(first_published_at=None)
    for pk, family, moment in pages.order_by("first_published_at").values_list(
        "pk", "translation_key", "first_published_at"
    ):
        if pk in known.interpellations and family not in seen:  # a translation is no event
            seen.add(family)
            day = timezone.localdate(moment)
            yield Event(key_of(LAUNCHED, family), day, known.interpellations[pk])


def of_milestones(known, on):
    """Hearings and debates concern the authority that held them too."""
    rows = Milestone.objects.until(on).values_list(
        "pk", "happened_on", "interpellation", "authority"
    )
    for pk, day, interpellation, authority in rows:
        if (topics := known.of(None, interpellation)) is not None:
            also = known.authorities[authority] if authority else frozenset()
            yield Event(key_of(HEARD, pk), day, topics | also)


def of_sendings(known, on):
    """Sendings, and what came back: each concerns its authority too."""
    sent: dict[int, frozenset[str]] = {}
    rows = Sending.objects.sent(on).values_list(
        "pk", "sent_on", "recommendation", "interpellation", "authority"
    )
    for pk, day, recommendation, interpellation, authority in rows:
        if (topics := known.of(recommendation, interpellation)) is not None:
            sent[pk] = topics | known.authorities[authority]
            yield Event(key_of(SENT, pk), day, sent[pk])
    for pk, day, sending in Answer.objects.known(on).values_list("pk", "received_on", "sending"):
        if sending in sent:
            yield Event(key_of(ANSWERED, pk), day, sent[sending])
