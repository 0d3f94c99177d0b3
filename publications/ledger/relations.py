"""How recommendations stand to each other: repeats, alternatives, complements.

Each row is written once, on one of the two; what has no direction is read from both sides, so a
draft of the one can never undo what the other says.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from . import kinds
from .recommendations import Recommendation

# Both databases know recursion; UNION (without ALL) ends it even where rows form a circle.
CHAIN = """
WITH RECURSIVE chain(pk) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT CASE WHEN link.recommendation_id = chain.pk THEN link.other_id
                ELSE link.recommendation_id END
    FROM {table} link JOIN chain
        ON link.recommendation_id = chain.pk OR link.other_id = chain.pk
    WHERE link.kind = %s
) SELECT pk FROM chain
"""


class RelatedQuerySet(models.QuerySet):
    def repeating(self):
        return self.filter(kind=kinds.Relation.REPEATS)

    def of_chain(self, recommendation):
        """All that repeats or was repeated, however far: one query."""
        sql = CHAIN.format(table=self.model._meta.db_table)
        chain = RawSQL(sql, (recommendation.pk, kinds.Relation.REPEATS.value))  # noqa: S611
        return self.repeating().filter(recommendation__in=chain)

    def around(self, recommendation):
        """What it says of others, and what others say of it."""
        return self.filter(models.Q(recommendation=recommendation) | models.Q(other=recommendation))

    def between_public(self):
        public = Recommendation.objects.public()
        return self.filter(recommendation__in=public, other__in=public)


class Related(Orderable):
    recommendation = ParentalKey(Recommendation, on_delete=models.CASCADE, related_name="related")
    kind = models.CharField(_("this one"), max_length=20, choices=kinds.Relation.choices)
    other = models.ForeignKey(
        Recommendation,
        verbose_name=_("the other recommendation"),
        on_delete=models.CASCADE,
        related_name="related_from",
    )

    objects = RelatedQuerySet.as_manager()

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("other")])]

    class Meta(Orderable.Meta):
        verbose_name = _("relation to another recommendation")
        verbose_name_plural = _("relations to other recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "kind", "other"],
                name="related_once",
                violation_error_message=_("This relation is there already."),
            )
        ]

    def __str__(self):
        return f"{self.recommendation.reference} {self.get_kind_display()} {self.other.reference}"

    def clean(self):
        super().clean()
        if self.other_id is None:
            return
        if self.other_id == self.recommendation.pk:
            raise ValidationError({"other": _("A recommendation cannot be related to itself.")})
        if self.kind == kinds.Relation.REPEATS:
            self._check_direction()

    def _check_direction(self):
        one, other = self.recommendation, self.other
        if one.year and other.year > one.year:
            message = _("%(other)s is of %(year)s: only what was asked before can be repeated.")
            values = {"other": other.reference, "year": other.year}
            raise ValidationError({"other": message % values})
        if one.pk is None:
            return
        pairs = Related.objects.of_chain(one).values_list("recommendation_id", "other_id")
        if one.pk in earlier(other.pk, pairs):
            message = _("%(other)s already repeats %(one)s, directly or through another one.")
            values = {"other": other.reference, "one": one.reference}
            raise ValidationError({"other": message % values})


def earlier(pk: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """What it repeats, directly or through others. Of pairs (the later, the earlier)."""
    before: dict[int, set[int]] = {}
    for later, former in pairs:
        before.setdefault(later, set()).add(former)
    found: set[int] = set()
    waiting = [pk]
    while waiting:
        for former in before.get(waiting.pop(), ()):
            if former not in found:
                found.add(former)
                waiting.append(former)
    return found - {pk}


def later(pk: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """What repeats it, directly or through others."""
    return earlier(pk, [(former, newer) for newer, former in pairs])
