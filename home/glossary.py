"""The glossary as a page: the terms themselves are shared records (cms/glossary.py)."""

import unicodedata
from itertools import groupby

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms import frame, languages
from cms.bilingual import text_in
from cms.glossary import Term
from cms.pages import SitePage

from .standard import LEAD_HELP

TERMS_A_PAGE = 60


class GlossaryPage(SitePage):
    template = "home/glossary.html"
    accent = "publications"
    page_description = _("The words of the sector, in both languages, from A to Z.")

    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["home.FrontPage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("glossary page")
        verbose_name_plural = _("glossary pages")

    def get_context(self, request, *args, **kwargs):
        alphabet = Alphabet(Term.objects.all(), languages.current())
        items = alphabet.page(request.GET.get("page"), request.GET.get("term"))
        return super().get_context(request, *args, **kwargs) | {
            "items": items,
            "letters": alphabet.letters(items.number),
            "groups": alphabet.grouped(items),
        }


def address(language, request=None):
    """Where terms are explained to a reader of this language; None if there is no such page."""
    if request is not None and language == languages.current():
        pages = frame.of(request).sections
        page = next((page for page in pages if page.specific_class is GlossaryPage), None)
    else:
        here = GlossaryPage.objects.live().public().filter(locale__language_code=language)
        page = here.first()
    return page.get_url(request) if page else None


def address_of_term(term, language):
    """The page of the alphabet that holds the term, at its line."""
    page = address(language)
    return f"{page}?term={term.anchor}#{term.anchor}" if page else None


class Entry:
    """A term as a reader of one language looks it up."""

    def __init__(self, term, language):
        other = languages.other(language)
        self.term = term
        self.head = text_in(term, "term", language)
        self.twin = text_in(term, "term", other) if not self.head.is_fallback else ""
        self.definition = text_in(term, "definition", language)
        self.note = text_in(term, "equivalence_note", language)
        self.synonyms = term.synonyms(language)
        self.twin_synonyms = term.synonyms(other)
        self.anchor = term.anchor
        self.sort_key = fold(self.head.plain)
        self.initial = self.sort_key[:1].upper() if self.sort_key[:1].isalpha() else "#"


class Alphabet:
    """All the terms in order. Sorted here: databases disagree on where É belongs."""

    def __init__(self, terms, language):
        entries = (Entry(term, language) for term in terms)
        self.entries = sorted(entries, key=lambda entry: (entry.initial, entry.sort_key))
        self.paginator = Paginator(self.entries, TERMS_A_PAGE)

    def page(self, number, anchor=None):
        """The page asked for, or the one that holds the term asked for."""
        place = next((i for i, e in enumerate(self.entries) if anchor and e.anchor == anchor), None)
        return self.paginator.get_page(number if place is None else place // TERMS_A_PAGE + 1)

    def letters(self, current_page):
        """Each letter in use, with the address of its first term."""
        found = {}
        for place, entry in enumerate(self.entries):
            found.setdefault(entry.initial, place // TERMS_A_PAGE + 1)
        return [
            (
                letter,
                f"#{anchor_of(letter)}"
                if page == current_page
                else f"?page={page}#{anchor_of(letter)}",
            )
            for letter, page in found.items()
        ]

    @staticmethod
    def grouped(entries):
        for letter, group in groupby(entries, key=lambda entry: entry.initial):
            yield letter, anchor_of(letter), list(group)


def anchor_of(letter):
    return "letter-other" if letter == "#" else f"letter-{letter.lower()}"


def fold(name):
    """Équivalence stands with E."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
