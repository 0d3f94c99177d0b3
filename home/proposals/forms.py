"""What a member fills in: few fields, her own words, one language or both."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import languages

from ..contact_form import OneLine
from ..links import ResourceLink
from .records import Kind, Proposal

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
HOUR = {"attrs": {"type": "time"}, "format": "%H:%M"}
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
WRONG_DAY = {"invalid": _("Write the day like this: 31/12/2026.")}
WRONG_HOUR = {"invalid": _("Write the hour like this: 14:30.")}
TITLE = {"max_length": 150}
FIRST = ["organisation", "language", "title", "text"]
LAST = ["link", "other_title", "other_text"]


def words(label, **options):
    widget = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=label, max_length=4000, widget=widget, **options)


class ProposalForm(forms.Form):
    kind: Kind
    language = forms.ChoiceField(
        label=_("You write in"), choices=list(languages.NAMES.items()), widget=forms.RadioSelect
    )
    title = OneLine(label=_("Title"), help_text=_("Short: it is read in lists."), **TITLE)
    text = words(
        _("Text"),
        help_text=_(
            "A few sentences, without formatting. Nothing about the situation of a person, even "
            "without her name."
        ),
    )
    link = forms.URLField(
        label=_("Page that says more"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Example: https://www.example.org/newsletter"),
    )
    other_title = OneLine(
        label=_("Title in the other language, if you have it"), required=False, **TITLE
    )
    other_text = words(_("Text in the other language, if you have it"), required=False)

    use_required_attribute = False
    field_order = [*FIRST, *LAST]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        if len(organisations) > 1:
            choices = [(pk, one.name.plain) for pk, one in self.organisations.items()]
            self.fields["organisation"] = forms.ChoiceField(
                label=_("In the name of"), choices=choices
            )
            self.order_fields(self.field_order)

    def clean(self):
        told = super().clean()
        if told.get("other_text") and not told.get("other_title"):
            raise ValidationError({"other_title": _("The text needs its title too.")})
        return told

    @property
    def facts(self):
        return {}

    def proposal(self, user) -> Proposal:
        told = self.cleaned_data
        only = next(iter(self.organisations))
        names = ("language", "title", "text", "link", "other_title", "other_text")
        return Proposal(
            kind=self.kind,
            organisation=self.organisations[told.get("organisation", only)],
            proposed_by=user,
            **{name: told[name] for name in names},
            **self.facts,
        )


class NewsForm(ProposalForm):
    kind = Kind.NEWS


class EventForm(ProposalForm):
    kind = Kind.EVENT
    day = forms.DateField(label=_("Day"), widget=DAY, input_formats=DAYS, error_messages=WRONG_DAY)
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(**HOUR), error_messages=WRONG_HOUR
    )
    ends = forms.TimeField(
        label=_("Until"),
        required=False,
        widget=forms.TimeInput(**HOUR),
        error_messages=WRONG_HOUR,
    )
    place = OneLine(
        label=_("Place"), max_length=200, help_text=_("Name and address."), required=False
    )

    field_order = [*FIRST[:3], "day", "begins", "ends", "place", "text", *LAST]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return day

    def clean(self):
        told = super().clean()
        if told.get("begins") and told.get("ends") and told["ends"] <= told["begins"]:
            raise ValidationError({"ends": _("An event cannot end before it starts.")})
        return told

    @property
    def facts(self):
        told = self.cleaned_data
        hours = {"start": told["begins"], "end": told["ends"]}
        moments = {
            name: timezone.make_aware(datetime.combine(told["day"], hour)) if hour else None
            for name, hour in hours.items()
        }
        return {"place": told["place"], **moments}


class LinkForm(ProposalForm):
    kind = Kind.LINK
    link = forms.URLField(
        label=_("Address of the page"),
        max_length=500,
        assume_scheme="https",
        help_text=_("The page that answers the question, rather than the front page of the site."),
    )
    text = words(_("What one finds there"), help_text=_("One or two sentences."))

    field_order = [*FIRST[:3], "link", "text", "other_title", "other_text"]


FORMS = {form.kind: form for form in (NewsForm, EventForm, LinkForm)}


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The member reads it, in her area and in a letter."),
    )


class ResourceForm(forms.ModelForm):
    """A useful link is public as soon as it is kept, so it is looked at before."""

    class Meta:
        model = ResourceLink
        fields = [
            "theme",
            *(f"{name}_{code}" for name in ("title", "url") for code in languages.CODES),
            *(
                f"{name}_{code}"
                for name in ("publisher", "description")
                for code in languages.CODES
            ),
        ]
