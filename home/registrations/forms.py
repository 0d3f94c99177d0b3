"""What a visitor tells when she registers, and changes later: only what this event asks for."""

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import languages
from directory.organisations import Organisation

from ..contact_form import OneLine
from .rules import OPTIONAL


class DetailsForm(forms.Form):
    name = OneLine(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tell us your name: it goes on your badge.")},
    )
    organisation = OneLine(
        label=_("Your organisation"),
        max_length=140,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("As in the directory, or any other. Empty if you come for yourself."),
    )
    phone = OneLine(
        label=_("Your telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        help_text=_("You need not. For the day itself, if something changes."),
    )
    access = OneLine(
        label=_("What would make coming easier for you"),
        max_length=300,
        required=False,
        help_text=_("You need not. Example: a lift, an interpreter, a seat near the front."),
    )
    meal = OneLine(
        label=_("What you do not eat"),
        max_length=300,
        required=False,
        help_text=_("You need not."),
    )
    remarks = OneLine(
        label=_("Something else we should know"),
        max_length=500,
        required=False,
        help_text=_("You need not. Please tell nothing private about someone else."),
    )

    use_required_attribute = False  # our own messages say more than the browser's

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        box = self.fields["organisation"].widget.attrs
        box |= {"data-suggest": reverse("directory:names"), "data-suggest-fill": ""}
        for name in OPTIONAL:
            if name not in rules.asked:
                del self.fields[name]

    @property
    def details(self):
        """As a registration keeps them."""
        values = {
            name: self.cleaned_data[name] for name in ("name", *OPTIONAL) if name in self.fields
        }
        return values | house_of(self.cleaned_data["organisation"])


class RegistrationForm(DetailsForm):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("For the confirmation, with a link to change or cancel. Only for this event."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give an address: the confirmation goes there.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"),
        choices=list(languages.NAMES.items()),
        widget=forms.RadioSelect,
    )
    # People never see this field; programs that fill in every field betray themselves.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    field_order = ["name", "organisation", "email", "phone", "access", "meal", "remarks"]

    def clean_email(self):
        """One address, however it is typed."""
        return self.cleaned_data["email"].lower()

    @property
    def is_from_a_machine(self):
        return bool(self.cleaned_data["website"])

    @property
    def values(self):
        own = {name: self.cleaned_data[name] for name in ("email", "language")}
        return self.details | own


def house_of(typed):
    """The entry of the directory that is called so; else the words, as they were typed."""
    named = Q()
    for field in ("name_fr", "name_nl", "acronym_fr", "acronym_nl"):
        named |= Q(**{f"{field}__iexact": typed})
    found = list(Organisation.objects.listed().filter(named)[:2]) if typed else []
    if len(found) == 1:
        return {"organisation": found[0], "organisation_name": ""}
    return {"organisation": None, "organisation_name": typed}
