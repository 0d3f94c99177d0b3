"""What stands around a recommendation: asked before, asked again, alternatives, its parts."""

from dataclasses import dataclass

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _

from .kinds import Relation
from .recommendations import Recommendation
from .relations import Related, earlier, later


@dataclass(frozen=True)
class Around:
    """Public recommendations only: a draft is not betrayed by what it says of others."""

    before: list[Recommendation]  # asked already, the first time first
    after: list[Recommendation]  # asked again
    alternatives: list[Recommendation]
    complements: list[Recommendation]
    whole: list[Recommendation]  # the wider one that it is part of, if there is one
    parts: list[Recommendation]

    @property
    def years_before(self):
        return sorted({one.year for one in self.before})

    @property
    def told(self):
        """What there is, each under its name."""
        named = [
            (_("Asked before"), self.before),
            (_("Asked again"), self.after),
            (_("Alternatives"), self.alternatives),
            (_("Complementary"), self.complements),
            (_("Part of"), self.whole),
            (_("Made more precise by"), self.parts),
        ]
        return [(label, found) for label, found in named if found]


PART = "part"
SHOWN = ("pk", "number", "year", "title_fr", "title_nl", "live", "withdrawn_on")


def around(one: Recommendation) -> Around:
    """One query, however long the chain. A draft in the middle of it does not cut it."""
    known, pairs = {}, {kind: [] for kind in (*Relation.values, PART)}
    for kind, *cells in links(one):
        pair = [Recommendation(**dict(zip(SHOWN, some, strict=True))) for some in halves(cells)]
        known |= {row.pk: row for row in pair}
        pairs[kind].append([row.pk for row in pair])

    def those(keys):
        rows = [known[pk] for pk in keys if pk != one.pk and not known[pk].is_withdrawn]
        return sorted(rows, key=lambda row: (row.year, row.number))

    def beside(kind):
        """Relations without a direction are written on one of the two only."""
        return {pk for pair in pairs[kind] if one.pk in pair for pk in pair}

    return Around(
        before=those(earlier(one.pk, pairs[Relation.REPEATS])),
        after=those(later(one.pk, pairs[Relation.REPEATS])),
        alternatives=those(beside(Relation.ALTERNATIVE)),
        complements=those(beside(Relation.COMPLEMENTARY)),
        whole=those(wide for wide, part in pairs[PART] if part == one.pk),
        parts=those(part for wide, part in pairs[PART] if wide == one.pk),
    )


def links(one):
    """Kind, the one side, the other side: relations of the chain, and parts with their whole."""
    near = Q(pk__in=Related.objects.of_chain(one)) | Q(pk__in=Related.objects.around(one))
    related = Related.objects.filter(near).order_by()
    parts = Recommendation.objects.filter(
        Q(parent=one) | Q(pk=one.pk, parent__isnull=False)
    ).order_by()
    return related.values_list("kind", *of("recommendation"), *of("other")).union(
        parts.values_list(Value(PART, CharField()), *of("parent"), *SHOWN)
    )


def of(side):
    return [f"{side}__{name}" for name in SHOWN]


def halves(cells):
    return cells[: len(SHOWN)], cells[len(SHOWN) :]
