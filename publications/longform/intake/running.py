"""Reading a document in the background; whatever happens, the person sees it on its page."""

import io
import logging
import shutil
import uuid
import zipfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms.tabular import Refused

from .checks import Format, recognise, text_of
from .documents import reading as file_reading
from .pasted import reading as text_reading
from .pieces import Reading
from .records import ImportedDocument, State

log = logging.getLogger(__name__)
LONGEST_TEXT = 3_000_000  # characters


def start(document: ImportedDocument) -> None:
    """Gives it to a worker, who alone may go on with it from now."""
    document.run, document.state, document.message = uuid.uuid4(), State.READING, ""
    document.touched_at = timezone.now()
    document.save(update_fields=["run", "state", "message", "touched_at"])
    transaction.on_commit(partial(read.enqueue, document.pk, str(document.run)))


@task()
def read(pk: int, run: str) -> None:
    document = ImportedDocument.objects.filter(pk=pk, run=run, state=State.READING).first()
    if document is None:
        return
    with translation.override(document.reader):
        try:
            found, pictures = read_file(document)
        except Refused as refusal:
            finish(document, State.FAILED, message=str(refusal))
        except Exception:
            log.exception("document %s could not be read", pk)
            finish(document, State.FAILED, message=_("Something went wrong on our side."))
        else:
            finish(document, State.READY, reading=found.stored(), pictures=pictures)


def read_file(document: ImportedDocument) -> tuple[Reading, dict[str, bytes]]:
    with TemporaryDirectory(prefix="incoming-") as folder:
        copy = Path(folder) / f"document{Path(document.file.name).suffix}"
        with document.file.open("rb") as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        form = recognise(copy, copy.name)
        found, pictures = read_as(copy, form)
    if not found.pieces:
        raise Refused(_("No text was found in it. If it is made of pictures, it must be typed."))
    return found, pictures


def read_as(path: Path, form: Format):
    if form is not Format.TEXT:
        return file_reading.read(path, form)
    text = text_of(path)
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This text is too long for one publication: bring it in several parts."))
    return text_reading.read(text), {}


def finish(document, state, message="", reading=None, pictures=None) -> None:
    """Only the run that has the right to: another one may have taken over."""
    with transaction.atomic():
        mine = ImportedDocument.objects.select_for_update().filter(pk=document.pk, run=document.run)
        document = mine.first()
        if document is None:
            return
        document.state, document.message = state, message
        document.reading, document.touched_at = reading or {}, timezone.now()
        if document.form == Format.TEXT and document.reading.get("title"):
            document.name = document.reading["title"][:200]  # better than its first line
        if pictures:
            packed = ContentFile(packed_pictures(pictures))
            document.pictures.save("pictures.zip", packed, save=False)
        document.save()


def packed_pictures(pictures: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in pictures.items():
            archive.writestr(name, content)
    return data.getvalue()
