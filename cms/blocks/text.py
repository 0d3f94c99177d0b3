"""Words: headings, paragraphs, quotations, callouts, key terms."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StructBlock,
    StructValue,
    TextBlock,
)

from cms.chosen import RecordChooser
from cms.glossary import Term

from . import groups, samples
from .prose import Prose


class HeadingBlock(StructBlock):
    text = CharBlock(label=_("Heading"), max_length=140)
    level = ChoiceBlock(
        search_index=False,
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Part of a section")), ("4", _("Small heading"))],
        default="2",
        help_text=_("A part comes under a section, a small heading under a part."),
    )

    class Meta:
        label = _("Heading")
        description = _("Begins a section. Readers can link to it.")
        group = groups.TEXT
        icon = "title"
        template = "cms/blocks/heading.html"
        form_layout = ["text", "level"]
        preview_value = {"text": _("What the working group decided"), "level": "2"}


class ParagraphBlock(Prose):
    class Meta:
        label = _("Text")
        description = _("Paragraphs, lists, links. Headings are blocks of their own.")
        group = groups.TEXT
        icon = "pilcrow"
        template = "cms/blocks/paragraph.html"
        preview_value = samples.PARAGRAPHS


class LeadBlock(TextBlock):
    class Meta:
        label = _("Lead")
        description = _("Two or three sentences in larger letters that say what the page is about.")
        group = groups.TEXT
        icon = "info-circle"
        template = "cms/blocks/lead.html"
        preview_value = _(
            "Every organisation that works with people in Schaerbeek can join an activity of the "
            "coordination. This page says how."
        )


class QuotationBlock(StructBlock):
    text = TextBlock(label=_("Words"), help_text=_("Without quotation marks: they are added."))
    author = CharBlock(
        label=_("Who said it"),
        required=False,
        default="",
        max_length=120,
        help_text=_("A role rather than a name for a testimony. Example: a field worker."),
    )
    source = CharBlock(
        label=_("Source"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Example: Activity report 2015, page 12."),
    )

    class Meta:
        label = _("Quotation")
        description = _("Somebody's words, with who said them and where.")
        group = groups.TEXT
        icon = "openquote"
        template = "cms/blocks/quotation.html"
        preview_value = {
            "text": _("I know whom to call, because I have met them."),
            "author": _("a field worker"),
            "source": _("Made-up example"),
        }


CALLOUTS = {
    "information": _("Information"),
    "attention": _("Attention"),
    "good-to-know": _("Good to know"),
}


class CalloutValue(StructValue):
    @property
    def kind_label(self):
        return CALLOUTS.get(self.get("kind"), "")


class CalloutBlock(StructBlock):
    kind = ChoiceBlock(
        search_index=False,
        label=_("Kind"),
        choices=list(CALLOUTS.items()),
        default="information",
    )
    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=100,
        help_text=_("Without one, the kind is the title."),
    )
    text = Prose(label=_("Text"))

    class Meta:
        label = _("Callout")
        description = _("A remark set apart from the text, that one must not miss.")
        group = groups.TEXT
        icon = "warning"
        template = "cms/blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "kind": "good-to-know",
            "title": _("No appointment needed on Tuesdays"),
            "text": samples.PARAGRAPH,
        }


class KeyTermsBlock(StructBlock):
    terms = ListBlock(RecordChooser(Term, label=_("Term")), label=_("Terms"))

    class Meta:
        label = _("Key terms")
        description = _("Words of the glossary explained on the page, in the reader's language.")
        group = groups.FACTS
        icon = "list-ul"
        template = "cms/blocks/key_terms.html"

    def get_preview_value(self):
        return self.normalize({"terms": list(Term.objects.all()[:3])})
