"""What readers are told of a change: one row in both languages, for a page and its translation."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.bilingual import Bilingual

from .natures import Nature
from .versions import Version


class CorrectionQuerySet(models.QuerySet):
    def with_titles(self):
        """For lists of the admin; the page that is older in the tree comes first."""
        family = Page.objects.filter(translation_key=models.OuterRef("translation_key"))
        titles = family.order_by("path").values("title")[:1]
        return self.annotate(title=models.Subquery(titles))


class Correction(models.Model):
    KINDS = [
        (Nature.CORRECTION.value, _("correction")),
        (Nature.EDITION.value, _("new edition")),
    ]

    translation_key = models.UUIDField(editable=False, db_index=True)
    nature = models.CharField(
        _("kind"), max_length=12, choices=KINDS, default=Nature.CORRECTION, editable=False
    )
    made_on = models.DateField(_("day"))
    text_fr = models.TextField(_("what changed, in French"), blank=True)
    text_nl = models.TextField(_("what changed, in Dutch"), blank=True)
    passage = models.CharField(max_length=20, blank=True, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    text = Bilingual()

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-recorded_at"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return f"{self.made_on} {self.text.plain[:60]}"


@dataclass(frozen=True)
class Notice:
    """A correction as the reader of one page meets it."""

    correction: Correction
    page: Page
    before: Version | None  # the version that it replaced, if it may be read
    is_ahead: bool  # made in the original, not in this translation yet

    @property
    def day(self) -> date:
        return self.correction.made_on

    @property
    def text(self):
        return self.correction.text

    @property
    def is_edition(self):
        return self.correction.nature == Nature.EDITION

    @property
    def anchor(self):
        return f"#{self.correction.passage}" if self.correction.passage else ""


def tell(page, corrections, versions) -> list[Notice]:
    """The notices of one page. `versions`: its earlier ones, the oldest first."""
    return [
        Notice(
            correction,
            page,
            before=_before(correction, versions),
            is_ahead=bool(page.last_published_at)
            and page.last_published_at < correction.recorded_at,
        )
        for correction in corrections
        if correction.translation_key == page.translation_key
    ]


def _before(correction, versions):
    older = [one for one in versions if one.published_at < correction.recorded_at]
    return older[-1] if older and not older[-1].withdrawn_on else None
