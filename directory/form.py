"""One form for both languages, in the order in which one gets to know an organisation."""

from django import forms
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    get_form_for_model,
)

from . import saying
from .opening import HOURS_HELP
from .services import Service


def pair(name):
    """French on the left, Dutch on the right."""
    return FieldRowPanel([FieldPanel(f"{name}_fr"), FieldPanel(f"{name}_nl")])


def ticked(*names):
    return FieldRowPanel([FieldPanel(name, widget=CheckboxSelectMultiple) for name in names])


class OrganisationForm(WagtailAdminModelForm):
    @cached_property
    def place_choices(self):
        """The places that services can name: those of the entry as it was last saved."""
        return [(place.code, str(place)) for place in self.instance.places.all() if place.code]


class PlaceCodes(forms.MultipleChoiceField):
    """A place may be taken away in the same form: what is no longer there falls away."""

    def to_python(self, value):
        known = {code for code, _address in self.choices}
        return [code for code in super().to_python(value) if code in known]


class ServiceForm(WagtailAdminModelForm):
    place_codes = PlaceCodes(
        label=_("Given at"),
        required=False,
        widget=CheckboxSelectMultiple,
        help_text=_("Nothing ticked: at all its places. A new place is offered once it is saved."),
    )

    def __init__(self, *args, place_choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place_codes"].choices = place_choices


class ServicesPanel(InlinePanel):
    """Services learn from the form around them which places there are."""

    def get_form_options(self):
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options()["defer_required_on_fields"]
        options["formsets"][self.relation_name] |= {
            "form": get_form_for_model(
                Service, form_class=ServiceForm, defer_required_on_fields=deferred
            ),
            "inherit_kwargs": ["place_choices"],
        }
        return options


class ConfirmedPanel(HelpPanel):
    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def may_confirm(self):
            return self.request.user.has_perm("directory.publish_organisation")

        @property
        def freshness(self):
            return saying.freshness(self.instance.confirmed_on)


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
    InlinePanel(
        "contacts",
        heading=_("Whom to ask for what"),
        label=_("Contact"),
        help_text=_(
            "Functions and shared mailboxes only, never the name or the address of a person: "
            "people change, and everybody reads this."
        ),
    ),
    FieldPanel("themes", widget=CheckboxSelectMultiple, heading=_("What it is about")),
    ConfirmedPanel(template="directory/admin/confirmed_panel.html", heading=_("Confirmed on")),
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
    ServicesPanel("services", heading=_("What they do for people"), label=_("Service")),
]
NETWORK = [
    MultiFieldPanel(
        [pair("name"), FieldPanel("acronym"), pair("summary"), pair("description")],
        heading=_("The network"),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]), FieldPanel("website")],
        heading=_("How to reach it"),
    ),
    HelpPanel(template="directory/admin/members_panel.html", heading=_("Its members")),
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
    ],
    base_form_class=OrganisationForm,
)

network_form = ObjectList(NETWORK)
