"""The form of a group, in the order in which one thinks of it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

CONTENT = [
    FieldPanel("lead"),
    FieldRowPanel([FieldPanel("theme")]),
    InlinePanel(
        "phases",
        heading=_("Its life, stage by stage"),
        label=_("stage"),
        help_text=_(
            "In preparation, then active, then watch; closed or dissolved at the end. "
            "To be published as active it needs an agreed convention and enough organisations."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("convention_agreed_on"),
            FieldPanel("convention_objectives"),
            FieldPanel("convention_method"),
            FieldPanel("convention_composition"),
            FieldPanel("convention_evaluation"),
        ],
        heading=_("Convention with the steering committee"),
    ),
    InlinePanel(
        "participations",
        heading=_("Who takes part"),
        label=_("participating organisation"),
        help_text=_("Organisations, never persons. Each is named only from the day it agreed."),
    ),
    FieldPanel("body"),
    InlinePanel("years", heading=_("Year by year"), label=_("year")),
    FieldPanel("perspectives"),
    InlinePanel(
        "productions",
        heading=_("Publications that came out of it"),
        label=_("publication"),
        help_text=_("Its recommendations and interpellations come from the ledger by themselves."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("facilitator_fr"), FieldPanel("facilitator_nl")]),
            FieldRowPanel([FieldPanel("list_address"), FieldPanel("list_page")]),
        ],
        heading=_("How to reach it"),
    ),
]
