"""Short texts that may be a code: nobody should have to translate “A” or “7 bis”."""

import re

from wagtail.blocks import CharBlock
from wagtail_localize.segments import StringSegmentValue

CODE = re.compile(
    r"""[\W\d_]*                            # 3.2, (12), §
        (?:[^\W\d_]{1,2}|[IVXLCDM]+)?       # A, XIV
        [\W\d_]*(?:bis|ter|quater)?[\W\d_]*""",
    re.VERBOSE,
)


def is_code(text):
    """Whether it reads the same in both languages."""
    return CODE.fullmatch(text or "") is not None


class CodeBlock(CharBlock):
    """Asked of a translator only if it holds words."""

    def get_translatable_segments(self, value):
        return [] if is_code(value) else [StringSegmentValue("", value)]

    def restore_translated_segments(self, value, segments):
        return segments[0].render_text() if segments else value
