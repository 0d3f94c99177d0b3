"""Turns the values of a file into those of a model: fields, blocks, rows, references."""

import json
from dataclasses import dataclass

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.body import ANCHOR_LENGTH

from . import texts
from .library import Library, identity_of_page
from .memory import identity


@dataclass(frozen=True)
class Reader:
    """Reads in one language. `library` finds what the files name: pages, pictures, themes…"""

    library: Library
    language: str

    # --- models ---------------------------------------------------------------------------------
    def fill(self, instance, values, key):
        """Gives the instance the values of a file. Names ending on a pair fill both columns."""
        names = {field.name for field in instance._meta.get_fields()}
        for name, value in values.items():
            if name not in names:
                for code in ("fr", "nl"):
                    setattr(instance, f"{name}_{code}", texts.pick(value, code))
            else:
                field = instance._meta.get_field(name)
                setattr(instance, name, self.value(field, value, f"{key}.{name}"))
        return instance

    def value(self, field, value, path):
        if isinstance(field, StreamField):
            return json.dumps(self.stream(field.stream_block, value, path))
        if field.one_to_many:
            return [self.fill(field.related_model(), row, path) for row in value]
        if isinstance(field, ParentalManyToManyField):
            return [self.library.find(field.related_model, code) for code in value]
        if isinstance(field, models.ForeignKey) and field.related_model is Page:
            return self.library.page(value, self.language)
        if isinstance(field, models.ForeignKey):
            return self.library.find(field.related_model, value)
        if isinstance(field, models.DateTimeField):
            return texts.moment(value)
        if isinstance(field, models.DateField):
            return texts.day(value)
        return texts.pick(value, self.language)

    # --- blocks ---------------------------------------------------------------------------------
    def stream(self, block, value, path):
        """Identities come from the place in the file: the same in both languages, each time."""
        return [
            {
                "type": name,
                "value": self.block(block.child_blocks[name], inner, f"{path}.{place}"),
                "id": str(identity(f"{path}.{place}")),
            }
            for place, item in enumerate(value)
            for name, inner in item.items()
        ]

    def block(self, block, value, path):
        for kind, read in READERS.items():
            if isinstance(block, kind):
                return read(self, block, value, path)
        return texts.pick(value, self.language)

    def struct(self, block, value, path):
        if not isinstance(value, dict) or texts.is_pair(value):
            value = {next(iter(block.child_blocks)): value}  # `heading: …` fills its first part
        return {
            name: self.block(block.child_blocks[name], inner, f"{path}.{name}")
            for name, inner in value.items()
        }

    def items(self, block, value, path):
        return [
            {
                "type": "item",
                "value": self.block(block.child_block, item, f"{path}.{place}"),
                "id": str(identity(f"{path}.{place}")),
            }
            for place, item in enumerate(value)
        ]

    def table(self, block, value, path):
        def cell(inner):
            if isinstance(inner, list):
                return [cell(each) for each in inner]
            if isinstance(inner, dict) and not texts.is_pair(inner):
                return {name: cell(each) for name, each in inner.items()}
            return texts.pick(inner, self.language)

        return cell(value)

    def rich(self, block, value, path):
        return texts.rich(
            texts.pick(value, self.language), lambda kind, name: self.link(kind, name, path)
        )

    def link(self, kind, name, path):
        """`page:about`, `note:1` of the same page, `cite:` a reference, `passage:key.body.3`."""
        if kind == "page":
            return f'linktype="page" id="{self.library.page_pk(name)}"'
        if kind == "note":
            place = f"{path.partition('.')[0]}.notes.{int(name) - 1}"
            return f'linktype="note" id="{identity(place)}"'
        if kind == "cite":
            return f'linktype="reference" id="{self.library.reference_pk(name)}"'
        page = identity_of_page(name.partition(".")[0])
        anchor = f"p-{identity(name).hex[:ANCHOR_LENGTH]}"
        return f'linktype="passage" id="{page}:{anchor}"'

    def picture(self, block, value, path):
        return {
            "image": self.library.image_pk(value),
            "decorative": False,
            "alt_text": texts.pick(self.library.alt_text(value), self.language),
        }

    def chosen_picture(self, block, value, path):
        return self.library.image_pk(value)

    def chosen_page(self, block, value, path):
        return self.library.page_pk(value)

    def chosen_record(self, block, value, path):
        return self.library.find(block.target_model, value).pk


# The first that fits: a picture is a struct too.
READERS = {
    ImageBlock: Reader.picture,
    ImageChooserBlock: Reader.chosen_picture,
    blocks.PageChooserBlock: Reader.chosen_page,
    SnippetChooserBlock: Reader.chosen_record,
    TypedTableBlock: Reader.table,
    blocks.RichTextBlock: Reader.rich,
    blocks.BaseStreamBlock: Reader.stream,
    blocks.ListBlock: Reader.items,
    blocks.BaseStructBlock: Reader.struct,
}
