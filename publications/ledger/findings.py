"""What an interpellation rests on: the blocks of any page, testimonies, passages of ours."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue, TextBlock

from cms.blocks import BodyBlock, groups
from cms.chosen import PageChooser
from cms.reading import Reading

SOURCES = ["publications.PublicationPage", "publications.ChapterPage"]


class TestimonyBlock(StructBlock):
    text = TextBlock(
        label=_("What was said"),
        help_text=_("Without quotation marks: they are added. Nothing that lets guess who it is."),
    )
    role = CharBlock(
        label=_("Said by: a role, never a name"),
        max_length=120,
        help_text=_(
            "Example: a field worker. In a small service a role tells who it is: take a wider one."
        ),
    )

    class Meta:
        label = _("Testimony")
        description = _("Words from the field, with a role and never a name.")
        group = groups.TEXT
        icon = "comment"
        template = "publications/blocks/testimony.html"
        preview_value = {
            "text": _("I fill in the form for them. Then I know their password too."),
            "role": _("a field worker"),
        }


class PassageValue(StructValue):
    @property
    def anchor(self):
        """Of the passage, from the address that a reader copies there."""
        return (self.get("passage") or "").rpartition("#")[2].strip()


class PassageBlock(StructBlock):
    words = TextBlock(
        label=_("Words of the publication"),
        help_text=_("Exactly as they stand there, without quotation marks."),
    )
    page = PageChooser(
        label=_("Publication or chapter"),
        page_type=SOURCES,
        help_text=_("Readers of the other language are led to its translation."),
    )
    passage = CharBlock(
        label=_("Address of the passage"),
        required=False,
        default="",
        max_length=300,
        help_text=_("Copy it from the sign ¶ beside the passage. Example: …/report/#p-1a2b3c4d"),
    )
    place = CharBlock(
        label=_("Where in it"),
        required=False,
        default="",
        max_length=80,
        help_text=_("Example: page 12"),
    )

    class Meta:
        label = _("Passage of a publication")
        description = _("What one of our publications says, with a link to the very passage.")
        group = groups.FACTS
        icon = "doc-full-inverse"
        template = "publications/blocks/passage.html"
        value_class = PassageValue
        preview_value = {
            "words": _("A quarter of the social workers use the guide."),
            "place": _("page 12"),
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        context["source"] = Reading.of(context).page(page.pk) if page else None
        return context


class FindingsBlock(BodyBlock):
    testimony = TestimonyBlock()
    passage = PassageBlock()

    class Meta:
        label = _("Findings")
