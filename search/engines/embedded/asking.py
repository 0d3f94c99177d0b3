"""The clauses of a question, and what narrows it, in tantivy's terms."""

import math
import time

import tantivy
from tantivy import FieldType, Occur

from ...language.words import Word
from ...query import KIND, Box, Clause, Near, Query
from .. import fields
from .distance import Circle, circle
from .schema import PLACES

Q = tantivy.Query
KM_PER_DEGREE = 111.1  # of latitude; a little less than there are, so a box holds its circle


class TantivyClauses:
    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher):
        self.schema = schema
        self.searcher = searcher
        self._around: Circle | None = None

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
            must.append(self.boxed(box_round(query.near)))
            corners = self.around(query.near, query).corners
            if corners:
                never.append(Q.term_set_query(self.schema, fields.ID, corners))
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

    def around(self, near: Near, query: Query) -> Circle:
        """Measured once for a question: what is in the box round a circle, and is not in it."""
        if self._around is None:
            must, never = self.always(query)
            in_box = self.all_of([*must, self.boxed(box_round(near))], never=never)
            self._around = circle(self.searcher, in_box, near)
        return self._around

    def chosen(self, query: Query, name: str, codes):
        return any_of([self.among(name, codes), *map(self.clause, query.clauses(name, codes))])

    def among(self, facet: str, codes):
        values = [f"{facet}={code}" for code in codes]
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


def box_round(near: Near) -> Box:
    high = near.kilometres / KM_PER_DEGREE
    wide = high / max(0.01, math.cos(math.radians(near.latitude)))
    return Box(
        south=near.latitude - high,
        west=near.longitude - wide,
        north=near.latitude + high,
        east=near.longitude + wide,
    )


def any_of(queries: list):
    """Narrows by one of several conditions."""
    return Q.boolean_query([(Occur.Should, query) for query in queries])


def silent(query):
    """Narrows, and says nothing of relevance."""
    return Q.const_score_query(query, 0.0)
