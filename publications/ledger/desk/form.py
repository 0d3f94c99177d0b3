"""The form of a recommendation: what it says, where it comes from, what became of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from ..panels import MentionedPanel, OutcomePanel
from .passages import RecommendationForm

WORDS = ObjectList(
    [
        FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_nl")]),
        FieldRowPanel([FieldPanel("text_fr"), FieldPanel("text_nl")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("adopted_on")]),
                FieldRowPanel([FieldPanel("number"), FieldPanel("type")]),
                FieldPanel("level"),
                FieldRowPanel(
                    [
                        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                        FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                    ]
                ),
            ],
            heading=_("What it is"),
        ),
    ],
    heading=_("What is asked"),
)
SOURCE = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("origin"),
                FieldRowPanel([FieldPanel("taken_over_from_fr"), FieldPanel("taken_over_from_nl")]),
                PageChooserPanel("group", "groups.GroupPage"),
            ],
            heading=_("Who said it first"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("validation"),
                FieldRowPanel([FieldPanel("validated_by_fr"), FieldPanel("validated_by_nl")]),
            ],
            heading=_("How far it was agreed on"),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel(
                    "source_page",
                    ["publications.PublicationPage", "publications.ChapterPage"],
                ),
                FieldPanel("source_anchor"),
                FieldRowPanel([FieldPanel("source_note_fr"), FieldPanel("source_note_nl")]),
            ],
            heading=_("Where it was written"),
        ),
    ],
    heading=_("Where it comes from"),
)
AROUND = ObjectList(
    [
        FieldPanel("parent"),
        InlinePanel(
            "related",
            heading=_("Repeats, alternatives, complements"),
            label=_("relation"),
            help_text=_("Said on one of the two, it is shown on both."),
        ),
        MentionedPanel(heading=_("What others say of this one")),
    ],
    heading=_("Beside others"),
)
HAPPENED = ObjectList(
    [
        OutcomePanel(heading=_("What happened")),
        MultiFieldPanel(
            [
                FieldPanel("withdrawn_on"),
                FieldRowPanel(
                    [FieldPanel("withdrawn_because_fr"), FieldPanel("withdrawn_because_nl")]
                ),
            ],
            heading=_("If it was withdrawn"),
        ),
    ],
    heading=_("What became of it"),
)

FORM = TabbedInterface([WORDS, SOURCE, AROUND, HAPPENED], base_form_class=RecommendationForm)
