"""The streams of a publication and of its chapters."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from cms.blocks import BodyBlock, groups, samples
from cms.blocks.prose import Prose
from cms.reading import Reading

from . import analysis, grids, propositions, recommendations, testimonies, text
from .calling import with_calls


class LongformBody(BodyBlock):
    heading = text.HeadingBlock()
    quotation = text.QuotationBlock()
    proposition = propositions.PropositionBlock()
    testimony = testimonies.TestimonyBlock()
    speech = text.SpeechBlock()
    foreign = text.ForeignBlock()
    grid = grids.GridBlock()
    sheet = grids.SheetBlock()
    analysis = analysis.AnalysisBlock()
    recommendation = recommendations.RecommendationBlock()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, block in self.child_blocks.items():
            self.child_blocks[name] = with_calls(block)

    def get_context(self, value, parent_context=None):
        """Each passage with its anchor and, where it has one, its number in the publication."""
        context = super().get_context(value, parent_context=parent_context)
        document = Reading.of(context).long_document
        context["passages"] = [
            (child, anchor, document.label_of(anchor) if document else "")
            for child, anchor in context["passages"]
        ]
        return context

    class Meta:
        label = _("Text of the document")
        template = "publications/longform/blocks/body.html"


class NoteBlock(Prose):
    class Meta:
        label = _("Note")
        description = _("A footnote: it is called from the text, and numbered by itself.")
        group = groups.TEXT
        icon = "pilcrow"
        template = "publications/longform/blocks/note.html"
        preview_value = samples.PARAGRAPH


class Notes(StreamBlock):
    """Each is known by the identity of its place in the stream: a call names it."""

    note = NoteBlock()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["note"] = with_calls(self.child_blocks["note"])

    class Meta:
        label = _("Notes")
