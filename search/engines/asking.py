"""From what a person typed to a question. The same for every engine: each only says the clauses in
the terms of its own index (`Clauses`).
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from ..language.parsing import Parsed, Term
from ..language.spelling import allowed_mistakes
from ..language.words import Word
from . import fields

# Where a word is found says how much the document is about it.
WEIGHTS = {
    fields.TITLE_EXACT: 9.0,
    fields.NAMES: 8.0,
    fields.TITLE: 6.0,
    fields.HEAD: 3.0,
    fields.LABELS: 2.0,
    fields.EXACT: 1.2,
    fields.STEMS: 1.0,
    fields.ROOTS: 0.3,
}
FORM = {
    fields.TITLE: "stem",
    fields.HEAD: "stem",
    fields.LABELS: "stem",
    fields.STEMS: "stem",
    fields.ROOTS: "root",
}
# The same for what only begins so, or is spelled nearly so: worth 1 each, however rare.
NEARLY = {fields.TITLE_EXACT: 3.0, fields.NAMES: 2.5, fields.HEAD: 1.5, fields.EXACT: 0.5}
WHOLE_TITLE, PHRASE, OTHER_NAME, MEANING = 12.0, 3.0, 0.8, 0.4
PARTS, FUZZY, COMMON, OPTIONAL = 0.5, 0.8, 0.4, 0.3
NUMBER_START = 0.5
APART = 0.3  # a name of several words that stand here and there
FAMILY_ONLY = 3.0  # times more, for a word that is known by its family alone
SAID = 0.8  # of a meaning, where the everyday word itself stands somewhere
COMPLETE = 2.6  # what all words together add to what each of them is worth
TIE = 0.15
SHORTEST_PREFIX, POSTCODE, TELEPHONE = 3, 4, 8  # letters, digits, digits
ENOUGH = 5  # with fewer hits than that, what has only some of the words follows


class Clauses(Protocol):
    """How an engine says it. A clause is whatever its own client takes."""

    def term(self, field: str, text: str) -> Any: ...

    def phrase(self, field: str, texts: Sequence[str]) -> Any: ...

    def prefix(self, field: str, start: str) -> Any:
        """Worth 1, however rare the word."""

    def fuzzy(self, field: str, text: str, mistakes: int) -> Any:
        """Spelled nearly so. Worth 1 too."""

    def all_of(self, must: Sequence, should: Iterable = (), never: Iterable = ()) -> Any: ...

    def some_of(self, clauses: Sequence, at_least: int) -> Any: ...

    def best_of(self, clauses: Sequence, tie: float) -> Any:
        """Worth the best of them, and a little (`tie`) of the others."""

    def boost(self, clause: Any, by: float) -> Any: ...

    def everything(self) -> Any: ...

    def nothing(self) -> Any: ...

    def is_known(self, word: Word) -> bool:
        """Does this word, or another form of it, stand anywhere?"""


class Asker:
    def __init__(self, clauses: Clauses):
        self.say = clauses

    # --- all words; all words, with mistakes; those first, then what has some of the words ------
    def all_words(self, parsed: Parsed, fuzzy: bool = False):
        must = [self.term(term, fuzzy) for term in parsed.required]
        should = [self.say.boost(self.term(term), OPTIONAL) for term in parsed.optional]
        return self.finish(parsed, must, should)

    def some_words(self, parsed: Parsed, fuzzy: bool = False, one_is_enough: bool = False):
        """Half of the words are enough; who has all of them counts for more, and is not always
        first: somebody who can help with the rent goes before a page where *pay* and *rent* stand.
        """
        telling = telling_words(parsed)
        some = self.say.some_of(
            [self.term(term, fuzzy) for term in telling],
            at_least=1 if one_is_enough else math.ceil(len(telling) / 2),
        )
        everything = self.say.boost(self.all_words(parsed, fuzzy), COMPLETE)
        return self.finish(parsed, [some], [everything])

    def all_in_title(self, parsed: Parsed):
        """What was typed is how something is called."""
        words = [word for term in parsed.required for word in term.words]
        return self.say.all_of([self.say.term(fields.TITLE, word.stem) for word in words])

    def finish(self, parsed: Parsed, must: list, should: list):
        should = [*should, *self.in_order(parsed)] if must else should
        excluded = [self.precise(term) for term in parsed.excluded]
        return self.say.all_of(must or [self.say.everything()], should, excluded)

    def in_order(self, parsed: Parsed) -> list:
        """What is typed as the title says it comes first."""
        words = [w for t in parsed.terms if not t.is_excluded for w in t.words]
        title = " ".join(word.exact for word in words)
        found = [self.say.boost(self.say.term(fields.WHOLE_TITLE, title), WHOLE_TITLE)]
        if len(words) > 1:
            found.append(self.say.boost(self.phrase(fields.TITLE_EXACT, words), PHRASE))
            found.append(self.say.boost(self.phrase(fields.STEMS, words), PHRASE))
        return found

    # --- one term -------------------------------------------------------------------------------
    def term(self, term: Term, fuzzy: bool = False):
        if term.is_quoted:
            return self.phrase(fields.EXACT, term.words)
        ways = [self.words(term, fuzzy)]
        if term.other_names:  # the best of them: the entry of the glossary has them all
            others = self.say.best_of([self.name(name) for name in term.other_names], 0.0)
            ways.append(self.say.boost(others, OTHER_NAME))
        if term.meanings:
            worth = MEANING * SAID if self.say.is_known(term.words[0]) else MEANING
            ways += [self.say.boost(self.name(name), worth) for name in term.meanings]
        if term.number:
            ways += self.number(term.number)
        if term.also:
            ways.append(self.also(term))
        found = self.one_of(ways)
        return self.say.boost(found, COMMON) if term.is_common else found

    def words(self, term: Term, fuzzy: bool):
        """All its words; in this order, if they were written as one."""
        fuzzy = fuzzy and not term.is_known_name
        if len(term.number) >= TELEPHONE:
            return self.phrase(fields.EXACT, term.words)
        if len(term.words) == 1:
            return self.word(term.words[0], fuzzy)
        if term.is_known_name:
            apart = [self.say.term(fields.STEMS, word.stem) for word in term.words]
            together = self.say.boost(self.say.all_of(apart), APART)
        else:
            together = self.say.all_of([self.word(word, fuzzy) for word in term.words])
        phrase = self.say.boost(self.phrase(fields.STEMS, term.words), PHRASE)
        return self.one_of([together, phrase])

    def word(self, word: Word, fuzzy: bool):
        if self.say.is_known(word):
            return self.one_of([self.stands(word, name) for name in WEIGHTS])
        ways = [self.say.boost(self.stands(word, fields.ROOTS), FAMILY_ONLY)]
        if len(word.exact) >= SHORTEST_PREFIX:
            for name, weight in NEARLY.items():
                ways.append(self.say.boost(self.say.prefix(name, word.exact), weight))
                if fuzzy and (mistakes := allowed_mistakes(word.exact)):
                    near = self.say.fuzzy(name, word.exact, mistakes)
                    ways.append(self.say.boost(near, weight * FUZZY))
        return self.one_of(ways)

    def stands(self, word: Word, name: str):
        text = getattr(word, FORM.get(name, "exact"))
        return self.say.boost(self.say.term(name, text), WEIGHTS[name])

    def also(self, term: Term):
        """Written apart or joined: primo-arrivant, primoarrivant; a compound, its parts."""
        apart = len(term.words) == 1 and len(term.also) > 1
        queries = [self.word(word, fuzzy=False) for word in term.also]
        if not apart:
            return self.one_of(queries)
        worth = PARTS if self.say.is_known(term.words[0]) else 1.0
        return self.say.boost(self.say.all_of(queries), worth)

    def name(self, words: tuple[Word, ...]):
        """Another name of the same thing: the whole of it, and nothing near it."""
        if len(words) > 1:
            return self.say.boost(self.phrase(fields.STEMS, words), PHRASE)
        places = (
            fields.TITLE_EXACT,
            fields.NAMES,
            fields.TITLE,
            fields.HEAD,
            fields.LABELS,
            fields.STEMS,
        )
        return self.one_of([self.stands(words[0], name) for name in places])

    def number(self, digits: str) -> list:
        weight = WEIGHTS[fields.NAMES]
        ways = [self.say.boost(self.say.term(fields.NUMBERS, digits), weight)]
        if len(digits) > POSTCODE:
            ways.append(self.say.boost(self.say.prefix(fields.NUMBERS, digits), NUMBER_START))
        return ways

    def precise(self, term: Term):
        """For what is excluded: the word and its forms, not its family nor what begins so."""
        return self.phrase(fields.STEMS, term.words)

    def phrase(self, field: str, words: Sequence[Word]):
        form = FORM.get(field, "exact")
        texts = [getattr(word, form) for word in words]
        if len(texts) == 1:
            return self.say.term(field, texts[0])
        return self.say.phrase(field, texts)

    def one_of(self, clauses: list):
        return clauses[0] if len(clauses) == 1 else self.say.best_of(clauses, TIE)

    # --- suggestions while typing ---------------------------------------------------------------
    def beginning(self, parsed: Parsed):
        words = [word for term in parsed.terms for word in term.words]
        if not words:
            return self.say.nothing()
        must = [self.title_word(word) for word in words[:-1]] + [self.title_start(words[-1])]
        return self.say.all_of(must)

    def title_word(self, word: Word):
        return self.one_of([self.say.term(fields.TITLE, word.stem), self.title_start(word)])

    def title_start(self, word: Word):
        exact = self.say.term(fields.TITLE_EXACT, word.exact)
        ways = [self.say.boost(exact, 2.0), self.say.term(fields.NAMES, word.exact)]
        ways += [self.say.prefix(name, word.exact) for name in (fields.TITLE_EXACT, fields.NAMES)]
        return self.one_of(ways)


def best_question(
    asker: Asker, parsed: Parsed, forgiving: bool, found: Callable[[Any], int]
) -> tuple[Any, bool]:
    """The strictest that finds enough, and whether it only comes near what was typed.

    `found` counts without the chosen filters, which have no say in it: choosing one narrows what
    was found, and never finds anything else.
    """
    exact = asker.all_words(parsed)
    if not forgiving or not parsed.required:
        return exact, False
    several = len(parsed.required) > 1
    if hits := found(exact):
        if hits >= ENOUGH or not several or parsed.is_precise or found(asker.all_in_title(parsed)):
            return exact, False
        return asker.some_words(parsed), False
    fuzzy = asker.all_words(parsed, fuzzy=True)
    if not several or found(fuzzy) >= ENOUGH:
        return fuzzy, True
    half = asker.some_words(parsed, fuzzy=True)
    if parsed.is_precise or len(telling_words(parsed)) < 3 or found(half) >= ENOUGH:
        return half, True
    return asker.some_words(parsed, fuzzy=True, one_is_enough=True), True


def telling_words(parsed: Parsed) -> list[Term]:
    return [term for term in parsed.required if not term.is_common] or parsed.required
