from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from directory.organisations import Organisation

from ..signatories import Means


class OrganisationsForm(forms.Form):
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one organisation.")},
    )

    def __init__(self, *args, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        free = Organisation.objects.listed().exclude(pk__in=taken).order_by("name_fr")
        self.fields["organisations"].queryset = free

    @property
    def has_choice(self):
        return self.fields["organisations"].queryset.exists()


class ConsentForm(OrganisationsForm):
    consent_on = forms.DateField(
        label=_("Consent given on"),
        initial=timezone.localdate,
        widget=AdminDateInput,
    )
    given_by = forms.CharField(
        label=_("Given by"),
        max_length=120,
        help_text=_("A role, never a name; never shown. Example: the board, the director."),
    )
    given_how = forms.ChoiceField(
        label=_("How it was given"),
        choices=[(means.value, means.label) for means in Means if means != Means.LINK],
    )
    evidence = forms.CharField(
        label=_("Where the proof is kept"),
        max_length=200,
        required=False,
        help_text=_("Never shown. Example: mailbox of the coordination, 3 March."),
    )

    def clean_consent_on(self):
        day = self.cleaned_data["consent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("A consent is recorded once it was given."))
        return day

    @property
    def consent(self):
        names = ("consent_on", "given_by", "given_how", "evidence")
        return {name: self.cleaned_data[name] for name in names}


class AskForm(OrganisationsForm):
    send = forms.BooleanField(
        label=_("Also send the link to the e-mail address of each entry"),
        required=False,
        help_text=_("Else copy the links yourself: they are shown once, on the next screen."),
    )


class TakeBackForm(forms.Form):
    withdrawn_on = forms.DateField(label=_("Taken back on"), widget=AdminDateInput)

    def clean_withdrawn_on(self):
        day = self.cleaned_data["withdrawn_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Record it on the day itself: it works at once."))
        return day


class SignForm(forms.Form):
    """What an organisation fills in behind its personal link."""

    role = forms.CharField(
        label=_("Your function in the organisation"),
        max_length=120,
        help_text=_("It stays with the coordination. Example: director, for the board."),
        error_messages={"required": _("Tell in which function you decide for it.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)  # a digest of the text that was shown

    use_required_attribute = False
