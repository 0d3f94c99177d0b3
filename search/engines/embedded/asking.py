"""The clauses of a question, and what narrows it, in tantivy's terms."""

import time

import tantivy
from tantivy import FieldType, Occur

from ...language.words import Word
from ...query import KIND, Box, Clause, Near, Query
from .. import fields
from .distance import measured
from .schema import PLACES, TILE
from .tiles import COARSE, FINE, cover

Q = tantivy.Query


class TantivyClauses:
    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher):
        self.schema = schema
        self.searcher = searcher
        self._around: tantivy.Query | None = None

    def term(self, field, text):
        return Q.term_query(self.schema, field, text)

    def phrase(self, field, texts):
        return Q.phrase_query(self.schema, field, texts)

    def prefix(self, field, start):
        return Q.const_score_query(
            Q.fuzzy_term_query(self.schema, field, start, 0, prefix=True), 1.0
        )

    def fuzzy(self, field, text, mistakes):
        return Q.fuzzy_term_query(self.schema, field, text, mistakes)

    def all_of(self, must, should=(), never=()):
        clauses = [(Occur.Must, clause) for clause in must]
        clauses += [(Occur.Should, clause) for clause in should]
        clauses += [(Occur.MustNot, clause) for clause in never]
        return Q.boolean_query(clauses)

    def some_of(self, clauses, at_least):
        return Q.boolean_query(
            [(Occur.Should, clause) for clause in clauses], minimum_number_should_match=at_least
        )

    def best_of(self, clauses, tie):
        return Q.disjunction_max_query(clauses, tie)

    def boost(self, clause, by):
        return Q.boost_query(clause, by)

    def everything(self):
        return Q.all_query()

    def nothing(self):
        return Q.empty_query()

    def is_known(self, word: Word) -> bool:
        return (
            self.searcher.doc_freq(fields.EXACT, word.exact) > 0
            or self.searcher.doc_freq(fields.STEMS, word.stem) > 0
        )

    # --- what narrows ---------------------------------------------------------------------------
    def narrowed(self, question, query: Query, without: str = ""):
        """With the chosen facets (but one), near a place, and without what has expired."""
        must, never = self.always(query)
        for name, codes in query.selected.items():
            if name != without:
                must.append(self.chosen(query, name, codes))
        if query.near:
            must.append(self.around(query.near, question, query))
        return self.all_of([question, *map(silent, must)], never=never)

    def always(self, query: Query):
        """What holds whatever is chosen: must, and must never."""
        must, never = [], [self.expired()]
        if not query.stand_ins:
            never.append(self.term(fields.MARK, fields.STAND_IN))
        if query.scope:
            must.append(self.among(KIND, query.scope))
        if query.box:
            must.append(self.boxed(query.box))
        return must, never

    def around(self, near: Near, question, query: Query):
        """One of its places lies in the circle. Measured once, whatever is chosen besides."""
        if self._around is None:
            inside, border = (self.on(tiles) for tiles in cover(near, FINE))
            must, never = self.always(query)
            doubtful = self.all_of([question, *must, border], never=[*never, inside])
            measures = measured(self.searcher, silent(doubtful), near)
            within = [number for distance, number in measures if distance <= near.kilometres]
            self._around = any_of([inside, *map(self.numbered, within)])
        return self._around

    def numbered(self, number: int):
        """Hundreds of these are found three times as fast as a set of as many."""
        return Q.term_query(self.schema, fields.ID, number, "basic")

    def touched(self, near: Near):
        """What lies in the circle, and some of what lies near it."""
        tiles = cover(near, COARSE)
        return self.on([*tiles.inside, *tiles.border])

    def on(self, tiles: list[str]):
        return Q.term_set_query(self.schema, TILE, tiles)

    def chosen(self, query: Query, name: str, codes):
        return any_of([self.among(name, codes), *map(self.clause, query.clauses(name, codes))])

    def among(self, facet: str, codes):
        values = [f"{facet}={code}" for code in codes]
        if len(values) == 1:
            return self.term(fields.FACET, values[0])
        return Q.term_set_query(self.schema, fields.FACET, values)

    def clause(self, clause: Clause):
        some = self.marked(clause.any_of)
        every = [self.term(fields.MARK, mark) for mark in clause.all_of]
        return self.all_of([some, *every], never=[self.marked(clause.none_of)])

    def marked(self, marks):
        return Q.term_set_query(self.schema, fields.MARK, list(marks))

    def expired(self):
        now = int(time.time())
        return Q.range_query(self.schema, fields.EXPIRES, FieldType.Integer, upper_bound=now)

    def boxed(self, box: Box):
        """One of its places lies in the box."""
        return any_of(
            [
                self.all_of(
                    [
                        Q.range_query(self.schema, name, FieldType.Float, low, high)
                        for name, low, high in (
                            (latitude, box.south, box.north),
                            (longitude, box.west, box.east),
                        )
                    ]
                )
                for latitude, longitude in PLACES
            ]
        )


def any_of(queries: list):
    """Narrows by one of several conditions."""
    return Q.boolean_query([(Occur.Should, query) for query in queries])


def silent(query):
    """Narrows, and says nothing of relevance."""
    return Q.const_score_query(query, 0.0)
