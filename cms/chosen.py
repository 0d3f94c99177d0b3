"""What a stream refers to (pictures, pages, documents, terms), fetched at once for all its blocks.

Wagtail asks once for each type of block; a page of many types would ask ten times.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from wagtail.blocks import (
    ChooserBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text
from wagtail.snippets.blocks import SnippetChooserBlock

_fetched = ContextVar("fetched", default=None)


@contextmanager
def fetched(records):
    """Within it, choosers take from `records` ({model: {pk: instance}}) and ask nothing."""
    token = _fetched.set(records)
    try:
        yield
    finally:
        _fetched.reset(token)


class FromFetched:
    """For a chooser block: the same record used twice is two copies, as in Wagtail."""

    def bulk_to_python(self, values):
        records = _fetched.get()
        if records is None or self.model_class not in records:
            return super().bulk_to_python(values)
        found = records[self.model_class]
        return [copy(found.get(pk)) for pk in values]


class PageChooser(FromFetched, PageChooserBlock):
    pass


class DocumentChooser(FromFetched, DocumentChooserBlock):
    pass


class ImageChooser(FromFetched, ImageChooserBlock):
    pass


class RecordChooser(FromFetched, SnippetChooserBlock):
    pass


class DescribedImage(ImageBlock):
    """Wagtail's image with its alternative text, or *decorative*."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = ImageChooser(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


def references_of(stream):
    """{model: {pk}} of all that a stream refers to, read from its stored form."""
    found = defaultdict(set)
    for model, pk in _references(stream.stream_block, list(stream.raw_data)):
        found[model].add(pk)
    return found


def _references(block, raw):
    if not raw:
        return
    if isinstance(block, ChooserBlock):
        yield block.model_class, raw
    elif isinstance(block, RichTextBlock):
        for model, pk, *_paths in extract_references_from_rich_text(raw):
            # Other kinds of links are gathered by whoever draws them (cms/richtext.py).
            if str(pk).isdigit() and model in {Page, get_document_model()}:
                yield model, int(pk)
    else:
        for child, value in inside(block, raw):
            yield from _references(child, value)


def inside(block, raw):
    """(block, stored value) of what lies in a block."""
    if isinstance(block, StreamBlock):
        children = block.child_blocks
        return [(children[i["type"]], i["value"]) for i in raw if i["type"] in children]
    if isinstance(block, ListBlock):
        stored = block._item_is_in_block_format
        return [(block.child_block, i["value"] if stored(i) else i) for i in raw]
    if isinstance(block, StructBlock):
        return [(child, raw.get(name)) for name, child in block.child_blocks.items()]
    if isinstance(block, TypedTableBlock):
        columns = [block.child_blocks[column["type"]] for column in raw["columns"]]
        return [cell for row in raw["rows"] for cell in zip(columns, row["values"], strict=True)]
    return []
