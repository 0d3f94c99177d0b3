"""Texts that are read across: grids of two dimensions, analysis sheets."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
)

from cms.blocks import groups, samples
from cms.blocks.prose import Prose


class GridRowBlock(StructBlock):
    heading = CharBlock(label=_("Heading of the row"), max_length=140)
    cells = ListBlock(
        Prose(label=_("Cell"), required=False),
        label=_("Cells"),
        help_text=_("One for each column, in their order."),
    )

    class Meta:
        label = _("Row")
        icon = "rows"


class GridValue(StructValue):
    @property
    def lines(self):
        """(heading, cells) of each row, as many cells as there are columns."""
        width = len(self["columns"])
        return [
            (row["heading"], [*row["cells"], *([None] * (width - len(row["cells"])))])
            for row in self["rows"]
        ]


class GridBlock(StructBlock):
    caption = CharBlock(
        label=_("Caption"),
        max_length=250,
        help_text=_("What the grid shows. Example: Alternatives, by scale and by actor."),
    )
    columns = ListBlock(
        CharBlock(label=_("Heading of the column"), max_length=140),
        label=_("Columns"),
        min_num=1,
        max_num=6,
    )
    rows = ListBlock(GridRowBlock(), label=_("Rows"), min_num=1)

    class Meta:
        label = _("Grid")
        description = _("Texts crossed by two headings: what one says of the other.")
        group = groups.FACTS
        icon = "table"
        template = "publications/longform/blocks/grid.html"
        value_class = GridValue
        preview_value = {
            "caption": _("What each scale brings (example)"),
            "columns": [_("For social workers"), _("For the public")],
            "rows": [
                {"heading": _("Neighbourhood"), "cells": [samples.PARAGRAPH, samples.PARAGRAPH]},
                {"heading": _("Region"), "cells": [samples.PARAGRAPH, ""]},
            ],
        }

    def clean(self, value):
        value = super().clean(value)
        width = len(value["columns"])
        if any(len(row["cells"]) > width for row in value["rows"]):
            message = _("A row has more cells than there are columns: add a column, or empty it.")
            raise StructBlockValidationError(block_errors={"columns": ValidationError(message)})
        return value


SHEET_PARTS = {
    "hypotheses": _("Hypotheses"),
    "features": _("Features"),
    "strengths": _("Strengths"),
    "weaknesses": _("Weaknesses"),
}


class PartedValue(StructValue):
    """Only the parts that somebody filled in."""

    @property
    def parts(self):
        names = self.block.meta.parts
        filled = {name: self.get(name) for name in names}
        return [(name, names[name], text) for name, text in filled.items() if text and text.source]


class SheetBlock(StructBlock):
    title = CharBlock(
        label=_("Title"), max_length=250, help_text=_("Example: Centralised alternative")
    )
    hypotheses = Prose(label=SHEET_PARTS["hypotheses"], required=False)
    features = Prose(label=SHEET_PARTS["features"], required=False)
    strengths = Prose(label=SHEET_PARTS["strengths"], required=False)
    weaknesses = Prose(label=SHEET_PARTS["weaknesses"], required=False)
    source = CharBlock(
        label=_("Source"),
        required=False,
        default="",
        max_length=250,
        help_text=_("Who proposed it, and where."),
    )

    class Meta:
        label = _("Analysis sheet")
        description = _("A proposal weighed: hypotheses, features, strengths, weaknesses.")
        group = groups.FACTS
        icon = "form"
        template = "publications/longform/blocks/sheet.html"
        value_class = PartedValue
        parts = SHEET_PARTS
        preview_value = {
            "title": _("Centralised alternative"),
            "hypotheses": samples.PARAGRAPH,
            "features": samples.PARAGRAPH,
            "strengths": samples.PARAGRAPH,
            "weaknesses": samples.PARAGRAPH,
            "source": _("Made-up example"),
        }
