"""Ways to arrange text: steps to follow, answers that unfold, two columns."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from . import groups, samples
from .prose import Prose


class TitledTextBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=140)
    text = Prose(label=_("Text"), required=False)

    class Meta:
        label = _("Part")
        icon = "pilcrow"


class StepsBlock(StructBlock):
    steps = ListBlock(TitledTextBlock(label=_("Step")), label=_("Steps"), min_num=2)

    class Meta:
        label = _("Steps")
        description = _("What to do, in order. The numbers are added.")
        group = groups.LAYOUT
        icon = "list-ol"
        template = "cms/blocks/steps.html"
        preview_value = {
            "steps": [
                {"title": _("Call the coordination"), "text": samples.PARAGRAPH},
                {"title": _("Come to a meeting"), "text": samples.PARAGRAPH},
                {"title": _("Sign the charter"), "text": ""},
            ]
        }


class AccordionBlock(StructBlock):
    items = ListBlock(
        TitledTextBlock(label=_("Question")), label=_("Questions and answers"), min_num=1
    )

    class Meta:
        label = _("Questions and answers")
        description = _("Titles that unfold. For what few readers need; all of it is printed.")
        group = groups.LAYOUT
        icon = "collapse-down"
        template = "cms/blocks/accordion.html"
        preview_value = {
            "items": [
                {"title": _("Who may take part?"), "text": samples.PARAGRAPH},
                {"title": _("What does it cost?"), "text": samples.PARAGRAPH},
            ]
        }


class ColumnsBlock(StructBlock):
    first = Prose(label=_("First column"))
    second = Prose(label=_("Second column"))

    class Meta:
        label = _("Two columns")
        description = _("Two texts to be compared. On a telephone, one under the other.")
        group = groups.LAYOUT
        icon = "grid"
        template = "cms/blocks/columns.html"
        preview_value = {"first": samples.PARAGRAPHS, "second": samples.PARAGRAPH}
