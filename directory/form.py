"""One form for both languages, in the order in which one gets to know an organisation."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from .opening import HOURS_HELP


def pair(name):
    """French on the left, Dutch on the right."""
    return FieldRowPanel([FieldPanel(f"{name}_fr"), FieldPanel(f"{name}_nl")])


def ticked(*names):
    return FieldRowPanel([FieldPanel(name, widget=CheckboxSelectMultiple) for name in names])


ABOUT = [
    MultiFieldPanel(
        [
            *(pair(name) for name in ("name", "acronym", "summary")),
            *(pair(name) for name in ("description", "access_conditions")),
        ],
        heading=_("Who they are"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            FieldPanel("website"),
        ],
        heading=_("How to reach them"),
    ),
    FieldPanel("themes", widget=CheckboxSelectMultiple, heading=_("What it is about")),
    FieldPanel("confirmed_on", heading=_("Confirmed on")),
]
PLACES = [
    InlinePanel("places", heading=_("Where they are"), label=_("Place")),
    InlinePanel(
        "opening_slots",
        heading=_("When they are open"),
        label=_("Hours"),
        help_text=HOURS_HELP,
    ),
    InlinePanel("opening_exceptions", heading=_("Exceptional days"), label=_("Exceptional day")),
    FieldPanel("open_on_holidays", heading=_("Public holidays")),
]
SERVICES = [
    InlinePanel("services", heading=_("What they do for people"), label=_("Service")),
]
BODY = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("enterprise_number")], heading=_("The body")),
    ticked("networks", "active_in"),
]

organisation_form = TabbedInterface(
    [
        ObjectList(ABOUT, heading=_("The organisation")),
        ObjectList(PLACES, heading=_("Places and hours")),
        ObjectList(SERVICES, heading=_("Services")),
        ObjectList(BODY, heading=_("Body and networks")),
    ]
)
