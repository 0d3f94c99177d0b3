"""Organisations take part, not persons; each is shown only if it agreed to be."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from directory.organisations import Organisation
from directory.vocabulary import BodyKind


@dataclass(frozen=True)
class Participants:
    """What may be said of those who take part: names by consent, the others as a number."""

    shown: tuple
    unnamed: tuple[tuple[BodyKind, int], ...]

    @property
    def total(self):
        return len(self.shown) + sum(count for _kind, count in self.unnamed)


class ParticipationQuerySet(models.QuerySet):
    def present(self, on):
        return self.filter(
            Q(joined_on=None) | Q(joined_on__lte=on), Q(left_on=None) | Q(left_on__gt=on)
        )

    def with_consent(self):
        """Whether each may be shown: it agreed, and its entry in the directory is public."""
        listed = Organisation.objects.listed().filter(pk=models.OuterRef("organisation"))
        return self.annotate(
            may_be_shown=models.ExpressionWrapper(
                Q(shown_since__isnull=False) & models.Exists(listed), models.BooleanField()
            )
        )

    def participants(self, on):
        rows = list(
            self.present(on)
            .with_consent()
            .select_related("organisation")
            .order_by("organisation__name_fr")
        )
        shown = [row.organisation for row in rows if row.may_be_shown]
        hidden = Counter(row.organisation.kind for row in rows if not row.may_be_shown)
        unnamed = tuple((kind, hidden[kind]) for kind in BodyKind if hidden[kind])
        return Participants(tuple(shown), unnamed)


class Participation(models.Model):
    page = ParentalKey("groups.GroupPage", on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    shown_since = models.DateField(
        _("agreed to be shown on"),
        null=True,
        blank=True,
        help_text=_("Without this date it is only counted, by kind of body."),
    )
    joined_on = models.DateField(_("takes part since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("shown_since")]),
        FieldRowPanel([FieldPanel("joined_on"), FieldPanel("left_on")]),
    ]

    class Meta:
        verbose_name = _("participating organisation")
        verbose_name_plural = _("participating organisations")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="takes_part_once")
        ]

    def __str__(self):
        return str(self.organisation)
