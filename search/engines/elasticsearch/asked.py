"""One search: which words are known, what is found, and the counts beside it."""

import re
from collections import defaultdict
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Query as Clause
from elasticsearch.dsl.response import Response

from ...language.parsing import Parsed
from ...language.words import Word
from ...query import CHECKED, DATE, DISTANCE, TITLE, Cell, Query
from .. import fields
from ..asking import Asker
from ..base import Answer
from . import clauses as say
from .mapping import PLACE, PLACES

MOST_VALUES, MOST_CELLS = 2000, 10_000  # of all facets together; of a map
BY_WORTH: list[Any] = [{"_score": "desc"}, fields.ID]
ORDERS: dict[str, list[Any]] = {
    DATE: [{fields.DAY: "desc"}, fields.ID],
    TITLE: [fields.ALPHABET, fields.ID],
    CHECKED: [fields.CHECKED, fields.ID],
}


class Asked:
    def __init__(self, search: Search, query: Query, parsed: Parsed):
        self.search, self.query = search, query
        self.chosen = say.chosen(query)
        self.responses: list[tuple[Clause, Response]] = []
        self.asker = Asker(say.ElasticClauses(self.known(say.words_to_look_up(parsed))))

    def known(self, words: list[Word]) -> frozenset[Word]:
        if not words:
            return frozenset()
        found = say.look_up(self.search, words).execute().aggregations
        return frozenset(w for n, w in enumerate(words) if found[str(n)].doc_count)

    def number_of(self, question: Clause) -> int:
        """Without what was chosen."""
        return self.response(question).aggregations.anywhere.doc_count

    def response(self, question: Clause) -> Response:
        """Counted first and answered afterwards, a question is only sent once."""
        for asked, response in self.responses:
            if asked is question:
                return response
        response = self.request(question).execute()
        self.responses.append((question, response))
        return response

    def request(self, question: Clause) -> Search:
        start = self.query.offset
        search = self.search.query(say.anywhere(question, self.query)).sort(*self.order())
        search = search[start : start + self.query.size].extra(track_total_hits=False)
        if self.chosen:
            search = search.post_filter(say.all_but(self.chosen))
        self.add_counts(search.aggs)
        return search

    def order(self) -> list[Any]:
        if self.query.near and self.query.sort == DISTANCE:
            point = {"lat": self.query.near.latitude, "lon": self.query.near.longitude}
            return [{"_geo_distance": {PLACES: point, "mode": "min", "unit": "km"}}, fields.ID]
        return ORDERS.get(self.query.sort, BY_WORTH)

    def add_counts(self, aggs) -> None:
        aggs.bucket("anywhere", "filter", say.all_but({}))
        everything = aggs.bucket("chosen", "filter", say.all_but(self.chosen))
        if self.query.grid:
            tiles = {"field": PLACE, "precision": self.query.grid, "size": MOST_CELLS}
            cells = everything.bucket("cells", "geotile_grid", **tiles)
            cells.metric("middle", "geo_centroid", field=PLACE)
        if self.query.counted:
            self.add_facets(aggs, everything)

    def add_facets(self, aggs, everything) -> None:
        """In each facet, what is chosen in the others and not in this one."""
        values = {"field": fields.FACET, "size": MOST_VALUES}
        everything.bucket("values", "terms", **values)
        for name in self.query.selected:
            others = aggs.bucket(f"but {name}", "filter", say.all_but(self.chosen, name))
            others.bucket("values", "terms", include=f"{re.escape(name)}=.*", **values)
        for name, computed in self.query.computed.items():
            others = aggs.bucket(f"computed {name}", "filter", say.all_but(self.chosen, name))
            for code in computed:
                others.bucket(code, "filter", say.value_of(self.query, name, (code,)))

    # --- what came back -------------------------------------------------------------------------
    def answer(self, question: Clause, is_approximate: bool) -> Answer:
        response = self.response(question)
        total = response.aggregations.chosen.doc_count
        return Answer(
            [int(hit.meta.id) for hit in response.hits],
            total,
            facets=self.facets(response.aggregations) if self.query.counted else {},
            cells=cells(response.aggregations.chosen) if self.query.grid else (),
            is_approximate=total > 0 and is_approximate,
        )

    def facets(self, found) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for name, code, count in values_of(found.chosen):
            counts[name][code] = count
        for chosen in self.query.selected:
            counts[chosen] = {code: count for _, code, count in values_of(found[f"but {chosen}"])}
        for name, computed in self.query.computed.items():
            for code in computed:
                counts[name][code] = found[f"computed {name}"][code].doc_count
        return counts


def values_of(found):
    for bucket in found["values"].buckets:
        name, _equals, code = bucket.key.partition("=")
        yield name, code, bucket.doc_count


def cells(found) -> list[Cell]:
    return [
        Cell(bucket.middle.location.lat, bucket.middle.location.lon, bucket.doc_count)
        for bucket in found["cells"].buckets
    ]
