"""Ways on: links to pages of this site, to its tools, to other sites, to the coordination."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)

from cms import navigation
from cms.chosen import PageChooser
from cms.reading import Link
from cms.richtext import is_external

from . import groups, samples

WAYS = ("page", "section", "url")


def section_choices():
    return [(section.url_name, section.label) for section in navigation.sections()]


def destination_of(value, reading):
    """The `Link` for this reader; None if what it leads to is gone or not public."""
    if value.get("page"):
        return reading.page(value["page"].pk)
    if name := value.get("section"):
        section = next((s for s in navigation.sections() if s.url_name == name), None)
        return section and Link(url=reverse(name), title=str(section.label))
    url = value.get("url")
    return Link(url=url, title=url, is_external=is_external(url)) if url else None


class DestinationBlock(StructBlock):
    """Leads to exactly one of three: a page, a part of the site, another site."""

    page = PageChooser(
        label=_("Page of this site"),
        required=False,
        help_text=_("Readers of the other language get its translation."),
    )
    section = ChoiceBlock(
        search_index=False,
        label=_("Or part of the site"),
        choices=section_choices,
        required=False,
        help_text=_("Example: the directory."),
    )
    url = URLBlock(
        label=_("Or address elsewhere"),
        required=False,
        help_text=_("Example: https://www.example.org/"),
    )

    def clean(self, value):
        value = super().clean(value)
        chosen = [name for name in WAYS if value.get(name)]
        if len(chosen) > 1 or not (chosen or self.is_deferred_validation):
            message = _("Choose one: a page, a part of the site, or an address elsewhere.")
            field = chosen[-1] if chosen else WAYS[0]
            raise StructBlockValidationError(block_errors={field: ValidationError(message)})
        return value


class ButtonBlock(DestinationBlock):
    label = CharBlock(
        label=_("Words on the button"),
        max_length=60,
        help_text=_("What happens when one presses it. Example: Join the working group."),
    )

    class Meta:
        label = _("Button")
        description = _("The one thing to do after reading.")
        group = groups.ACTIONS
        icon = "link"
        template = "cms/blocks/button.html"
        preview_value = {"label": _("Join the working group"), "url": "https://example.org/"}
        form_layout = ["label", "page", "section", "url"]


class LinkCardBlock(DestinationBlock):
    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=100,
        help_text=_("Without one, the title of the page it leads to."),
    )
    text = TextBlock(
        label=_("Text"),
        required=False,
        default="",
        max_length=240,
        help_text=_("One sentence. Without one, the description of the page it leads to."),
    )

    class Meta:
        label = _("Card")
        icon = "link"
        form_layout = ["page", "section", "url", "title", "text"]


class LinkCardsBlock(StructBlock):
    title = CharBlock(label=_("Title above the cards"), required=False, default="", max_length=100)
    cards = ListBlock(LinkCardBlock(), label=_("Cards"), min_num=1, max_num=12)

    class Meta:
        label = _("Link cards")
        description = _("Pages to go on with, each with a title and a sentence.")
        group = groups.ACTIONS
        icon = "grip"
        template = "cms/blocks/link_cards.html"
        preview_value = {
            "title": _("See also"),
            "cards": [
                {
                    "url": "https://example.org/one",
                    "title": samples.TITLE,
                    "text": samples.SENTENCE,
                },
                {"url": "https://example.org/two", "title": samples.TITLE, "text": ""},
            ],
        }


class ContactBlock(StructBlock):
    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=100,
        help_text=_("Example: Questions about this group?"),
    )
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)

    class Meta:
        label = _("How to reach the coordination")
        description = _("Address, telephone and e-mail, as they stand in the settings.")
        group = groups.ACTIONS
        icon = "mail"
        template = "cms/blocks/contact.html"
        preview_value = {
            "title": _("Questions about this page?"),
            "text": _("Call us in the morning, write at any time."),
        }
