from django import forms
from django.utils.translation import gettext_lazy as _

from cms import languages

from .letters import Letter

LONGEST_SUBJECT = 150


class OneLine(forms.CharField):
    """Goes into a header of an e-mail: a line break there would begin another header."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class ContactForm(forms.Form):
    name = OneLine(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We use it to answer you, and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = OneLine(label=_("Subject"), max_length=LONGEST_SUBJECT)
    message = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Please tell nothing private about someone else: no name, no address, no health matter."
        ),
    )
    # People never see this field; programs that fill in every field betray themselves.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    use_required_attribute = False  # our own messages say more than the browser's

    @property
    def is_from_a_machine(self):
        return bool(self.cleaned_data["website"])

    def letter(self, recipient):
        data = self.cleaned_data
        return Letter(
            recipient=recipient,
            sender_name=data["name"],
            sender_email=data["email"],
            subject=data["subject"],
            message=data["message"],
            language=languages.current(),
        )
