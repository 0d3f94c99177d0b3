from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from cms import languages

from ..attendance import Attendance
from ..forms import house_of
from ..messages import Message
from ..records import Registration
from ..rules import RegistrationRules


class RulesForm(forms.ModelForm):
    class Meta:
        model = RegistrationRules
        exclude = ("event",)  # noqa: DJ006 - a new fact of the model is one more to decide
        widgets = {
            "opens_at": AdminDateTimeInput,
            "closes_at": AdminDateTimeInput,
            "confirmation_fr": forms.Textarea(attrs={"rows": 3}),
            "confirmation_nl": forms.Textarea(attrs={"rows": 3}),
        }


class ParticipantForm(forms.ModelForm):
    """By hand: somebody telephoned. Every field, whether visitors are asked for it or not."""

    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=140,
        required=False,
        help_text=_("If it is written as in the directory, it is linked to its entry."),
    )

    class Meta:
        model = Registration
        fields = (
            "name",
            "organisation_name",
            "kind",
            "email",
            "phone",
            "access",
            "meal",
            "remarks",
            "language",
        )
        help_texts = {
            "kind": _("Only if the organisation is not in the directory."),
            "email": _("Without it, the person gets no letter."),
        }

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.rules = rules
        if self.instance.pk:
            self.initial["organisation_name"] = self.instance.house
        else:
            self.initial["language"] = languages.current()

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        super().clean()
        email = self.cleaned_data.get("email")
        others = Registration.objects.filter(rules=self.instance.rules).exclude(pk=self.instance.pk)
        if email and others.filter(email=email).exists():
            self.add_error("email", _("Somebody is registered with this address already."))

    @property
    def values(self):
        return self.cleaned_data | house_of(self.cleaned_data["organisation_name"].strip())


class MessageForm(forms.ModelForm):
    class Meta:
        model = Message
        fields = ("whom", "subject_fr", "text_fr", "subject_nl", "text_nl")
        help_texts = {
            "text_fr": _("Each person gets it in her language, if you wrote it, else in the other.")
        }


class AttendanceForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = (
            "people",
            "is_about",
            "from_public",
            "from_association",
            "from_other",
            "services",
        )
