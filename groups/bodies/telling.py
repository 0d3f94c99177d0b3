"""What the page of a body tells: its composition on a day, its history, its documents."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch
from django.db.models.lookups import StartsWith
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from directory.organisations import Organisation

from . import composition
from .records import Body, Constituency, Mandate


@dataclass(frozen=True)
class Sitting:
    mandate: Mandate
    organisation: Organisation | None  # named only if it agreed and its entry is public
    replaces: Mandate | None


@dataclass(frozen=True)
class Bench:
    constituency: Constituency
    sittings: tuple[Sitting, ...]


def whole(bodies):
    """With all that a page tells: three queries, however many mandates."""
    mandates = Mandate.objects.order_by("seat", "started_on", "pk")
    rows = Constituency.objects.prefetch_related(Prefetch("mandates", queryset=mandates))
    return bodies.prefetch_related(
        Prefetch("constituencies", queryset=rows.order_by("-has_a_vote", "sort_order", "pk"))
    )


def benches(body: Body, day, today) -> list[Bench]:
    sides = [side for side in body.constituencies.all() if side.covers(day)]
    sitting = {side.pk: [m for m in side.mandates.all() if m.term.covers(day)] for side in sides}
    named = named_organisations([m for some in sitting.values() for m in some], today)
    return [
        Bench(
            side,
            tuple(
                Sitting(m, named.get(m.pk), composition.predecessor(m, side.mandates.all()))
                for m in sitting[side.pk]
            ),
        )
        for side in sides
    ]


def named_organisations(mandates, today) -> dict[int, Organisation]:
    """Consent is looked at as of today, also for a day long past."""
    agreed = {
        m.pk: m.organisation_id
        for m in mandates
        if m.organisation_id and m.shown_since and m.shown_since <= today
    }
    if not agreed:
        return {}
    public = Organisation.objects.listed().in_bulk(list(agreed.values()))
    return {pk: public[key] for pk, key in agreed.items() if key in public}


def changes(body: Body, today):
    sides = list(body.constituencies.all())
    return composition.days_of_change(
        [*sides, *(m for s in sides for m in s.mandates.all())], today
    )


def documents(body: Body):
    """Those that lie in no folder kept for some people."""
    above = StartsWith(OuterRef("collection__path"), F("collection__path"))
    kept = CollectionViewRestriction.objects.filter(above)
    rows = body.documents.order_by("sort_order", "pk").values("document")
    return get_document_model().objects.filter(~Exists(kept), pk__in=rows).order_by("title")
