"""What a reader may ask of the ledger through the address, and how many each choice would give."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.filters import Codes, ListFilter, Text
from search import ranking
from search.documents import Kind

from . import shelf
from .recommendations import Recommendation

LATEST, WAITING, NUMBERED, RELEVANCE = "latest", "waiting", "number", "relevance"
SORTS = [
    (RELEVANCE, _("relevance")),
    (LATEST, _("latest")),
    (WAITING, _("waiting longest")),
    (NUMBERED, _("number")),
]
TITLES = {
    shelf.STATE: _("State"),
    shelf.AUTHORITY: _("Addressee"),
    shelf.THEME: _("Theme"),
    shelf.LEVEL: _("Level of power"),
    shelf.YEAR: _("Year"),
    shelf.TYPE: _("Type"),
    shelf.SOURCE: _("Publication"),
    shelf.GROUP: _("Working group"),
}


class LedgerFilter(ListFilter):
    q = Text(required=False)
    sort = forms.ChoiceField(required=False, choices=SORTS)

    def __init__(self, data, words):
        super().__init__(data)
        for name in shelf.FACETS:
            self.fields[name] = Codes(required=False, choices=list(words[name].items()))


class Listing:
    """What was asked, what there is, and in which order."""

    def __init__(self, data, on: date | None = None, recommendations=None):
        self.on = on or timezone.localdate()
        self.shelf = shelf.read(self.on, recommendations)
        self.asked = LedgerFilter(data, self.shelf.words).values
        self.chosen = {name: self.asked[name] for name in shelf.FACETS if self.asked.get(name)}
        self.text = self.asked.get("q", "")

    @cached_property
    def ranking(self):
        """What the words find, best first."""
        found = ranking.ranking(Recommendation, Kind.RECOMMENDATION, self.text, self.shelf.numbers)
        return dict.fromkeys(found)

    @cached_property
    def candidates(self):
        return self.ranking if self.text else self.shelf.numbers

    @cached_property
    def matching(self):
        return self.shelf.matching(self.chosen, self.candidates)

    @property
    def is_filtered(self):
        return bool(self.text or self.chosen)

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
            return [pk for pk in self.ranking if pk in self.matching]
        latest_first = [pk for pk in self.shelf.numbers if pk in self.matching]
        if self.sort == NUMBERED:
            return sorted(latest_first, key=lambda pk: by_number(self.shelf.numbers[pk]))
        if self.sort == WAITING:
            return sorted(latest_first, key=self.shelf.account.waiting_since)
        return latest_first

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
        return ranking.suggestion(self.text, Kind.RECOMMENDATION)


def by_number(number):
    year, _dash, rank = number.partition("-")
    return int(year), int(rank)
