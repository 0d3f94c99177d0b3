"""The term base: read by the public, by tooltips in text, by search synonyms and by translators.

It lives in the lowest app because all the others lean on it (docs/adr/0002).
"""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .bilingual import Bilingual

SYNONYMS_HELP = _("One per line: acronyms, other spellings, words people type instead.")


class TermQuerySet(models.QuerySet):
    def in_order(self, language):
        """Alphabetically for a reader of this language, ready for its page."""
        return self.order_by(f"term_{language}")

    def explained(self, language):
        """Terms whose definition can be shown in this language."""
        return self.exclude(**{f"definition_{language}": ""}).exclude(**{f"term_{language}": ""})


class Term(models.Model):
    term_fr = models.CharField(_("term in French"), max_length=120, unique=True)
    term_nl = models.CharField(_("term in Dutch"), max_length=120)
    definition_fr = models.TextField(_("definition in French"), blank=True)
    definition_nl = models.TextField(_("definition in Dutch"), blank=True)
    synonyms_fr = models.TextField(_("synonyms in French"), blank=True, help_text=SYNONYMS_HELP)
    synonyms_nl = models.TextField(_("synonyms in Dutch"), blank=True, help_text=SYNONYMS_HELP)
    no_exact_equivalent = models.BooleanField(
        _("no exact equivalent"),
        default=False,
        help_text=_("The two terms are near to each other but do not mean the same."),
    )
    equivalence_note_fr = models.TextField(_("note on the difference, in French"), blank=True)
    equivalence_note_nl = models.TextField(_("note on the difference, in Dutch"), blank=True)

    term = Bilingual()
    definition = Bilingual()
    equivalence_note = Bilingual()

    objects = TermQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("term_fr"), FieldPanel("term_nl")]),
        FieldRowPanel([FieldPanel("definition_fr"), FieldPanel("definition_nl")]),
        FieldRowPanel([FieldPanel("synonyms_fr"), FieldPanel("synonyms_nl")]),
        MultiFieldPanel(
            [
                FieldPanel("no_exact_equivalent"),
                FieldRowPanel(
                    [FieldPanel("equivalence_note_fr"), FieldPanel("equivalence_note_nl")]
                ),
            ],
            heading=_("Between the two languages"),
        ),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["term_fr"]

    def __str__(self):
        return f"{self.term_fr} · {self.term_nl}"

    @property
    def anchor(self):
        """The same in both languages, so that a link survives the switch."""
        return slugify(self.term_fr)

    def synonyms(self, language):
        lines = getattr(self, f"synonyms_{language}").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def names(self, language):
        """Everything this term is called in one language, the term itself first."""
        return [getattr(self, f"term_{language}"), *self.synonyms(language)]
