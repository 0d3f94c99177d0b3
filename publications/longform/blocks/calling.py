"""In a long document, any text may call a note, cite a reference, refer to a passage."""

from copy import copy

from django.conf import settings
from wagtail.blocks import RichTextBlock
from wagtail.images.blocks import ImageBlock

CALLS = ["note", "reference", "passage"]


def with_calls(block):
    """A copy of a block of any page whose texts offer the three; the original stays as it is."""
    block = copy(block)
    if isinstance(block, RichTextBlock):
        block.features = [*(block.features or usual_features()), *CALLS]
    elif hasattr(block, "child_block"):
        block.child_block = with_calls(block.child_block)
    elif hasattr(block, "child_blocks") and not isinstance(block, ImageBlock):
        inside = block.child_blocks
        block.child_blocks = type(inside)((name, with_calls(one)) for name, one in inside.items())
    return block


def usual_features():
    return settings.WAGTAILADMIN_RICH_TEXT_EDITORS["default"]["OPTIONS"]["features"]
