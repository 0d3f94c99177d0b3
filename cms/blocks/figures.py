"""Numbers, never without their year and their source."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    DecimalBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    StructValue,
)

from . import groups

BIG = 10_000


class KeyFigureValue(StructValue):
    @property
    def number(self):
        """As Belgium writes it; four digits stay together, like a year or a postcode."""
        value = self.get("value")
        if value is None:
            return ""
        return number_format(value.normalize(), force_grouping=abs(value) >= BIG)


class KeyFigureBlock(StructBlock):
    value = DecimalBlock(label=_("Number"), help_text=_("Example: 82"))
    unit = CharBlock(
        label=_("Unit"),
        required=False,
        default="",
        max_length=20,
        help_text=_("Example: %, hours, euros"),
    )
    text = CharBlock(
        label=_("Of what"),
        max_length=140,
        help_text=_("Example: of the social workers know the guide"),
    )
    year = IntegerBlock(label=_("Year"), min_value=1800, max_value=2200)
    scope = CharBlock(
        label=_("Scope"),
        required=False,
        default="",
        max_length=140,
        help_text=_("Who or where was counted. Example: 57 social workers of Schaerbeek"),
    )
    source = CharBlock(
        label=_("Source"), max_length=200, help_text=_("Example: Activity report 2015, page 14")
    )

    class Meta:
        label = _("Key figure")
        icon = "decimal"
        template = "cms/blocks/key_figure.html"
        value_class = KeyFigureValue


class KeyFiguresBlock(StructBlock):
    figures = ListBlock(KeyFigureBlock(), label=_("Figures"), min_num=1, max_num=6)

    class Meta:
        label = _("Key figures")
        description = _("One to six numbers, each with its year, its scope and its source.")
        group = groups.FACTS
        icon = "decimal"
        template = "cms/blocks/key_figures.html"
        preview_value = {
            "figures": [
                {
                    "value": Decimal(82),
                    "unit": "%",
                    "text": _("of the social workers know the guide"),
                    "year": 2015,
                    "scope": _("57 social workers asked in Schaerbeek"),
                    "source": _("Activity report 2015"),
                },
                {
                    "value": Decimal(164),
                    "unit": "",
                    "text": _("visitors a day"),
                    "year": 2015,
                    "scope": "",
                    "source": _("Activity report 2015"),
                },
            ]
        }
