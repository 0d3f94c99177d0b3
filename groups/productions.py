"""What came out of a group: its publications, its recommendations, the interpellations about it."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable, Page

from cms import languages
from cms.readable import ReadableQuerySet
from publications.ledger.interpellations import SeeAlso
from publications.ledger.recommendations import Recommendation
from publications.models import PublicationPage

MOST_RECOMMENDATIONS = 8  # the others are a click away, in the ledger


class Production(Orderable):
    page = ParentalKey("groups.GroupPage", on_delete=models.CASCADE, related_name="productions")
    publication = models.ForeignKey(
        PublicationPage,
        verbose_name=_("publication"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("In either language: each reader gets it in their own where it exists."),
    )

    panels = [PageChooserPanel("publication", "publications.PublicationPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("publication of a group")
        verbose_name_plural = _("publications of a group")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "publication"],
                name="produced_once",
                violation_error_message=_("This publication is in the list already."),
            )
        ]

    def __str__(self):
        return str(self.publication)


@dataclass(frozen=True)
class Productions:
    """Only what everybody may read, each once, in the reader's language where it exists."""

    publications: list[Page]
    interpellations: list[Page]
    recommendations: list[Recommendation]
    has_more: bool

    def __bool__(self):
        return bool(self.publications or self.interpellations or self.recommendations)


def productions(family, draft=None) -> Productions:
    """Two queries. `family`: the translation key of the group; `draft`: rows in no table yet."""
    if draft is None:
        rows = Production.objects.filter(page__translation_key=family).values("publication")
    else:
        rows = [row.publication_id for row in draft]
    chosen = Page.objects.filter(pk__in=rows)
    about = SeeAlso.objects.filter(other__translation_key=family)
    published = Q(translation_key__in=chosen.values("translation_key"))
    asked = Q(translation_key__in=about.values("page__translation_key"))
    is_asked = models.ExpressionWrapper(asked, output_field=models.BooleanField())
    pages = list(
        ReadableQuerySet(Page)
        .filter(published | asked)
        .readable_in(languages.current())
        .annotate(is_asked=is_asked)
        .order_by("-first_published_at", "pk")
    )
    found = list(recommendations_of(family)[: MOST_RECOMMENDATIONS + 1])
    return Productions(
        publications=[page for page in pages if not page.is_asked],
        interpellations=[page for page in pages if page.is_asked],
        recommendations=found[:MOST_RECOMMENDATIONS],
        has_more=len(found) > MOST_RECOMMENDATIONS,
    )


def recommendations_of(family):
    public = Recommendation.objects.public().filter(group__translation_key=family)
    return public.latest_first()
