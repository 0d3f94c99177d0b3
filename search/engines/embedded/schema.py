"""The fields of the index. Words come here already cut (`search.language`), so that queries,
passages and documents agree on what a word is; the index only splits at spaces.
"""

import re
from collections.abc import Iterator

import tantivy

from ...language.folding import fold, numbers_in
from ...language.words import analyse
from ...models import SearchDocument
from ...query import KIND

VERSION = "2"  # another one makes every machine rebuild its copy

WHOLE_TITLE = "title_whole"
TITLE_EXACT, TITLE, NAMES, HEAD = "title_exact", "title_stems", "names", "head"
EXACT, STEMS, ROOTS, NUMBERS = "exact", "stems", "roots", "numbers"
FACET, EXPIRES, ID = "facet", "expires", "id"
RANK, DAY, ALPHABET, LATITUDE, LONGITUDE = "rank", "day", "alphabet", "latitude", "longitude"
SEPARATORS = re.compile(r"[^a-z0-9]+")
LETTERS = 12  # five bits each
NEVER = 2**40  # seconds: later than any expiry


def build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ID, indexed=True, fast=True)
    builder.add_text_field(WHOLE_TITLE, tokenizer_name="raw", index_option="basic")
    for name in (TITLE_EXACT, EXACT, STEMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (TITLE, NAMES, HEAD, ROOTS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(NUMBERS, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(FACET, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field(EXPIRES, indexed=True)
    builder.add_integer_field(DAY, fast=True)
    builder.add_unsigned_field(ALPHABET, fast=True)
    for name in (RANK, LATITUDE, LONGITUDE):
        builder.add_float_field(name, fast=True)
    return builder.build()


def document(row: SearchDocument) -> tantivy.Document:
    title, summary, keywords, body = (
        analyse(text, row.language) for text in (row.title, row.summary, row.keywords, row.body)
    )
    found = tantivy.Document()
    found.add_unsigned(ID, row.pk)
    found.add_text(WHOLE_TITLE, title.exact)
    found.add_text(TITLE_EXACT, f"{title.exact} {title.also_exact}")
    found.add_text(TITLE, f"{title.stems} {title.also_stems}")
    found.add_text(NAMES, keywords.exact)
    found.add_text(HEAD, f"{summary.stems} {keywords.stems} {summary.also_stems}")
    for part in (title, summary, keywords, body):
        if part.exact:  # one value each: a phrase never runs from one part into the next
            found.add_text(EXACT, part.exact)
            found.add_text(STEMS, part.stems)
            found.add_text(ROOTS, part.roots)
        if part.also_exact:
            found.add_text(EXACT, part.also_exact)
            found.add_text(STEMS, part.also_stems)
    for text in (row.title, row.summary, row.keywords, row.body):
        if numbers := numbers_in(text):
            found.add_text(NUMBERS, " ".join(numbers))
    add_facts(found, row)
    return found


def add_facts(found: tantivy.Document, row: SearchDocument) -> None:
    for facet in facets_of(row):
        found.add_text(FACET, facet)
    found.add_integer(EXPIRES, int(row.expires.timestamp()) if row.expires else NEVER)
    found.add_integer(DAY, row.date.toordinal() if row.date else 0)
    found.add_unsigned(ALPHABET, alphabet(row.title))
    found.add_float(RANK, weight(row.rank))
    if row.latitude is not None and row.longitude is not None:
        found.add_float(LATITUDE, row.latitude)
        found.add_float(LONGITUDE, row.longitude)


def facets_of(row: SearchDocument) -> Iterator[str]:
    yield f"{KIND}={row.kind}"
    for name, codes in row.facets.items():
        for code in codes:
            yield f"{name}={code}"


def weight(rank: float) -> float:
    """tantivy multiplies a score by log2(2 + weight), and takes no weight below nought: this makes
    it multiply by ten times the rank, so that a low rank counts as well as a high one.
    """
    return 2 ** (10 * min(max(rank, 0.1), 8.0)) - 2


def alphabet(title: str) -> int:
    """The first letters as a number, because an index sorts by numbers only."""
    order = 0
    for char in SEPARATORS.sub("", fold(title[:40]))[:LETTERS].ljust(LETTERS):
        order = order * 32 + (0 if char == " " else 1 if char.isdigit() else ord(char) - 95)
    return order
