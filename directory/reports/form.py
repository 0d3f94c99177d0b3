from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .records import Reason, Report


class ReportForm(forms.ModelForm):
    """What a reader tells. Only what is needed to find out; the rest is one telephone call."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong; “something else” will do.")},
    )
    # People never see this field; programs that fill in every field betray themselves.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    use_required_attribute = False  # our own messages say more than the browser's

    class Meta:
        model = Report
        fields = ["reason", "text", "email"]
        labels = {
            "text": _("What should it say, if you know?"),
            "email": _("Your e-mail address, if we may ask back"),
        }
        help_texts = {
            "text": _(
                "Example: the desk is now open on Tuesday only. Please tell nothing private about "
                "anybody."
            ),
            "email": _("Not needed. It is erased as soon as your message is dealt with."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    @property
    def is_from_a_machine(self):
        return bool(self.cleaned_data["website"])

    def clean(self):
        told = super().clean()
        if told.get("reason") == Reason.OTHER and not told.get("text"):
            raise ValidationError({"text": _("Say in a few words what is wrong.")})
        return told
