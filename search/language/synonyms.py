"""Other names of the same thing, from the glossary and across its languages, and what everyday
words stand for.

Read at each search (one small query): a synonym an editor adds works at once, without indexing.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from cms.glossary import Term as GlossaryTerm

from .parsing import Parsed, Term
from .words import Word, runs

FIELDS = ("term_fr", "synonyms_fr", "term_nl", "synonyms_nl")
LONGEST_NAME = 6  # words
# How addresses are written; two names of a street cannot be told apart by them.
STREETS: dict[str, list[tuple[str, ...]]] = {
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
def compiled(rows: Sequence[tuple[str, ...]], language: str) -> Names:
    """For each name, as a sequence of stems, every name of the terms it belongs to."""
    groups: list[Sequence[str]] = [*map(all_names, rows), *STREETS[language]]
    found: dict[tuple[str, ...], dict[Name, None]] = {}
    for group in groups:
        together = [words for words in (name_words(name, language) for name in group) if words]
        for words in together:
            key = tuple(word.stem for word in words)
            found.setdefault(key, {}).update(dict.fromkeys(together))
    return {key: tuple(group) for key, group in found.items()}


@cache
def everyday(language: str) -> dict[str, tuple[Name, ...]]:
    """What a word means in the field, by its stem."""
    lines = Path(__file__).with_name(f"everyday_{language}.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[Name, ...]] = {}
    for line in lines.splitlines():
        if line and not line.startswith("#"):
            word, _colon, meanings = line.partition(":")
            [key] = name_words(word, language)
            found[key.stem] = tuple(name_words(each, language) for each in meanings.split(","))
    return found


def all_names(row: tuple[str, ...]) -> list[str]:
    return [line.strip() for text in row for line in text.splitlines() if line.strip()]


def name_words(name: str, language: str) -> Name:
    return tuple(word for each in runs(name, language) for word in each.words)[:LONGEST_NAME]


def with_other_names(parsed: Parsed, known: Names) -> Parsed:
    """Join words that together are a name; give names their other ones, words their meanings."""
    terms: list[Term] = []
    at = 0
    while at < len(parsed.terms):
        taken, term = longest_name(parsed.terms[at : at + LONGEST_NAME], known)
        terms.append(with_meanings(term, parsed.language))
        at += taken
    return replace(parsed, terms=tuple(terms))


def with_meanings(term: Term, language: str) -> Term:
    if len(term.words) != 1 or term.is_quoted or term.is_excluded or term.is_optional:
        return term
    meanings = everyday(language).get(term.words[0].stem)
    return replace(term, meanings=meanings, is_known_name=True) if meanings else term


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
