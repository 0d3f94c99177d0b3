"""Numbered propositions: quoted from elsewhere by their number, so nothing ever renumbers them."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from cms.blocks import groups, samples
from cms.blocks.prose import Prose

from .codes import CodeBlock


class PropositionBlock(StructBlock):
    number = CodeBlock(
        label=_("Number in the source"),
        max_length=20,
        help_text=_("Others quote it: it stays as it is typed. Example: 7, or 12 bis"),
    )
    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=250,
        help_text=_("Example: A single social desk"),
    )
    text = Prose(label=_("Text"))

    class Meta:
        label = _("Numbered proposition")
        description = _("A proposition with the number it has in its source.")
        group = groups.TEXT
        icon = "list-ol"
        template = "publications/longform/blocks/proposition.html"
        preview_value = {
            "number": "7",
            "title": _("A single social desk"),
            "text": samples.PARAGRAPH,
        }
