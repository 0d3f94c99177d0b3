"""What a group set out to do in a year, how it went, what stood in the way."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual


class Year(models.Model):
    page = ParentalKey("groups.GroupPage", on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1970), MaxValueValidator(2200)]
    )
    objectives_fr = models.TextField(
        _("objectives, in French"),
        blank=True,
        help_text=_("One a line. Example: obtenir des chèques-taxi pour les plus de 75 ans."),
    )
    objectives_nl = models.TextField(_("objectives, in Dutch"), blank=True)
    evaluation_fr = models.TextField(
        _("evaluation, in French"),
        blank=True,
        help_text=_("What was reached, and by what one sees it. Empty until the year is over."),
    )
    evaluation_nl = models.TextField(_("evaluation, in Dutch"), blank=True)
    difficulties_fr = models.TextField(
        _("difficulties, in French"),
        blank=True,
        help_text=_("What stood in the way. No names and no case of a person helped."),
    )
    difficulties_nl = models.TextField(_("difficulties, in Dutch"), blank=True)

    objectives = Bilingual()
    evaluation = Bilingual()
    difficulties = Bilingual()

    panels = [
        FieldPanel("year"),
        FieldRowPanel([FieldPanel("objectives_fr"), FieldPanel("objectives_nl")]),
        FieldRowPanel([FieldPanel("evaluation_fr"), FieldPanel("evaluation_nl")]),
        FieldRowPanel([FieldPanel("difficulties_fr"), FieldPanel("difficulties_nl")]),
    ]

    class Meta:
        ordering = ["-year"]
        verbose_name = _("year of a group")
        verbose_name_plural = _("years of a group")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "year"],
                name="one_row_a_year",
                violation_error_message=_("This year is there already: complete that one."),
            )
        ]

    def __str__(self):
        return str(self.year)


def latest_first(years):
    """Also of a draft, whose rows are in no table."""
    return sorted(years, key=lambda row: row.year, reverse=True)
