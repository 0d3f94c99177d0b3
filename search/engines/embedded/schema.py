"""The index of tantivy: which fields it has, and one document of it."""

from itertools import chain

import tantivy

from ...models import SearchDocument
from ...query import KIND
from .. import fields
from .tiles import tiles_of

VERSION = fields.VERSION  # another one makes every machine rebuild its copy
BY_FACET = "by_facet"  # the facets again, each in a column of its own: counted one at a time
TILE = "tile"  # where its places are, as far as an index can tell
# One pair of columns for each place of a document; who has more is near by its first ones.
PLACES = [(f"latitude_{number}", f"longitude_{number}") for number in range(1, 9)]


def build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(fields.ID, indexed=True, fast=True)
    builder.add_text_field(fields.WHOLE_TITLE, tokenizer_name="raw", index_option="basic")
    for name in fields.IN_ORDER:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in fields.COUNTED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(fields.NUMBERS, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(fields.FACET, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_json_field(BY_FACET, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(fields.MARK, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(TILE, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(fields.EXPIRES, indexed=True)
    builder.add_integer_field(fields.DAY, fast=True)
    for name in (fields.ALPHABET, fields.CHECKED):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (fields.RANK, *chain.from_iterable(PLACES)):
        builder.add_float_field(name, fast=True)
    return builder.build()


def document(row: SearchDocument) -> tantivy.Document:
    found = tantivy.Document()
    found.add_unsigned(fields.ID, row.pk)
    for name, values in fields.texts(row).items():
        for value in values:
            found.add_text(name, value)
    for facet in fields.facets(row):
        found.add_text(fields.FACET, facet)
    found.add_json(BY_FACET, {KIND: [row.kind], **row.facets})
    for mark in fields.marks(row):
        found.add_text(fields.MARK, mark)
    found.add_integer(fields.EXPIRES, fields.expires(row))
    found.add_integer(fields.DAY, fields.day(row))
    found.add_text(fields.ALPHABET, fields.alphabet(row))
    found.add_text(fields.CHECKED, fields.recent_first(row))
    found.add_float(fields.RANK, weight(fields.rank(row)))
    for names, place in zip(PLACES, row.places, strict=False):
        for name, degrees in zip(names, place, strict=True):
            found.add_float(name, degrees)
        for tile in tiles_of(*place):
            found.add_text(TILE, tile)
    return found


def weight(rank: float) -> float:
    """tantivy multiplies a score by log2(2 + weight), and takes no weight below nought: this makes
    it multiply by ten times the rank, so that a low rank counts as well as a high one.
    """
    return 2 ** (10 * rank) - 2
