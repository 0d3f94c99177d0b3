"""What one fills in while a document comes in."""

from pathlib import PurePosixPath

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from cms import languages
from cms.importing.forms import on_disk
from cms.tabular import Refused

from ...ledger.recommendations import Recommendation
from ..kinds import Kind as PublicationKind
from . import checks, running
from .marks import from_marks, to_marks
from .pieces import Kind
from .records import ImportedDocument
from .running import LONGEST_TEXT

KINDS = {
    Kind.HEADING: _("heading"),
    Kind.PARAGRAPH: _("text"),
    Kind.LIST: _("list"),
    Kind.PROPOSITION: _("numbered proposition"),
    Kind.RECOMMENDATION: _("recommendation"),
    Kind.QUOTATION: _("quotation"),
    Kind.TESTIMONY: _("testimony"),
    Kind.SPEECH: _("speech"),
    Kind.TABLE: _("table"),
    Kind.GRID: _("grid of two dimensions"),
    Kind.FIGURE: _("picture"),
}
OF_TEXT = [kind for kind in KINDS if kind not in (Kind.LIST, Kind.TABLE, Kind.GRID, Kind.FIGURE)]
LEVELS = [(level, str(level)) for level in range(1, 6)]


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=150,
        required=False,
        help_text=_("Word (.docx), LibreOffice (.odt), web page (.html) or Markdown (.md), 20 MB."),
    )
    text = forms.CharField(
        label=_("Or a text copied from a PDF"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("In the PDF: select all, copy. Then paste here, just as it comes."),
    )
    language = forms.ChoiceField(label=_("Language of the document"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        accepted = ",".join(checks.EXTENSIONS)
        self.fields["file"].widget.attrs["accept"] = accepted

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("This text is too long for one publication: bring it in several parts.")
            )
        return text

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > checks.MOST_BYTES:
            raise forms.ValidationError(
                _("This file weighs more than %(limit)d MB. Make its pictures lighter.")
                % {"limit": checks.MOST_BYTES // checks.MB}
            )
        try:
            with on_disk(file) as path:
                self.found = checks.recognise(path, file.name)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    def clean(self):
        cleaned = super().clean()
        given = [bool(cleaned.get("file")), bool((cleaned.get("text") or "").strip())]
        if not self.errors and sum(given) != 1:
            raise forms.ValidationError(
                _("Choose a file or paste a text: one of the two, and only one.")
            )
        return cleaned

    def begin(self, user, target=None) -> ImportedDocument:
        """Kept in a private place, and given to a worker to be read."""
        ImportedDocument.objects.forget_old()
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        document = ImportedDocument(
            language=self.cleaned_data["language"],
            reader=languages.current(),
            created_by=user,
            target=target,
        )
        if file:
            document.name, document.form = file.name[:200], self.found.value
            extension = PurePosixPath(file.name).suffix.lower()
            file.seek(0)
            document.file.save(f"document{extension}", file, save=False)
        else:
            first = next((line.strip() for line in text.splitlines() if line.strip()), "")
            document.name, document.form = first.strip("*# ")[:80], checks.Format.TEXT.value
            document.file.save("document.txt", ContentFile(text.encode()), save=False)
        document.digest = document.digest_of_file()
        document.save()
        running.start(document)
        return document


class PieceForm(forms.Form):
    """One passage: only what its kind can have is offered."""

    kind = forms.ChoiceField(label=_("What it is"))
    level = forms.TypedChoiceField(
        label=_("Level of the heading"),
        coerce=int,
        choices=LEVELS,
        required=False,
        empty_value=None,
    )
    number = forms.CharField(
        label=_("Number in the source"),
        max_length=20,
        required=False,
        help_text=_("As it is typed there. Nothing renumbers it."),
    )
    title = forms.CharField(label=_("Title or caption"), max_length=250, required=False)
    who = forms.CharField(
        label=_("Who"),
        max_length=120,
        required=False,
        help_text=_("The role code of a testimony, who speaks, the author of a quotation."),
    )
    role = forms.CharField(
        label=_("Role that day, or what the role codes mean"), max_length=250, required=False
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "*italic*, **bold**, [words](address of a link), [^n3] the call of a note. An empty "
            "line between two texts; each item of a list begins with a dash."
        ),
    )
    caption = forms.CharField(label=_("Caption of the table"), max_length=250, required=False)
    columns = forms.CharField(
        label=_("Names of the columns"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line."),
    )
    first_row = forms.BooleanField(label=_("The first row names the columns"), required=False)
    description = forms.CharField(label=_("What the picture shows"), max_length=250, required=False)
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.all(),
        label=_("Recommendation of the ledger"),
        required=False,
        widget=AdminSnippetChooser(Recommendation),
        help_text=_("If it is there already: the page shows where it stands."),
    )

    def __init__(self, *args, piece, notes, **kwargs):
        self.piece, self.notes = piece, notes
        super().__init__(*args, initial=initial(piece), **kwargs)
        self.fields["kind"].choices = [(kind.value, KINDS[kind]) for kind in kinds_for(piece)]
        for name in unused(piece):
            del self.fields[name]
        self.order_fields(["kind", "level", "text"])

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        text = (cleaned.get("text") or "").strip()
        if kind == Kind.HEADING and "text" in self.fields and not text:
            self.add_error("text", _("A heading needs words. To remove it, leave the passage out."))
        if kind == Kind.HEADING and len(text) > 250:
            self.add_error("text", _("A heading has 250 characters at most."))
        return cleaned

    def changes(self) -> dict:
        """Only what differs from what was read."""
        data, before = dict(self.cleaned_data), initial(self.piece)
        found = {"kind": data.pop("kind")}
        recommendation = data.pop("recommendation", None)
        if recommendation:
            found["recommendation"] = recommendation.pk
        if "text" in data:
            self.change_text(data.pop("text"), before["text"], found)
        if "columns" in data:
            found["columns"] = data.pop("columns").splitlines()
        level = data.pop("level", None)
        if found["kind"] == Kind.HEADING:
            found["level"] = level or self.piece.level or 1
        return found | data

    def change_text(self, text, before, found) -> None:
        text = text.replace("\r\n", "\n")
        heading = found["kind"] == Kind.HEADING
        if text.strip() == (before or "").strip() and heading == (self.piece.kind == Kind.HEADING):
            return
        if heading:
            if text.strip() != (before or "").strip():
                found["text"] = " ".join(text.split())
        else:
            found["text"] = from_marks(text, self.notes)


def initial(piece) -> dict:
    text = piece.text if piece.kind == Kind.HEADING else to_marks(piece.text)
    table = piece.table
    return {
        "kind": piece.kind.value,
        "level": piece.level or 1,
        "number": piece.number,
        "title": piece.title,
        "who": piece.who,
        "role": piece.role,
        "text": text,
        "caption": table.caption if table else "",
        "columns": "\n".join(table.columns) if table else "",
        "description": piece.description,
        "recommendation": piece.recommendation,
    }


def kinds_for(piece) -> list[Kind]:
    if piece.table:
        return [Kind.TABLE, Kind.GRID, Kind.LIST]
    if piece.kind == Kind.FIGURE:
        return [Kind.FIGURE]
    return [*OF_TEXT[:2], Kind.LIST, *OF_TEXT[2:]]


def unused(piece) -> list[str]:
    of_text = ["level", "number", "who", "role", "text", "recommendation"]
    of_table = ["caption", "columns", "first_row"]
    if piece.table:
        return [*of_text, "title", "description"]
    if piece.kind == Kind.FIGURE:
        return [*of_text, *of_table]
    return [*of_table, "description"]


class ArrangeForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("A new chapter begins at headings"),
        coerce=int,
        choices=[
            (0, _("nowhere: all on one page")),
            (1, _("of level 1")),
            (2, _("of level 1 and 2")),
            (3, _("of level 1 to 3")),
        ],
    )


class CreateForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=255)
    kind = forms.ChoiceField(label=_("Kind"), choices=PublicationKind.choices)
    authors = forms.CharField(label=_("Authors"), max_length=250, required=False)
    published_on = forms.DateField(
        label=_("Published on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    drafts = forms.BooleanField(
        label=_("Also make a draft in the ledger for each passage marked as a recommendation"),
        required=False,
    )

    def __init__(self, *args, marked=0, **kwargs):
        super().__init__(*args, **kwargs)
        if not marked:
            del self.fields["drafts"]

    @property
    def facts(self) -> dict:
        return {
            name: self.cleaned_data[name] for name in ("title", "kind", "authors", "published_on")
        }


class UpdateForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=255)
