"""The drawers in which an editor finds the blocks."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
FACTS = _("Figures and facts")
MEDIA = _("Pictures and files")
LAYOUT = _("Arrangement")
ACTIONS = _("Where to go next")

IN_TEXT = (TEXT, FACTS, MEDIA, LAYOUT, ACTIONS)
