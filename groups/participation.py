"""Organisations take part, not persons; each is shown only if it agreed to be."""

from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
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
        if present[organisation.pk].is_shown(on) and organisation.is_public:
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
    consent = models.CharField(
        _("how it agreed"),
        max_length=160,
        blank=True,
        help_text=_("Never shown on the site. Example: e-mail of its secretariat."),
    )
    joined_on = models.DateField(_("takes part since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("joined_on"), FieldPanel("left_on")]),
        FieldRowPanel([FieldPanel("shown_since"), FieldPanel("consent")]),
    ]

    class Meta:
        verbose_name = _("participating organisation")
        verbose_name_plural = _("participating organisations")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="takes_part_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                name="leaves_after_it_joins",
                violation_error_message=_("It cannot leave before it takes part."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    def is_present(self, on):
        has_joined = self.joined_on is None or self.joined_on <= on
        return has_joined and (self.left_on is None or self.left_on > on)

    def is_shown(self, on):
        return self.shown_since is not None and self.shown_since <= on
