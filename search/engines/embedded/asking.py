"""From what a person typed to a question in the index's terms."""

import math
import time

import tantivy
from tantivy import FieldType, Occur

from ...language.parsing import Parsed, Term
from ...language.spelling import allowed_mistakes
from ...language.words import Word
from ...query import KIND, Near, Query
from . import schema as fields

Q = tantivy.Query
# Where a word is found says how much the document is about it.
WEIGHTS = {
    fields.TITLE_EXACT: 9.0,
    fields.NAMES: 8.0,
    fields.TITLE: 6.0,
    fields.HEAD: 3.0,
    fields.EXACT: 1.2,
    fields.STEMS: 1.0,
    fields.ROOTS: 0.3,
}
FORM = {fields.TITLE: "stem", fields.HEAD: "stem", fields.STEMS: "stem", fields.ROOTS: "root"}
WHOLE_TITLE, PHRASE, OTHER_NAME, MEANING = 12.0, 3.0, 0.8, 0.4
PREFIX, FUZZY, OPTIONAL = 0.5, 0.4, 0.3
COMPLETE = 1.0  # what all words together add to what each of them is worth
TIE = 0.15
SHORTEST_PREFIX, POSTCODE, TELEPHONE = 3, 4, 8  # letters, digits, digits
KM_PER_DEGREE = 111.2


class Asker:
    """Builds questions for one searcher: which words it knows decides how they are read."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher):
        self.schema = schema
        self.searcher = searcher

    # --- all words; all words, with mistakes; those first, then what has some of the words ------
    def all_words(self, parsed: Parsed, fuzzy: bool = False):
        must = [(Occur.Must, self.term(term, fuzzy)) for term in parsed.required]
        should = [(Occur.Should, boost(self.term(t), OPTIONAL)) for t in parsed.optional]
        return self.finish(parsed, must, should)

    def some_words(self, parsed: Parsed, fuzzy: bool = False):
        """Half of the words are enough; who has all of them counts for more, and is not always
        first: somebody who can help with the rent goes before a page where *pay* and *rent* stand.
        """
        telling = [term for term in parsed.required if not term.is_common] or parsed.required
        some = Q.boolean_query(
            [(Occur.Should, self.term(term, fuzzy)) for term in telling],
            minimum_number_should_match=math.ceil(len(telling) / 2),
        )
        everything = boost(self.all_words(parsed, fuzzy), COMPLETE)
        return self.finish(parsed, [(Occur.Must, some)], [(Occur.Should, everything)])

    def all_in_title(self, parsed: Parsed):
        """What was typed is how something is called."""
        return Q.boolean_query(
            [
                (Occur.Must, Q.term_query(self.schema, fields.TITLE, word.stem))
                for term in parsed.required
                for word in term.words
            ]
        )

    def finish(self, parsed: Parsed, must: list, should: list):
        if must:
            should += self.in_order(parsed)
        else:
            must = [(Occur.Must, Q.all_query())]
        excluded = [(Occur.MustNot, self.precise(term)) for term in parsed.excluded]
        return Q.boolean_query(must + should + excluded)

    def in_order(self, parsed: Parsed):
        """What is typed as the title says it comes first."""
        words = [w for t in parsed.terms if not t.is_excluded for w in t.words]
        title = " ".join(word.exact for word in words)
        found = [boost(Q.term_query(self.schema, fields.WHOLE_TITLE, title), WHOLE_TITLE)]
        if len(words) > 1:
            found.append(boost(self.phrase(fields.TITLE_EXACT, words), PHRASE))
            found.append(boost(self.phrase(fields.STEMS, words), PHRASE / 2))
        return [(Occur.Should, query) for query in found]

    # --- one term -------------------------------------------------------------------------------
    def term(self, term: Term, fuzzy: bool = False):
        if term.is_quoted:
            return self.phrase(fields.EXACT, term.words)
        ways = [self.words(term, fuzzy)]
        if term.other_names:  # the best of them: the entry of the glossary has them all
            others = Q.disjunction_max_query([self.name(name) for name in term.other_names], 0.0)
            ways.append(boost(others, OTHER_NAME))
        ways += [boost(self.name(name), MEANING) for name in term.meanings]
        if term.number:
            ways += self.number(term.number)
        if term.also:
            ways.append(self.also(term))
        return one_of(ways)

    def words(self, term: Term, fuzzy: bool):
        """All its words; in this order, if they were written as one."""
        fuzzy = fuzzy and not term.is_known_name
        if len(term.number) >= TELEPHONE:
            return self.phrase(fields.EXACT, term.words)
        queries = [self.word(word, fuzzy) for word in term.words]
        if len(queries) == 1:
            return queries[0]
        together = Q.boolean_query([(Occur.Must, query) for query in queries])
        return one_of([together, boost(self.phrase(fields.STEMS, term.words), PHRASE)])

    def word(self, word: Word, fuzzy: bool):
        ways = [
            boost(Q.term_query(self.schema, name, getattr(word, FORM.get(name, "exact"))), weight)
            for name, weight in WEIGHTS.items()
        ]
        if len(word.exact) >= SHORTEST_PREFIX and not self.is_known(word):
            ways.append(boost(self.prefix(fields.EXACT, word.exact), PREFIX))
            if fuzzy and (distance := allowed_mistakes(word.exact)):
                near = Q.fuzzy_term_query(self.schema, fields.EXACT, word.exact, distance)
                ways.append(boost(near, FUZZY))
        return one_of(ways)

    def also(self, term: Term):
        """Written apart or joined: primo-arrivant, primoarrivant; a compound, its parts."""
        apart = len(term.words) == 1 and len(term.also) > 1
        queries = [self.word(word, fuzzy=False) for word in term.also]
        if apart:
            return Q.boolean_query([(Occur.Must, query) for query in queries])
        return one_of(queries)

    def name(self, words: tuple[Word, ...]):
        """Another name of the same thing: the whole of it, and nothing near it."""
        if len(words) == 1:
            return one_of(
                [
                    boost(Q.term_query(self.schema, name, getattr(words[0], form)), WEIGHTS[name])
                    for name, form in (
                        (fields.TITLE_EXACT, "exact"),
                        (fields.NAMES, "exact"),
                        (fields.TITLE, "stem"),
                        (fields.STEMS, "stem"),
                    )
                ]
            )
        return boost(self.phrase(fields.STEMS, words), PHRASE)

    def number(self, digits: str):
        ways = [boost(Q.term_query(self.schema, fields.NUMBERS, digits), WEIGHTS[fields.NAMES])]
        if len(digits) > POSTCODE:
            ways.append(boost(self.prefix(fields.NUMBERS, digits), PREFIX))
        return ways

    def precise(self, term: Term):
        """For what is excluded: the word and its forms, not its family nor what begins so."""
        if len(term.words) > 1:
            return self.phrase(fields.STEMS, term.words)
        return Q.term_query(self.schema, fields.STEMS, term.words[0].stem)

    def is_known(self, word: Word) -> bool:
        return (
            self.searcher.doc_freq(fields.EXACT, word.exact) > 0
            or self.searcher.doc_freq(fields.STEMS, word.stem) > 0
        )

    def phrase(self, field: str, words):
        form = FORM.get(field, "exact")
        texts = [getattr(word, form) for word in words]
        if len(texts) == 1:
            return Q.term_query(self.schema, field, texts[0])
        return Q.phrase_query(self.schema, field, texts)

    def prefix(self, field: str, start: str):
        found = Q.fuzzy_term_query(self.schema, field, start, 0, prefix=True)
        return Q.const_score_query(found, 1.0)

    # --- suggestions while typing ---------------------------------------------------------------
    def beginning(self, parsed: Parsed):
        words = [word for term in parsed.terms for word in term.words]
        if not words:
            return Q.empty_query()
        must = [self.title_word(word) for word in words[:-1]] + [self.title_start(words[-1])]
        return Q.boolean_query([(Occur.Must, query) for query in must])

    def title_word(self, word: Word):
        return one_of([Q.term_query(self.schema, fields.TITLE, word.stem), self.title_start(word)])

    def title_start(self, word: Word):
        exact = Q.term_query(self.schema, fields.TITLE_EXACT, word.exact)
        ways = [boost(exact, 2.0), Q.term_query(self.schema, fields.NAMES, word.exact)]
        ways += [self.prefix(name, word.exact) for name in (fields.TITLE_EXACT, fields.NAMES)]
        return one_of(ways)

    # --- what narrows ---------------------------------------------------------------------------
    def narrowed(self, question, query: Query, without: str = ""):
        """With the chosen facets (but one), near a place, and without what has expired."""
        clauses = [(Occur.Must, question), (Occur.MustNot, self.expired())]
        if query.scope:
            kinds = [f"{KIND}={kind}" for kind in query.scope]
            among = Q.term_set_query(self.schema, fields.FACET, kinds)
            clauses.append((Occur.Must, silent(among)))
        for name, codes in query.selected.items():
            if name != without:
                values = [f"{name}={code}" for code in codes]
                chosen = Q.term_set_query(self.schema, fields.FACET, values)
                clauses.append((Occur.Must, silent(chosen)))
        if query.near:
            clauses += [(Occur.Must, silent(side)) for side in self.box(query.near)]
        return Q.boolean_query(clauses)

    def expired(self):
        now = int(time.time())
        return Q.range_query(self.schema, fields.EXPIRES, FieldType.Integer, upper_bound=now)

    def box(self, near: Near):
        high = near.kilometres / KM_PER_DEGREE
        wide = high / max(0.01, math.cos(math.radians(near.latitude)))
        for name, centre, reach in (
            (fields.LATITUDE, near.latitude, high),
            (fields.LONGITUDE, near.longitude, wide),
        ):
            yield Q.range_query(self.schema, name, FieldType.Float, centre - reach, centre + reach)


def boost(query, by: float):
    return Q.boost_query(query, by)


def silent(query):
    """Narrows, and says nothing of relevance."""
    return Q.const_score_query(query, 0.0)


def one_of(queries: list):
    return queries[0] if len(queries) == 1 else Q.disjunction_max_query(queries, TIE)
