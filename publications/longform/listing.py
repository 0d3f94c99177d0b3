"""What a reader asks of the list of publications through the address, and what there is."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms import languages
from cms.filters import Codes, ListFilter, Text
from search import find as searching
from search import ranking
from search.documents import Kind

from . import shelf

LATEST, OLDEST, RELEVANCE = "latest", "oldest", "relevance"
SORTS = [
    (RELEVANCE, _("relevance")),
    (LATEST, _("latest")),
    (OLDEST, _("oldest")),
]
TITLES = {
    shelf.KIND: _("Kind"),
    shelf.YEAR: _("Year"),
    shelf.THEME: _("Theme"),
    shelf.GROUP: _("Working group"),
}


class PublicationFilter(ListFilter):
    q = Text(required=False)
    sort = forms.ChoiceField(required=False, choices=SORTS)

    def __init__(self, data, words):
        super().__init__(data)
        for name in shelf.FACETS:
            self.fields[name] = Codes(required=False, choices=list(words[name].items()))


class Listing:
    def __init__(self, data):
        self.shelf = shelf.read()
        self.asked = PublicationFilter(data, self.shelf.words).values
        self.chosen = {name: self.asked[name] for name in shelf.FACETS if self.asked.get(name)}
        self.text = self.asked.get("q", "")

    @property
    def is_filtered(self):
        return bool(self.text or self.chosen)

    @property
    def is_plain(self):
        return not self.asked

    @cached_property
    def candidates(self):
        """All of them, the latest first; with words to look for, what has them, best first."""
        if not self.text:
            return dict.fromkeys(self.shelf.language_of)
        searching.follow()
        documents, found = self.shelf.documents(), []
        here = languages.current()
        for language in (here, languages.other(here)):
            if numbers := documents.get(language):
                found += ranking.best_first(language, Kind.PUBLICATION, self.text, numbers)
        return dict.fromkeys(found)

    @cached_property
    def matching(self):
        return self.shelf.matching(self.chosen, self.candidates)

    @property
    def sort(self):
        usual = RELEVANCE if self.text else LATEST
        asked = self.asked.get("sort", usual)
        return usual if asked == RELEVANCE else asked

    @property
    def sorts(self):
        """Without words to look for, nothing is more relevant than another."""
        return [sort for sort in SORTS if self.text or sort[0] != RELEVANCE]

    @cached_property
    def ordered(self):
        """Keys of what is shown, in the order asked for."""
        if self.sort == RELEVANCE:
            return [pk for pk in self.candidates if pk in self.matching]
        latest_first = [pk for pk in self.shelf.language_of if pk in self.matching]
        return latest_first[::-1] if self.sort == OLDEST else latest_first

    @cached_property
    def facets(self):
        every = [
            self.shelf.facet(name, title, self.chosen, self.candidates, name in shelf.LONG)
            for name, title in TITLES.items()
        ]
        return [facet for facet in every if facet.options]

    @cached_property
    def suggestion(self):
        if not self.text or self.ordered:
            return ""
        return ranking.suggestion(self.text, Kind.PUBLICATION)

    def pages(self, pks):
        """In this order, each with its themes; without those withdrawn meanwhile."""
        from .publications import PublicationPage

        pages = PublicationPage.objects.defer_streamfields().select_related("locale")
        found = pages.in_bulk(list(pks))
        for pk, page in found.items():
            page.shown_themes = self.shelf.themes_of(pk)
        return [found[pk] for pk in pks if pk in found]


def feed_address(data):
    """The address of a filtered list has its feed."""
    query = data.copy()
    for name in ("page", "sort"):
        query.pop(name, None)
    return reverse("longform:atom") + (f"?{query.urlencode()}" if query else "")
