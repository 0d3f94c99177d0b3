"""What members fill in. Messages say what happened and how to go on, never who has an account."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from cms import languages

from .invitations import LONGEST_EMAIL
from .joining import account_of

EMAIL = forms.EmailInput(attrs={"autocomplete": "email"})


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "This address and this password do not go together. Try again, or ask for a new "
            "password below."
        ),
        "inactive": _("This account is closed."),
    }
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Your e-mail address")
        self.fields["username"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        )

    def clean_username(self):
        """Accounts of the coordination have names of their own: their address leads there too."""
        typed = self.cleaned_data["username"]
        account = account_of(typed) if "@" in typed else None
        return account.get_username() if account else typed


class AskPasswordForm(forms.Form):
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254, widget=EMAIL)

    use_required_attribute = False


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of our letters"),
        choices=list(languages.NAMES.items()),
        widget=forms.RadioSelect,
    )

    use_required_attribute = False


class InviteForm(LanguageForm):
    email = forms.EmailField(
        label=_("E-mail address of your colleague"),
        max_length=LONGEST_EMAIL,
        help_text=_("The address at work of one person: no shared mailbox."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    field_order = ["email", "language"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()
