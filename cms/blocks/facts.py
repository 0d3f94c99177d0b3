"""What both languages share. wagtail-localize asks a translation of every line of text; not here."""

from wagtail.blocks import CharBlock


class FactBlock(CharBlock):
    """A line that is the same in both languages: a name, an acronym, a reference."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value
