"""What the previews of the blocks show: plainly examples, in the language of whoever looks."""

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

TITLE = _("A title of an ordinary length")
SENTENCE = _("The group meets six times a year, each time at another organisation's.")
TWO_SENTENCES = _(
    "Whoever takes part for the first time is welcomed half an hour earlier. Coffee is ready."
)


def _paragraphs(*texts):
    return "".join(format_html("<p>{}</p>", text) for text in texts)


# Lazy, because a preview is drawn in the language of the moment, not of the start of the server.
PARAGRAPH = lazy(lambda: _paragraphs(SENTENCE), str)()
PARAGRAPHS = lazy(lambda: _paragraphs(SENTENCE, TWO_SENTENCES), str)()


def image(alt_text):
    """The first picture of the library: a preview must not need one of its own."""
    chosen = get_image_model().objects.order_by("pk").first()
    if chosen is not None:
        chosen.contextual_alt_text, chosen.decorative = str(alt_text), False
    return chosen


def document():
    return get_document_model().objects.order_by("pk").first()
