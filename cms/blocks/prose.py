"""Rich text as all our blocks use it."""

import re

from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

# A link whose only word is a star is a call (of a note, of a reference): nothing to be searched.
CALL = re.compile(r"<a\b[^>]*>\*</a>")


class Prose(RichTextBlock):
    def get_searchable_content(self, value):
        return super().get_searchable_content(RichText(CALL.sub("", value.source)))


# What it finds in a text changes nothing of what is stored: migrations know Wagtail's block.
DECONSTRUCT_ALIASES = {Prose: "wagtail.blocks.RichTextBlock"}
