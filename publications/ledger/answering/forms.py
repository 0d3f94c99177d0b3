from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminDateInput

from ..clock import SETTLING
from ..kinds import AnswerKind, Position
from . import files
from .links import DAYS

KINDS = [
    (AnswerKind.SUBSTANTIVE, _("Our answer on the substance")),
    (AnswerKind.HOLDING, _("A holding reply: the answer will follow")),
    (AnswerKind.ACKNOWLEDGEMENT, _("An acknowledgement of receipt only")),
]
# Nobody says of himself that he answered beside the question.
POSITIONS = [
    (Position.ACCEPTED, _("We accept what is asked")),
    (Position.IN_PRINCIPLE, _("We accept it in principle")),
    (Position.REFUSED, _("We do not accept it")),
]


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """`data` holds those that we take; the errors name the others."""

    widget = SeveralFiles(attrs={"accept": files.ACCEPT})

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(one, initial) for one in data or [] if one]


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you send?"), choices=KINDS, widget=forms.RadioSelect, initial=KINDS[0][0]
    )
    position = forms.ChoiceField(
        label=_("Your position"),
        choices=POSITIONS,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("For an answer on the substance."),
    )
    extended_to = forms.DateField(
        label=_("The answer will follow by"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("For a holding reply, if you can say: both days stay visible."),
        error_messages={"invalid": _("Write the day like this: 31/12/2026.")},
    )
    text = forms.CharField(
        label=_("Text of the answer"),
        max_length=30_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Published word for word. You may also add a file instead."),
    )
    text_language = forms.ChoiceField(
        label=_("Language of the text"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Answer in the language you like: the coordination sums it up in both."),
    )
    files = FilesField(label=_("Files"), required=False)
    role = forms.CharField(
        label=_("Your function"),
        max_length=120,
        help_text=_("It stays with the coordination. Example: secretariat of the council."),
        error_messages={"required": _("Tell in which function you answer.")},
    )

    use_required_attribute = False  # our own messages say more than the browser's

    def __init__(self, *args, kept=(), **kwargs):
        """`kept`: the files that are here already, from an earlier step."""
        super().__init__(*args, **kwargs)
        self.kept = list(kept)
        self.taken = []  # (file, kind): what can be kept even if something else is to be corrected

    def clean_files(self):
        errors = []
        size = sum(one.size for one in self.kept)
        for file in self.cleaned_data["files"]:
            try:
                kind = files.check(file)
                self.check_room(size + file.size)
            except ValidationError as error:
                errors.append(error)
            else:
                size += file.size
                self.taken.append((file, kind))
        if errors:
            raise ValidationError(errors)
        return self.taken

    def check_room(self, size):
        if len(self.kept) + len(self.taken) >= files.MAX_FILES:
            message = ngettext(
                "Only %(count)d file can be sent.",
                "Only %(count)d files can be sent.",
                files.MAX_FILES,
            )
            raise ValidationError(message % {"count": files.MAX_FILES})
        if size > files.MAX_TOGETHER:
            raise ValidationError(_("Together these files are too large: 18 MB at most."))

    def clean_extended_to(self):
        day = self.cleaned_data["extended_to"]
        if day and day < timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("kind") == AnswerKind.SUBSTANTIVE:
            if not data.get("position"):
                self.add_error("position", _("Say which position you take."))
            if not (data.get("text") or self.taken or self.kept or self.errors.get("files")):
                self.add_error("text", _("Write your answer, or add it as a file."))
        else:
            data["position"] = ""
        if data.get("kind") != AnswerKind.HOLDING:
            data["extended_to"] = None
        if not data.get("text"):
            data["text_language"] = ""
        elif not data.get("text_language"):
            self.add_error("text_language", _("Say in which language the text is."))
        return data


class LinkForm(forms.Form):
    """For the coordination: making a link."""

    BOTH = "both"

    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(BOTH, _("both languages")), *settings.LANGUAGES],
        initial=BOTH,
    )
    days = forms.IntegerField(
        label=_("Valid for so many days"), min_value=1, max_value=365, initial=DAYS
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Of the secretariat that will answer. Without one, copy the link yourself."),
    )


class LetterForm(forms.Form):
    """The draft of the letter, to be read before it leaves."""

    email = forms.EmailField(label=_("E-mail address"))
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("Letter"), widget=forms.Textarea(attrs={"rows": 22}))


class AcceptForm(forms.Form):
    received_on = forms.DateField(label=_("Received on"), widget=AdminDateInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=AnswerKind.choices)
    position = forms.ChoiceField(
        label=_("Position of the authority"),
        choices=[("", "—"), *Position.choices],
        required=False,
    )
    extended_to = forms.DateField(
        label=_("Announces an answer by"),
        required=False,
        widget=AdminDateInput,
        help_text=_("For a holding reply or an extension: it moves the due day, and is shown."),
    )
    summary_fr = forms.CharField(
        label=_("Summary in French"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    summary_nl = forms.CharField(
        label=_("Summary in Dutch"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = forms.MultipleChoiceField(
        label=_("Files to publish"), required=False, widget=forms.CheckboxSelectMultiple
    )
    also = forms.MultipleChoiceField(
        label=_("It also answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What else was sent to this authority and waits for an answer."),
    )

    def __init__(self, *args, deposit, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.deposit = deposit
        self.fields["files"].choices = [(str(f.pk), f.name) for f in deposit.files.all()]
        self.fields["also"].choices = [(str(one.pk), str(one.subject)) for one in others]
        for name in ("files", "also"):
            if not self.fields[name].choices:
                del self.fields[name]

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        if day < self.deposit.sending.sent_on:
            raise ValidationError(_("An answer cannot come before the sending."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("kind") == AnswerKind.SUBSTANTIVE and not data.get("position"):
            self.add_error("position", _("Say which position the authority takes."))
        if data.get("kind") == AnswerKind.EXTENSION and not data.get("extended_to"):
            self.add_error("extended_to", _("Say until when it is extended."))
        if data.get("kind") in SETTLING:
            data["extended_to"] = None  # what answers the question needs no extension
        return data


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept with the coordination, and written to the authority if you ask for it."),
    )
    tell = forms.BooleanField(
        label=_("Write the reason to the address the link was sent to"), required=False
    )
