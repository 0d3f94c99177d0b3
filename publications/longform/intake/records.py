"""A document that is coming in: what was read, what was decided so far, and what became of it."""

import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .deciding import Decisions, open_findings
from .pieces import Reading

SILENCE = timedelta(minutes=3)  # a reading that says nothing for so long was interrupted
KEPT = timedelta(days=60)


class State(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("To be looked through")
    FAILED = "failed", _("Could not be read")
    DONE = "done", _("Made into pages")


def private_files():
    """No address leads there."""
    return FileSystemStorage(location=settings.VAR_DIR / "incoming", base_url=None)


def private_name(document, name):
    return f"{uuid.uuid4().hex}{Path(name).suffix.lower()[:10]}"


class IncomingQuerySet(models.QuerySet):
    def latest_first(self):
        return self.order_by("-created_at", "-pk")

    def forget_old(self, before=None):
        """What nobody took up again; each with its files."""
        for document in self.filter(touched_at__lt=before or timezone.now() - KEPT):
            document.forget()


class ImportedDocument(models.Model):
    name = models.CharField(_("document"), max_length=200)
    file = models.FileField(_("file"), storage=private_files, upload_to=private_name, blank=True)
    pictures = models.FileField(storage=private_files, upload_to=private_name, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    form = models.CharField(max_length=10, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    reader = models.CharField(max_length=2, editable=False)  # the language of messages
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.READING
    )
    message = models.TextField(_("why"), blank=True)
    run = models.UUIDField(default=uuid.uuid4, editable=False)
    reading = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)  # of the publication it would make
    target = models.ForeignKey(
        Page,
        verbose_name=_("publication"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("date"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("document brought in")
        verbose_name_plural = _("documents brought in")
        default_permissions = ()  # whoever may add publications may bring documents in

    def __str__(self):
        return self.name

    @property
    def is_silent(self) -> bool:
        return self.state == State.READING and timezone.now() - self.touched_at > SILENCE

    @property
    def is_running(self) -> bool:
        return self.state == State.READING and not self.is_silent

    @property
    def was_read(self) -> Reading:
        return Reading.of(self.reading)

    @property
    def decided(self) -> Decisions:
        return Decisions(self.decisions)

    @property
    def open_count(self) -> int:
        return len(open_findings(self.was_read, self.decided)) if self.reading else 0

    def decide(self, decisions: Decisions) -> None:
        self.decisions, self.touched_at = decisions.stored(), timezone.now()
        self.save(update_fields=["decisions", "touched_at"])

    def digest_of_file(self) -> str:
        with self.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def forget_files(self) -> None:
        for field in (self.file, self.pictures):
            if field:
                field.delete(save=False)

    def forget(self) -> None:
        self.forget_files()
        self.delete()

    def settle(self, page: Page) -> None:
        """Pages were made: the text lives there now, and nothing of the file is kept."""
        self.forget_files()
        self.state, self.target, self.touched_at = State.DONE, page, timezone.now()
        self.reading, self.decisions, self.file, self.pictures = {}, {}, "", ""
        self.save()
