"""What a person typed, read without ever failing: words, "phrases", -exclusions, numbers."""

import re
from dataclasses import dataclass

from .folding import NUMBER, SHORTEST_NUMBER, digits_of
from .stopwords import COMMON, is_stopword
from .words import RUN, Word, denied_joined, run, runs

LONGEST = 200
# At the end of a question; followed by a name, it is an address.
WITHOUT_A_ROOF = {
    "fr": (re.compile(r"\b(?:[àa]|dans) la rue[ .?!]*$", re.IGNORECASE), "sans-abri"),
    "nl": (re.compile(r"\bop(?: de)? straat[ .?!]*$", re.IGNORECASE), "dakloos"),
}
MOST_TERMS = 12
TERM = re.compile(
    r"(?P<minus>(?<!\S)[-\u2212](?=\S))?"
    r"(?:[\"“”«]\s*(?P<phrase>[^\"“”«»]+)(?:[\"“”»]|$)"
    rf"|(?P<number>{NUMBER.pattern})"
    rf"|(?P<word>{RUN.pattern}))"
)


@dataclass(frozen=True)
class Term:
    """One thing asked for: a word, several words in order, or a number."""

    written: str
    words: tuple[Word, ...]
    also: tuple[Word, ...] = ()  # the same joined, or cut into its parts
    number: str = ""
    is_quoted: bool = False
    is_excluded: bool = False
    is_optional: bool = False
    other_names: tuple[tuple[Word, ...], ...] = ()
    meanings: tuple[tuple[Word, ...], ...] = ()  # what an everyday word may stand for
    is_common: bool = False  # says little alone: a kind of street, *help*, *pay*
    is_known_name: bool = False  # of the glossary: never taken for a typing error


@dataclass(frozen=True)
class Parsed:
    text: str
    language: str
    terms: tuple[Term, ...]

    @property
    def required(self) -> list[Term]:
        return [term for term in self.terms if not term.is_excluded and not term.is_optional]

    @property
    def is_precise(self) -> bool:
        """An address, a number, a phrase: half of it is something else."""
        return any(term.number or term.is_quoted for term in self.required)

    @property
    def optional(self) -> list[Term]:
        return [term for term in self.terms if term.is_optional]

    @property
    def excluded(self) -> list[Term]:
        return [term for term in self.terms if term.is_excluded]


def parse(text: str, language: str) -> Parsed:
    cleaned = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    street, meant = WITHOUT_A_ROOF[language]
    asked = denied_joined(street.sub(meant, cleaned))
    read = (read_term(match, language) for match in TERM.finditer(asked))
    terms = [term for term in read if term.words][:MOST_TERMS]
    if not any(not term.is_optional and not term.is_excluded for term in terms):
        terms = [required(term) for term in terms]
    return Parsed(cleaned, language, tuple(terms))


def read_term(match: re.Match, language: str) -> Term:
    excluded = bool(match["minus"])
    if match["phrase"]:
        words = tuple(word for each in runs(match["phrase"], language) for word in each.words)
        return Term(match["phrase"], words, is_quoted=True, is_excluded=excluded)
    written = match["number"] or match["word"]
    number = digits_of(written) if match["number"] else ""
    if match["number"]:
        words = tuple(word for each in runs(written, language) for word in each.words)
        long_enough = len(number) >= SHORTEST_NUMBER
        return Term(written, words, number=number if long_enough else "", is_excluded=excluded)
    found = run(written, language)
    optional = (
        not excluded
        and len(found.words) == 1
        and is_stopword(written, found.words[0].exact, language)
    )
    return Term(
        written,
        found.words,
        found.also,
        is_excluded=excluded,
        is_optional=optional,
        is_common=found.words[0].stem in COMMON[language],
    )


def required(term: Term) -> Term:
    """Nothing but small words was typed: then they are what is looked for."""
    if term.is_excluded:
        return term
    return Term(term.written, term.words, term.also, term.number, term.is_quoted)
