"""The truth about what can be found. An index is a projection of it that can be thrown away."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .documents import Kind


class SearchDocumentQuerySet(models.QuerySet):
    def current(self):
        """Without what has expired since it was described."""
        return self.filter(Q(expires=None) | Q(expires__gt=timezone.now()))

    def of(self, sources):
        return self.filter(source__in=sources)


class SearchDocument(models.Model):
    """One object in one language, as the public may see it."""

    id = models.BigIntegerField(primary_key=True)  # documents.key_of
    source = models.CharField(max_length=120, db_index=True)
    language = models.CharField(_("language"), max_length=2)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=500)
    url = models.CharField(_("address"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    anchors = models.JSONField(default=list, blank=True)  # [[where in the text, anchor], …]
    keywords = models.TextField(_("other words"), blank=True)
    labels = models.TextField(_("words of lists, and places"), blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    checked = models.DateField(_("confirmed on"), null=True, blank=True)
    places = models.JSONField(default=list, blank=True)  # [[latitude, longitude], …]
    facets = models.JSONField(default=dict, blank=True)
    marks = models.JSONField(default=list, blank=True)
    written = models.CharField(_("written in"), max_length=2, blank=True)
    rank = models.FloatField(default=1.0)
    expires = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField(default=timezone.now)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            models.UniqueConstraint(fields=["source", "language"], name="one_document_a_language")
        ]

    def __str__(self):
        return self.title

    def address_of(self, position: int | None) -> str:
        """Of the passage where this letter of the text stands; empty if it has none of its own."""
        if position is None:
            return ""
        before = [anchor for start, anchor in self.anchors if start <= position]
        return f"{self.url}#{before[-1]}" if before and before[-1] else ""

    @property
    def place(self) -> tuple[float, float] | None:
        return (self.places[0][0], self.places[0][1]) if self.places else None

    @property
    def is_stand_in(self) -> bool:
        """Its text is in the other language: this one's is not written yet."""
        return self.written not in ("", self.language)


class ChangeQuerySet(models.QuerySet):
    def to_describe(self):
        return self.filter(described=False).order_by("id")

    def described(self):
        return self.filter(described=True).order_by("id")


class Change(models.Model):
    """Something changed: written in the same transaction, applied to each index after commit.

    Rows are kept for a while instead of being removed once applied, because every machine has its
    own copy of the index and reads the log at its own pace.
    """

    source = models.CharField(max_length=120)
    recorded = models.DateTimeField(default=timezone.now, db_index=True)
    described = models.BooleanField(default=False, db_index=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to index")
        verbose_name_plural = _("changes to index")

    def __str__(self):
        return self.source
