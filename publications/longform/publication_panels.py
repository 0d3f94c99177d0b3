"""The form of a publication: what is written first, then facts by kind, then files."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from .chapters_panel import ChaptersPanel
from .kinds import CONCERNS, Aspect


def only_for(aspect):
    """The form hides what does not concern the chosen kind; without scripts all of it is there."""
    return {"data-kinds": " ".join(CONCERNS[aspect])}


CONTENT = [
    FieldPanel("kind"),
    FieldPanel("lead"),
    ChaptersPanel(heading=_("Chapters")),
    FieldPanel("body"),
    FieldPanel("notes"),
]

FACTS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("authors"), FieldPanel("publisher")]),
            FieldRowPanel([FieldPanel("published_on"), FieldPanel("agreed_on")]),
            FieldRowPanel([FieldPanel("language"), FieldPanel("cover")]),
            FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("What it is"),
        help_text=_("Working groups are named by themselves: add the publication to their page."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("event_name_fr"), FieldPanel("event_name_nl")]),
            FieldRowPanel([FieldPanel("event_on"), FieldPanel("event_until")]),
            FieldRowPanel([FieldPanel("event_place_fr"), FieldPanel("event_place_nl")]),
        ],
        heading=_("The event"),
        attrs=only_for(Aspect.EVENT),
    ),
    InlinePanel(
        "programme",
        heading=_("The programme, hour by hour"),
        label=_("moment"),
        help_text=_(
            "Openings, addresses, workshops with who facilitated and reported, conclusions. "
            "Each can lead to the chapter that holds it."
        ),
        attrs=only_for(Aspect.EVENT),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("covers_from"), FieldPanel("covers_to")]),
            FieldRowPanel([FieldPanel("territory_fr"), FieldPanel("territory_nl")]),
        ],
        heading=_("What it covers"),
        attrs=only_for(Aspect.PERIOD),
    ),
    MultiFieldPanel(
        [FieldPanel("method")], heading=_("How it was made"), attrs=only_for(Aspect.METHOD)
    ),
    MultiFieldPanel(
        [FieldPanel("purpose")], heading=_("What it is for"), attrs=only_for(Aspect.PRACTICE)
    ),
    InlinePanel(
        "evaluations",
        heading=_("Whether it works"),
        label=_("evaluation"),
        help_text=_("How it was tried, by whom, when, and what came of it: the latest first."),
        attrs=only_for(Aspect.PRACTICE),
    ),
]

FILES = [
    FieldPanel("document"),
    InlinePanel(
        "attachments",
        heading=_("What comes with it"),
        label=_("document"),
        help_text=_("Annexes, slides, an earlier edition, an easy-to-read version…"),
    ),
]
