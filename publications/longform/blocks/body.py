"""The streams of a publication and of its chapters."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock, StreamBlock

from cms.blocks import BodyBlock, groups, samples

from . import analysis, grids, propositions, recommendations, testimonies, text


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

    class Meta:
        label = _("Text of the document")


class NoteBlock(RichTextBlock):
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

    class Meta:
        label = _("Notes")
