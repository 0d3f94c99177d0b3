"""Words of a long document: headings of five levels, quotations with their page, what was said."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
)

from cms.blocks import groups, samples
from cms.blocks import text as short
from cms.blocks.prose import Prose

from .codes import CodeBlock

LEVELS = [
    ("2", _("1: section")),
    ("3", _("2: part of a section")),
    ("4", _("3: small heading")),
    ("5", _("4: smaller heading")),
    ("6", _("5: smallest heading")),
]


class HeadingBlock(short.HeadingBlock):
    text = CharBlock(label=_("Heading"), max_length=250)
    level = ChoiceBlock(
        search_index=False,
        label=_("Level"),
        choices=LEVELS,
        default="2",
        help_text=_("Each level comes under the one before. Levels 1 to 3 are usually enough."),
    )
    numbered = BooleanBlock(
        label=_("Number it automatically"),
        required=False,
        default=False,
        help_text=_("1, 1.1, 1.1.1… in the order of the text. It follows when you move it."),
    )
    number = CodeBlock(
        label=_("Or the number of the source"),
        required=False,
        default="",
        max_length=20,
        help_text=_("Kept as it is typed. Example: 3.2, or Workshop 4"),
    )

    class Meta:
        label = _("Heading")
        description = _("Begins a section, of level 1 to 5, with or without a number.")
        group = groups.TEXT
        icon = "title"
        template = "publications/longform/blocks/heading.html"
        form_layout = ["text", "level", "numbered", "number"]
        preview_value = {
            "text": _("What the working group decided"),
            "level": "2",
            "numbered": False,
            "number": "3.2",
        }

    def clean(self, value):
        value = super().clean(value)
        if value.get("numbered") and value.get("number"):
            message = _("Choose one: a number given automatically, or the number of the source.")
            raise StructBlockValidationError(block_errors={"number": ValidationError(message)})
        return value


class QuotationBlock(short.QuotationBlock):
    page = CodeBlock(
        label=_("Page"),
        required=False,
        default="",
        max_length=20,
        help_text=_("In the source. Example: 12, or 12–14"),
    )

    class Meta:
        label = _("Quotation")
        description = _("Somebody's words, with who said them, where, and on which page.")
        group = groups.TEXT
        icon = "openquote"
        template = "publications/longform/blocks/quotation.html"
        preview_value = {
            "text": _("I know whom to call, because I have met them."),
            "author": _("a field worker"),
            "source": _("Made-up example"),
            "page": "12",
        }


LANGUAGES = {
    "en": _("English"),
    "de": _("German"),
    "nl": _("Dutch"),
    "fr": _("French"),
    "ar": _("Arabic"),
    "tr": _("Turkish"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "pl": _("Polish"),
    "ro": _("Romanian"),
    "bg": _("Bulgarian"),
    "uk": _("Ukrainian"),
    "la": _("Latin"),
}
RIGHT_TO_LEFT = {"ar"}


class ForeignValue(StructValue):
    @property
    def language_label(self):
        return LANGUAGES.get(self.get("language"), "")

    @property
    def direction(self):
        return "rtl" if self.get("language") in RIGHT_TO_LEFT else "ltr"


class ForeignTextBlock(Prose):
    """It stays in its language: a translator is asked for the translation, not for the words."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class ForeignBlock(StructBlock):
    language = ChoiceBlock(
        search_index=False, label=_("Language"), choices=list(LANGUAGES.items()), default="en"
    )
    text = ForeignTextBlock(
        label=_("Text in that language"),
        help_text=_("It stays as it is in every translation of the page."),
    )
    translation = Prose(
        label=_("Translation"),
        required=False,
        help_text=_("Into the language of this page, for those who do not read the other."),
    )

    class Meta:
        label = _("Text in another language")
        description = _("A passage in English, German, Latin… with its translation.")
        group = groups.TEXT
        icon = "globe"
        template = "publications/longform/blocks/foreign.html"
        value_class = ForeignValue
        preview_value = {
            "language": "en",
            "text": "<p>Nothing about us without us.</p>",
            "translation": samples.PARAGRAPH,
        }


class SpeechBlock(StructBlock):
    title = CharBlock(
        label=_("Title of the speech"),
        required=False,
        default="",
        max_length=250,
        help_text=_("Example: Opening address."),
    )
    speaker = CharBlock(
        label=_("Who speaks"),
        required=False,
        default="",
        max_length=150,
        help_text=_("A function, or a name that the source makes public."),
    )
    role = CharBlock(
        label=_("In which role, that day"),
        required=False,
        default="",
        max_length=250,
        help_text=_("Example: facilitator of workshop 2."),
    )
    text = Prose(
        label=_("Text"),
        required=False,
        help_text=_("Leave empty when the blocks that follow are the speech."),
    )

    class Meta:
        label = _("Speech")
        description = _("Who speaks, and in which role that day.")
        group = groups.TEXT
        icon = "user"
        template = "publications/longform/blocks/speech.html"
        preview_value = {
            "title": _("Opening address"),
            "speaker": _("The chair of the assembly"),
            "role": _("host of the day"),
            "text": samples.PARAGRAPH,
        }
