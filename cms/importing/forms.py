"""Choosing a file: refused at once when it cannot be read at all, before anything is kept."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import gettext_lazy as _

from cms import languages, tabular

from . import running
from .models import Import, State


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File"), max_length=150)

    def __init__(self, *args, importer, **kwargs):
        super().__init__(*args, **kwargs)
        self.importer = importer
        self.fields["file"].widget.attrs["accept"] = ",".join(importer.extensions)
        for name, label in importer.options.items():
            self.fields[name] = forms.BooleanField(label=label, required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            with on_disk(file) as path:
                self.importer.check(path, file.name)
        except tabular.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    def begin(self, user) -> Import:
        """Kept in a private place, and given to a worker to be read."""
        Import.objects.forget_old()
        file = self.cleaned_data["file"]
        file.seek(0)
        job = Import(
            kind=self.importer.kind,
            name=file.name[:200],
            language=languages.current(),
            options=[name for name in self.importer.options if self.cleaned_data[name]],
            created_by=user,
        )
        job.file.save(file.name, file, save=False)
        job.digest = job.digest_of_file()
        job.save()
        running.start(job, State.READING)
        return job


@contextmanager
def on_disk(file):
    """Small uploads are in memory: readers want a file that has a path."""
    if isinstance(file, TemporaryUploadedFile):
        yield Path(file.temporary_file_path())
        return
    with NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
