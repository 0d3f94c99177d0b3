"""Files made of publications: kept until what they are made of changes, read by who may read it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

SILENCE = timedelta(minutes=5)  # who began so long ago and is not finished has died
PAUSE = timedelta(seconds=30)  # before somebody may ask again for what failed


class Form(models.TextChoices):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EPUB = "epub", "EPUB"


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


def private_files():
    """No address leads there: a view hands them out, to who may read the page."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT / "publications", base_url=None)


def private_name(made, name):
    return f"{uuid.uuid4().hex}.{made.form}"


class MadeFileQuerySet(models.QuerySet):
    def to_make(self):
        """Those somebody waits for first; those that a worker left half made come again."""
        left = models.Q(state=State.MAKING, began_at__lt=timezone.now() - SILENCE)
        waiting = self.filter(models.Q(state=State.WAITING) | left)
        return waiting.order_by(F("asked_at").asc(nulls_last=True), "pk")


class MadeFile(models.Model):
    """One for each form of a page; the page knows its language and whether it is a chapter."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="made_files")
    form = models.CharField(_("form"), max_length=4, choices=Form.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    fingerprint = models.CharField(max_length=64, blank=True)  # of what it was made of
    file = models.FileField(
        _("file"), storage=private_files, upload_to=private_name, blank=True, max_length=80
    )
    size = models.PositiveIntegerField(_("size"), default=0)
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(_("made on"), null=True, blank=True)

    objects = MadeFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("made file")
        verbose_name_plural = _("made files")
        default_permissions = ()  # nobody keeps them: they come and go with their pages
        constraints = [
            models.UniqueConstraint(fields=["page", "form"], name="one_made_file_a_form"),
        ]

    def __str__(self):
        return f"{self.page_id}.{self.form}"

    def is_of(self, fingerprint) -> bool:
        return self.state == State.READY and self.fingerprint == fingerprint

    @property
    def is_under_way(self) -> bool:
        if self.state == State.WAITING:
            return True
        return self.state == State.MAKING and self.began_at > timezone.now() - SILENCE

    def has_failed_with(self, fingerprint) -> bool:
        return self.state == State.FAILED and self.fingerprint == fingerprint

    @property
    def may_be_tried_again(self) -> bool:
        return self.began_at is None or timezone.now() - self.began_at > PAUSE
