"""The body of a page: every shared block, in the order in which an editor looks for them."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock, StreamBlock

from cms.reading import Reading

from . import actions, figures, layout, media, table, text

ANCHOR_LENGTH = 8


def anchor_of(child):
    """Kept when the words change, and the same in both languages: made of the block's identity."""
    return anchor_of_id(child.id)


def anchor_of_id(identity):
    return f"p-{identity.replace('-', '')[:ANCHOR_LENGTH]}" if identity else ""


@dataclass(frozen=True)
class Entry:
    anchor: str
    text: str
    level: int


def contents(stream, deepest=3):
    """The headings of a body, for the contents of the page."""
    headings = [child for child in stream if child.block_type == "heading" and child.id]
    entries = [
        Entry(anchor_of(child), child.value["text"], int(child.value["level"]))
        for child in headings
    ]
    return [entry for entry in entries if entry.level <= deepest]


def fields_in(block):
    """The form fields of a block and of all that lies in it."""
    if isinstance(block, FieldBlock):
        yield block.field
    for child in getattr(block, "child_blocks", {}).values():
        yield from fields_in(child)
    if hasattr(block, "child_block"):
        yield from fields_in(block.child_block)


class Passages(StreamBlock):
    """A stream that gathers what it needs before it is drawn, and gives each passage its anchor.

    The streams of all pages inherit from it.
    """

    @cached_property
    def required_for_readers(self):
        """Read once, before a first draft: what is found later may be what a draft was spared."""
        return [(field, field.required) for field in fields_in(self)]

    def defer_required_validation(self):
        """A draft may lack what a public page needs. Two blocks may be copies of one and share its
        form field, and two people may save at once: each remembers what it found, and the last one
        would leave it optional for good.
        """
        _known = self.required_for_readers
        super().defer_required_validation()

    def restore_deferred_validation(self):
        super().restore_deferred_validation()
        for field, required in self.required_for_readers:
            field.required = required

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        Reading.of(context).prepare(value)
        context["passages"] = [(child, anchor_of(child)) for child in value]
        return context

    class Meta:
        template = "cms/blocks/body.html"


class BodyBlock(Passages):
    heading = text.HeadingBlock()
    paragraph = text.ParagraphBlock()
    lead = text.LeadBlock()
    quotation = text.QuotationBlock()
    callout = text.CalloutBlock()
    figure = media.FigureBlock()
    side_by_side = media.SideBySideBlock()
    video = media.VideoBlock()
    download = media.DownloadBlock()
    key_figures = figures.KeyFiguresBlock()
    table = table.TableBlock()
    key_terms = text.KeyTermsBlock()
    steps = layout.StepsBlock()
    accordion = layout.AccordionBlock()
    columns = layout.ColumnsBlock()
    link_cards = actions.LinkCardsBlock()
    button = actions.ButtonBlock()
    contact = actions.ContactBlock()

    class Meta:
        label = _("Text of the page")
