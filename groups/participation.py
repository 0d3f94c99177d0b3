"""Organisations take part, not persons; each is shown only if it agreed to be."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef
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


def participants(rows, on):
    """Who takes part that day. `rows` may be those of a draft, which are in no table yet."""
    present = {row.organisation_id: row for row in rows if row.is_present(on)}
    listed = Organisation.objects.listed().filter(pk=OuterRef("pk"))
    organisations = (
        Organisation.objects.filter(pk__in=list(present))
        .annotate(is_public=Exists(listed))
        .order_by("name_fr")
    )
    shown, hidden = [], Counter()
    for organisation in organisations:
        # It agreed, and its entry in the directory is public.
        if present[organisation.pk].shown_since and organisation.is_public:
            shown.append(organisation)
        else:
            hidden[organisation.kind] += 1
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

    def is_present(self, on):
        has_joined = self.joined_on is None or self.joined_on <= on
        return has_joined and (self.left_on is None or self.left_on > on)
