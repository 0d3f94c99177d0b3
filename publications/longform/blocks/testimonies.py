"""What people said, under a role code: never a name."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from cms.blocks import groups, samples
from cms.blocks.prose import Prose

from .codes import CodeBlock


class TurnBlock(StructBlock):
    role = CodeBlock(
        label=_("Who speaks: a code"),
        max_length=60,
        help_text=_("A letter for a role, never a name. Example: A for a field worker."),
    )
    text = Prose(
        label=_("What was said"),
        help_text=_("Without quotation marks: they are added. Nothing that lets guess who it is."),
    )

    class Meta:
        label = _("Turn to speak")
        icon = "comment"


class TestimonyBlock(StructBlock):
    turns = ListBlock(
        TurnBlock(),
        label=_("What was said"),
        min_num=1,
        help_text=_("One, or several where people answer each other."),
    )
    context = CharBlock(
        label=_("What the codes mean, or where it was said"),
        required=False,
        default="",
        max_length=250,
        help_text=_("Example: A: field worker, C: coordinator; interviews of 2014."),
    )

    class Meta:
        label = _("Testimony")
        description = _("Words from the field, one voice or a dialogue, each with a role code.")
        group = groups.TEXT
        icon = "comment"
        template = "publications/longform/blocks/testimony.html"
        preview_value = {
            "turns": [
                {"role": "A", "text": samples.PARAGRAPH},
                {"role": "C", "text": samples.PARAGRAPHS},
            ],
            "context": _("A: field worker, C: coordinator (made-up example)"),
        }
