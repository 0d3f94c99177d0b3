"""The text of minutes as it is shown: what the editor allows, and nothing else."""

from cms import richtext

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "hr"]  # no links: they would be traced


class Bare:
    """Minutes explain no terms and lead nowhere: whoever reads them knows what they are about."""

    glossary = None

    def page(self, pk):
        return None

    def document(self, pk):
        return None


def text_of(minutes):
    return richtext.Writer(Bare()).write(minutes.text)
