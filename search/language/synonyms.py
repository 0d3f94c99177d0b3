"""Other names of the same thing, from the glossary and across its languages.

Read at each search (one small query): a synonym an editor adds works at once, without indexing.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from cms.glossary import Term as GlossaryTerm

from .parsing import Parsed, Term
from .words import Word, runs

FIELDS = ("term_fr", "synonyms_fr", "term_nl", "synonyms_nl")
LONGEST_NAME = 6  # words
# How addresses are written; two names of a street cannot be told apart by them.
STREETS = {
    "fr": [
        ("avenue", "av"), ("boulevard", "bd", "bld", "boul"), ("chaussée", "chée", "ch"),
        ("place", "pl"), ("square", "sq"), ("saint", "st"), ("sainte", "ste"),
    ],
    "nl": [("steenweg", "stwg"), ("laan", "ln"), ("plein", "pl"), ("sint", "st")],
}  # fmt: skip

Name = tuple[Word, ...]
Names = dict[tuple[str, ...], tuple[Name, ...]]


def names(language: str) -> Names:
    rows = tuple(GlossaryTerm.objects.order_by("pk").values_list(*FIELDS))
    return compiled(rows, language)


@lru_cache(maxsize=8)
def compiled(rows: Iterable[tuple[str, ...]], language: str) -> Names:
    """For each name, as a sequence of stems, every name of the terms it belongs to."""
    groups = [all_names(row) for row in rows]
    found: dict[tuple[str, ...], dict[Name, None]] = {}
    for group in [*groups, *STREETS[language]]:
        together = [words for words in (name_words(name, language) for name in group) if words]
        for words in together:
            key = tuple(word.stem for word in words)
            found.setdefault(key, {}).update(dict.fromkeys(together))
    return {key: tuple(group) for key, group in found.items()}


def all_names(row: tuple[str, ...]) -> list[str]:
    return [line.strip() for text in row for line in text.splitlines() if line.strip()]


def name_words(name: str, language: str) -> Name:
    return tuple(word for each in runs(name, language) for word in each.words)[:LONGEST_NAME]


def with_other_names(parsed: Parsed, known: Names) -> Parsed:
    """Join words that together are a name, and give each name its other ones."""
    terms: list[Term] = []
    at = 0
    while at < len(parsed.terms):
        taken, term = longest_name(parsed.terms[at : at + LONGEST_NAME], known)
        terms.append(term)
        at += taken
    return replace(parsed, terms=tuple(terms))


def longest_name(terms: tuple[Term, ...], known: Names) -> tuple[int, Term]:
    first = terms[0]
    for length in range(len(terms), 0, -1):
        several = terms[:length]
        if length > 1 and any(term.is_quoted or term.is_excluded for term in several):
            continue
        words = tuple(word for term in several for word in term.words)
        if group := known.get(tuple(word.stem for word in words)):
            others = tuple(name for name in group if name != words)
            written = " ".join(term.written for term in several)
            joined = Term(written, words) if length > 1 else replace(first, is_optional=False)
            return length, replace(joined, other_names=others, is_known_name=True)
    return 1, first
