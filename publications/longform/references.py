"""What publications cite. One row whatever the language: a title stays in the language it has."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index


class ReferenceKind(models.TextChoices):
    BOOK = "book", _("book")
    CHAPTER = "chapter", _("chapter of a book")
    ARTICLE = "article", _("article")
    REPORT = "report", _("report")
    LAW = "law", _("law or circular")
    THESIS = "thesis", _("thesis")
    WEB = "web", _("page on the web")
    OTHER = "other", _("other")


LANGUAGES = [
    ("fr", _("French")),
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
]


class Reference(index.Indexed, models.Model):
    kind = models.CharField(
        _("kind"), max_length=10, choices=ReferenceKind.choices, default=ReferenceKind.BOOK
    )
    authors = models.TextField(
        _("authors"),
        blank=True,
        help_text=_(
            "One on each line: family name, comma, first name. An organisation: its name alone."
        ),
    )
    title = models.CharField(_("title"), max_length=400)
    container = models.CharField(
        _("in"),
        max_length=300,
        blank=True,
        help_text=_("The book or the review that holds it, with its number."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2200)],
    )
    pages = models.CharField(_("pages"), max_length=40, blank=True, help_text=_("Example: 12–34"))
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True, help_text=_("Example: 10.1000/182"))
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="fr", blank=True
    )
    note = models.TextField(
        _("remark"), blank=True, help_text=_("For the team; readers do not see it.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language"), FieldPanel("year")]),
        FieldPanel("authors"),
        FieldPanel("title"),
        FieldPanel("container"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("place"), FieldPanel("pages")]),
        MultiFieldPanel(
            [FieldPanel("url"), FieldRowPanel([FieldPanel("isbn"), FieldPanel("doi")])],
            heading=_("Where to find it"),
        ),
        FieldPanel("note"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
    ]

    class Meta:
        ordering = ["authors", "year", "title", "pk"]
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self):
        return f"{self.called} · {self.title}" if self.authors else self.title

    @property
    def people(self):
        """(family name, first name) of each author; an organisation has no first name."""
        lines = [line.strip() for line in self.authors.splitlines() if line.strip()]
        return [
            (family.strip(), first.strip())
            for family, _comma, first in (line.partition(",") for line in lines)
        ]

    @property
    def called(self):
        """As the list of the admin names it: first author, year."""
        families = [family for family, _first in self.people]
        year = f" ({self.year})" if self.year else ""
        more = " …" if len(families) > 1 else ""
        return f"{families[0]}{more}{year}" if families else str(self.year or "")
