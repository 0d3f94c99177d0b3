"""One file somebody brought, what it would do, and what was done with it."""

import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .importers import Change, Importer, Outcome, get

SILENCE = timedelta(minutes=2)  # a task that says nothing for so long has died
KEPT = timedelta(days=365)


class State(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("To be decided")
    APPLYING = "applying", _("Being written")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled, nothing was written")
    STOPPED = "stopped", _("Stopped before the end")
    FAILED = "failed", _("Failed")


RUNNING = (State.READING, State.APPLYING)


def private_files():
    """No address leads there: only the admin hands these files out, to those who may import."""
    return FileSystemStorage(location=settings.VAR_DIR / "imports", base_url=None)


def private_name(job, name):
    return f"{uuid.uuid4().hex}{Path(name).suffix.lower()}"


class ImportQuerySet(models.QuerySet):
    def of(self, importers):
        return self.filter(kind__in=[importer.kind for importer in importers])

    def forget_old(self, before=None):
        """Files and reports of long ago; each with its own file."""
        for job in self.filter(created_at__lt=before or timezone.now() - KEPT):
            job.file.delete(save=False)
            job.delete()


class Import(models.Model):
    kind = models.CharField(_("what"), max_length=40)
    file = models.FileField(_("file"), storage=private_files, upload_to=private_name)
    name = models.CharField(_("name of the file"), max_length=200)
    digest = models.CharField(max_length=64, editable=False)
    language = models.CharField(max_length=2, editable=False)
    options = models.JSONField(default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.READING
    )
    created_at = models.DateTimeField(_("date"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    run = models.UUIDField(
        default=uuid.uuid4, editable=False
    )  # the task that has the right to go on
    beat = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished on"), null=True, blank=True)
    notes = models.JSONField(default=list, blank=True)
    message = models.TextField(_("why"), blank=True)
    created = models.PositiveIntegerField(Outcome.CREATED.label, default=0)
    changed = models.PositiveIntegerField(Outcome.CHANGED.label, default=0)
    unchanged = models.PositiveIntegerField(Outcome.UNCHANGED.label, default=0)
    refused = models.PositiveIntegerField(Outcome.REFUSED.label, default=0)
    written = models.PositiveIntegerField(_("written"), default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()  # whoever may change what a file is about may import it

    def __str__(self):
        return self.name

    @property
    def importer(self) -> Importer | None:
        return get(self.kind)

    @property
    def title(self):
        return self.importer.title if self.importer else self.kind

    @property
    def path(self) -> Path:
        return Path(self.file.path)

    @property
    def to_write(self) -> int:
        return self.created + self.changed

    @property
    def total(self) -> int:
        return self.to_write + self.unchanged + self.refused

    @property
    def differing(self) -> int:
        return self.to_write + self.refused

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING and not self.is_silent

    @property
    def is_silent(self) -> bool:
        return self.state in RUNNING and timezone.now() - self.beat > SILENCE

    @property
    def can_continue(self) -> bool:
        """It was interrupted, and going on is safe: what is written is not written again."""
        ended = self.state in (State.FAILED, State.STOPPED)
        return self.is_silent or (ended and self.decided_at is not None)

    def has(self, option: str) -> bool:
        return option in self.options

    def digest_of_file(self) -> str:
        with self.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class ImportLine(models.Model):
    """The report: what one record of the file does, and what became of it."""

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField(_("line"))
    subject = models.CharField(_("what"), max_length=200)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    changes = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    done = models.BooleanField(default=False)  # decided and dealt with

    class Meta:
        ordering = ["number"]
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["job", "key"], name="one_line_a_record"),
        ]
        indexes = [
            models.Index(fields=["job", "outcome", "number"], name="import_lines_by_outcome")
        ]

    def __str__(self):
        return f"{self.number} {self.subject}"

    @property
    def shown_changes(self) -> list[tuple[str, Change]]:
        """Each with the name of its column, in the reader's words."""
        changes = [Change(*change) for change in self.changes]
        importer = self.job.importer
        return [(importer.label(c.field) if importer else c.field, c) for c in changes]
