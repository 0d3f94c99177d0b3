"""Tables whose every text can be translated.

wagtail-localize does not look into tables, and rows have no identity. So a text of a table is
recognised by what it says: a row put in or moved loses no translation.
"""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha1

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    DecimalBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import (
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

from . import groups
from .prose import Prose


def key(text):
    return sha1(str(text).encode(), usedforsecurity=False).hexdigest()[:16]


class TranslatableTableBlock(TypedTableBlock):
    text = TextBlock(label=_("Text"), required=False, default="", rows=2)
    rich = Prose(label=_("Text with lists and links"), required=False)
    number = DecimalBlock(label=_("Number"), required=False)

    def clean(self, value):
        if not value.caption.strip() and not self.is_deferred_validation:
            raise TypedTableBlockValidationError(
                non_block_errors=[
                    ValidationError(_("Give the table a caption: what it shows, where and when."))
                ]
            )
        return super().clean(value)

    def get_translatable_segments(self, table):
        found = {}
        for text in self._plain_texts(table):
            found[key(text)] = [StringSegmentValue(key(text), text)]
        extractor = StreamFieldSegmentExtractor(field=None)
        for cell in self._cells(table):
            if isinstance(cell, RichText) and cell.source:
                name = key(cell.source)
                segments = extractor.handle_block(self.child_blocks["rich"], cell)
                found[name] = [segment.wrap(name) for segment in segments]
        return [segment for segments in found.values() for segment in segments]

    def restore_translated_segments(self, table, segments):
        found = defaultdict(list)
        for segment in segments:
            name, inner = segment.unwrap()
            found[name].append(inner)
        table.caption = self._translated(table.caption, found)
        for column in table.columns:
            column["heading"] = self._translated(column["heading"], found)
        for row in table.row_data:
            row["values"] = [self._translated(value, found) for value in row["values"]]
        return table

    def _translated(self, value, found):
        if isinstance(value, RichText) and (segments := found.get(key(value.source))):
            writer = StreamFieldSegmentsWriter(field=None, src_locale=None, tgt_locale=None)
            return writer.handle_block(self.child_blocks["rich"], value, segments)
        if isinstance(value, str) and (segments := found.get(key(value))):
            return segments[0].render_text()
        return value

    @staticmethod
    def _cells(table):
        return [value for row in table.row_data for value in row["values"]]

    def _plain_texts(self, table):
        headings = [column["heading"] for column in table.columns]
        texts = [value for value in self._cells(table) if isinstance(value, str)]
        return [text for text in (table.caption, *headings, *texts) if text]


@dataclass(frozen=True)
class Cell:
    kind: str
    value: object
    is_header: bool


class TableValue(StructValue):
    @property
    def columns(self):
        return [
            {"heading": column["heading"], "kind": column["block"].name}
            for column in self["table"].columns
        ]

    @property
    def rows(self):
        kinds = [column["kind"] for column in self.columns]
        named = self.get("first_column_names_rows")
        return [
            [
                Cell(kind, value, is_header=bool(named) and place == 0)
                for place, (kind, value) in enumerate(zip(kinds, row["values"], strict=True))
            ]
            for row in self["table"].row_data
        ]


class TableBlock(StructBlock):
    table = TranslatableTableBlock(
        label=_("Table"),
        help_text=_("The caption says what the table shows. Each column has a heading."),
    )
    first_column_names_rows = BooleanBlock(
        label=_("The first column names the rows"), required=False, default=True
    )
    source = CharBlock(
        label=_("Source"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Where the figures come from, with the year."),
    )

    class Meta:
        label = _("Table")
        description = _("Rows and columns, with a caption. Its texts are translated too.")
        group = groups.FACTS
        icon = "table"
        template = "cms/blocks/table.html"
        value_class = TableValue
        preview_value = {
            "table": {
                "caption": _("Meetings of the groups in 2015 (example)"),
                "columns": [
                    {"type": "text", "heading": _("Group")},
                    {"type": "text", "heading": _("State")},
                    {"type": "number", "heading": _("Meetings")},
                ],
                "rows": [
                    {"values": [_("Seniors"), _("active"), 6]},
                    {"values": [_("Guide"), _("active"), 2]},
                    {"values": [_("Health"), _("closed"), 1]},
                ],
            },
            "first_column_names_rows": True,
            "source": _("Made-up example"),
        }
