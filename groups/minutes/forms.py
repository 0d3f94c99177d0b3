"""What those who keep minutes fill in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import AdminDateInput

from cms import languages
from publications.ledger.answering import files as taken
from publications.ledger.answering.forms import FilesField

from .attendance import MOST, Attendance
from .records import Minutes
from .telling import FEATURES
from .transmissions import DAYS, MOST_DAYS, Means

LONGEST = 200_000
UNREADABLE = "\x00"


class TextArea(DraftailRichTextArea):
    """What is not the work of the editor is refused with a sentence, not with an error."""

    def __init__(self):
        super().__init__(features=FEATURES)

    def value_from_datadict(self, data, files, name):
        try:
            return super().value_from_datadict(data, files, name)
        except (ValueError, TypeError, KeyError, AttributeError):
            return UNREADABLE


class TextField(forms.CharField):
    widget = TextArea

    def to_python(self, value):
        if value == UNREADABLE:
            raise ValidationError(_("The text did not arrive whole. Send it again."))
        return super().to_python(value)


class MinutesForm(forms.ModelForm):
    text = TextField(label=_("Text of the minutes"), required=False, max_length=LONGEST)
    files = FilesField(
        label=_("Files to add"),
        required=False,
        help_text=_("PDF, Word (docx), OpenDocument, PNG or JPEG. They open for the same readers."),
    )

    class Meta:
        model = Minutes
        fields = ["language", "text", "approved_on", "for_members", "for_officials"]
        widgets = {"approved_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = []
        self.fields["language"].choices = list(languages.NAMES.items())

    @property
    def private(self):
        return [self[name] for name in ("language", "text", "files")]

    @property
    def readers(self):
        return [self[name] for name in ("approved_on", "for_members", "for_officials")]

    def clean_approved_on(self):
        day = self.cleaned_data["approved_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        if day and day < self.instance.meeting.first_day:
            raise ValidationError(_("Minutes cannot be approved before the meeting."))
        return day

    def clean_files(self):
        kept = self.instance.files.count() if self.instance.pk else 0
        errors = []
        for file in self.cleaned_data["files"]:
            try:
                kind = taken.check(file)
            except ValidationError as error:
                errors.append(error)
            else:
                self.taken.append((file, kind))
        if kept + len(self.taken) > taken.MAX_FILES:
            message = ngettext(
                "Only %(count)d file can be kept with minutes.",
                "Only %(count)d files can be kept with minutes.",
                taken.MAX_FILES,
            )
            errors.append(ValidationError(message % {"count": taken.MAX_FILES}))
        if errors:
            raise ValidationError(errors)
        return self.taken


class AttendanceForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = ["organisation", "label", "kind", "present", "excused", "absent"]

    def has_changed(self):
        """The kind alone says nothing: an empty row keeps the one it was offered."""
        return any(name != "kind" for name in self.changed_data)

    def clean(self):
        data = super().clean()
        if data.get("organisation") and data.get("label"):
            self.add_error("label", _("Choose an institution, or write which one: not both."))
        elif not data.get("organisation") and not data.get("label") and self.has_changed():
            self.add_error("label", _("Choose an institution, or write which one."))
        return data


class AttendanceFormSet(
    forms.inlineformset_factory(
        Attendance._meta.get_field("meeting").related_model,
        Attendance,
        form=AttendanceForm,
        extra=3,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST,
    )
):
    """Every row offers the same institutions: they are asked for once."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["organisation"].choices = self.choices

    @property
    def choices(self):
        if not hasattr(self, "_choices"):
            field = self.form.base_fields["organisation"]
            rows = field.queryset.order_by("name_fr")
            self._choices = [("", "—"), *((one.pk, one.name.plain) for one in rows)]
        return self._choices


class BeginForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the minutes"), choices=list(languages.NAMES.items())
    )


class TimeForm(BeginForm):
    """Of a meeting that comes back: which time of it."""

    day = forms.ChoiceField(label=_("Day"))

    field_order = ["day", "language"]

    def __init__(self, *args, days=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = [(day.isoformat(), date_format(day)) for day in days]


class TransmissionForm(forms.Form):
    BOTH = "both"

    role = forms.CharField(
        label=_("Function"),
        max_length=160,
        help_text=_("Kept. Example: alderman for social affairs."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        required=False,
        help_text=_("Never public, and erased after a time."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Erased with the name.")
    )
    means = forms.ChoiceField(label=_("How"), choices=Means.choices, initial=Means.LINK)
    days = forms.IntegerField(
        label=_("A link is valid for so many days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(BOTH, _("both languages")), *languages.NAMES.items()],
        initial=BOTH,
    )
