"""What is asked of the directory, read from an address, as a question to the search engine.

The list, its map, its print and its exports all ask the same way.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import cached_property

from cms import languages
from search import find as searching
from search.documents import Kind
from search.models import SearchDocument
from search.query import CHECKED, MOST_PER_PAGE, Near, Query, Results
from search.query import DISTANCE as NEAREST
from search.query import RELEVANCE as BEST
from search.query import TITLE as ALPHABETICAL

from . import door, words
from .filters import (
    CONFIRMED,
    DISTANCE,
    NAME,
    RELEVANCE,
    SORTS,
    USUAL_RADIUS,
    DirectoryFilter,
)
from .near import Spot
from .near import find as find_near
from .vocabulary import WhenOpen
from .words import OPEN

AT = "at"  # a facet of one value: open on the day and at the hour that were chosen
ENGINE_SORTS = {
    RELEVANCE: BEST,
    NAME: ALPHABETICAL,
    DISTANCE: NEAREST,
    CONFIRMED: CHECKED,
}
MOST_IDS = 10_000


class Asked:
    def __init__(self, data: QueryDict, now: datetime):
        lists = words.read()
        self.now = now
        self.labels = words.labels(lists)
        form = DirectoryFilter(data, self.labels)
        self.values = form.values
        self.chosen = form.chosen
        self.spots = find_near(self.near, lists) if self.near else []

    @property
    def text(self) -> str:
        return self.values.get("q", "")

    @property
    def near(self) -> str:
        return self.values.get("near", "")

    @property
    def spot(self) -> Spot | None:
        return self.spots[0] if self.spots else None

    @property
    def is_unknown_place(self) -> bool:
        return bool(self.near) and not self.spots

    @property
    def radius(self) -> str:
        return self.values.get("within", USUAL_RADIUS)

    @property
    def moment(self) -> datetime | None:
        return self.values.get("at")

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.chosen or self.spot or self.moment)

    @property
    def sort(self) -> str:
        usual = DISTANCE if self.spot else RELEVANCE if self.text else NAME
        asked = self.values.get("sort", usual)
        return asked if asked in dict(self.sorts) else usual

    @property
    def sorts(self) -> list[tuple[str, object]]:
        """Without words to look for, nothing is more relevant than another; nor nearer."""
        possible = {RELEVANCE: bool(self.text), DISTANCE: bool(self.spot)}
        return [(code, label) for code, label in SORTS if possible.get(code, True)]

    @property
    def around(self) -> Near | None:
        if self.spot is None:
            return None
        return Near(self.spot.latitude, self.spot.longitude, float(self.radius))

    @cached_property
    def query(self) -> Query:
        """The first page, in the reader's language."""
        at = {AT: (AT,)} if self.moment else {}
        computed = {OPEN: {WhenOpen.NOW.value: door.open_at(self.now)}}
        return Query(
            text=self.text,
            language=languages.current(),
            scope=(Kind.ORGANISATION,),
            filters={name: tuple(codes) for name, codes in self.chosen.items()} | at,
            computed=computed | ({AT: {AT: door.open_at(self.moment)}} if self.moment else {}),
            near=self.around,
            stand_ins=True,
            sort=ENGINE_SORTS[self.sort],
        )

    def results(self, **changes) -> Results:
        """What was asked for; in the other language, if only that one has the words as typed."""
        query = replace(self.query, **changes)
        results = searching.find(query)
        if self.text and (not results.total or results.is_approximate):
            elsewhere = replace(
                query, language=languages.other(query.language), forgiving=False, page=query.page
            )
            answer, _engine = searching.ask(elsewhere, self.parsed(elsewhere.language))
            if answer.total:
                return searching.find(elsewhere)
        return results

    def again(self, query: Query) -> Results:
        """Another page of what was found."""
        return searching.find(query)

    def parsed(self, language: str):
        return searching.read(self.text, language)

    def total(self, query: Query) -> int:
        """How many another question would find. No query of the database."""
        small = replace(query, per_page=1, page=1, counted=False)
        answer, _engine = searching.ask(small, searching.read(small.text, small.language))
        return answer.total

    def primary_keys(self) -> Iterator[str]:
        """Of every entry found, in order, a batch at a time: for exports."""
        query = replace(self.query, per_page=MOST_PER_PAGE, counted=False)
        searching.follow()
        for language in (query.language, languages.other(query.language)):
            found = keys_in(replace(query, language=language), self.parsed(language))
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return
            if not self.text:
                return


def keys_in(query: Query, parsed) -> Iterator[str]:
    seen, page = 0, 1
    while seen < MOST_IDS:
        answer, _engine = searching.ask(query.at_page(page), parsed)
        sources = SearchDocument.objects.current().in_bulk(answer.ids)
        yield from (
            sources[number].source.rpartition(":")[2] for number in answer.ids if number in sources
        )
        seen, page = seen + len(answer.ids), page + 1
        if not answer.ids or seen >= answer.total:
            return
