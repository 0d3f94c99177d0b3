"""The clauses of a question, and what narrows it, in Elasticsearch's terms."""

import time

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query as Clause

from ...language.parsing import Parsed
from ...language.words import Word
from ...query import KIND, Near, Query
from ...query import Clause as Marks
from .. import fields
from ..asking import SHORTEST_PREFIX
from .mapping import PLACES

# Lucene leaves out a factor (k1 + 1) that tantivy and the books have; what is worth one there is
# worth this here, beside words that are weighed.
ONE = 1 / 2.2


class ElasticClauses:
    def __init__(self, known: frozenset[Word]):
        self.known = known

    def term(self, field, text):
        return Q("term", **{field: text})

    def phrase(self, field, texts):
        return Q("match_phrase", **{field: " ".join(texts)})

    def prefix(self, field, start):
        return Q("prefix", **{field: {"value": start, "boost": ONE}})

    def fuzzy(self, field, text, mistakes):
        near = {"value": text, "fuzziness": mistakes, "rewrite": "constant_score", "boost": ONE}
        return Q("fuzzy", **{field: near})

    def all_of(self, must, should=(), never=()):
        return Q("bool", must=list(must), should=list(should), must_not=list(never))

    def some_of(self, clauses, at_least):
        return Q("bool", should=list(clauses), minimum_should_match=at_least)

    def best_of(self, clauses, tie):
        return Q("dis_max", queries=list(clauses), tie_breaker=tie)

    def boost(self, clause, by):
        return Q("bool", must=[clause], boost=by)

    def everything(self):
        # Worth one in both engines.
        return Q("match_all", boost=ONE)

    def nothing(self):
        return Q("match_none")

    def is_known(self, word: Word) -> bool:
        return word in self.known


def words_to_look_up(parsed: Parsed) -> list[Word]:
    words = [word for term in parsed.terms for word in (*term.words, *term.also)]
    return [word for word in dict.fromkeys(words) if len(word.exact) >= SHORTEST_PREFIX]


def look_up(search: Search, words: list[Word]) -> Search:
    """Which of these words, or another form of them, stand anywhere?"""
    search = search.extra(size=0, track_total_hits=False)
    for number, word in enumerate(words):
        either = any_of(
            [Q("term", **{fields.EXACT: word.exact}), Q("term", **{fields.STEMS: word.stem})]
        )
        search.aggs.bucket(str(number), "filter", either)
    return search


# --- what narrows ---------------------------------------------------------------------------------
def anywhere(question: Clause, query: Query) -> Clause:
    """Before anything is chosen; what ranks high comes first."""
    narrow = [among(KIND, query.scope)] if query.scope else []
    never = [Q("range", **{fields.EXPIRES: {"lte": int(time.time())}})]
    if not query.stand_ins:
        never.append(Q("term", **{fields.MARK: fields.STAND_IN}))
    return Q(
        "function_score",
        query=Q("bool", must=[question], filter=narrow, must_not=never),
        functions=[{"field_value_factor": {"field": fields.RANK}}],
        boost_mode="multiply",
    )


def chosen(query: Query) -> dict[str, Clause]:
    """What was chosen, by facet; and the place."""
    found = {name: value_of(query, name, codes) for name, codes in query.selected.items()}
    if query.near:
        found["_near"] = near(query.near)
    if query.box:
        corners = {
            "top_left": {"lat": query.box.north, "lon": query.box.west},
            "bottom_right": {"lat": query.box.south, "lon": query.box.east},
        }
        found["_box"] = Q("geo_bounding_box", **{PLACES: corners})
    return found


def near(place: Near) -> Clause:
    point = {"lat": place.latitude, "lon": place.longitude}
    return Q("geo_distance", distance=f"{place.kilometres}km", **{PLACES: point})


def value_of(query: Query, name: str, codes) -> Clause:
    return any_of([among(name, codes), *map(has_marks, query.clauses(name, codes))])


def among(facet: str, codes) -> Clause:
    return Q("terms", **{fields.FACET: [f"{facet}={code}" for code in codes]})


def has_marks(marks: Marks) -> Clause:
    must = [Q("terms", **{fields.MARK: list(marks.any_of)})]
    must += [Q("term", **{fields.MARK: mark}) for mark in marks.all_of]
    never = [Q("terms", **{fields.MARK: list(marks.none_of)})] if marks.none_of else []
    return Q("bool", filter=must, must_not=never)


def any_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Q("bool", should=clauses)


def all_but(narrow: dict[str, Clause], name: str = "") -> Clause:
    """A filter that holds for everything, if nothing else is chosen."""
    others = [clause for other, clause in narrow.items() if other != name]
    return Q("bool", filter=others) if others else Q("match_all")
