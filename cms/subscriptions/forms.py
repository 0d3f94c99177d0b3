from django import forms
from django.utils.translation import gettext_lazy as _

from cms import languages


class AlertForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_(
            "Used for these letters and for nothing else, and erased as soon as you stop them."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
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

    use_required_attribute = False  # our own messages say more than the browser's

    def clean_email(self):
        """One address, however it is typed."""
        return self.cleaned_data["email"].lower()

    @property
    def is_from_a_machine(self):
        return bool(self.cleaned_data["website"])
