"""What an editor says of a change while preparing it, kept with that revision and no other.

Not on the page: a draft that waits for the committee keeps it, the next one begins without.
"""

from dataclasses import dataclass

from django.db import models
from wagtail.models import Revision

from .natures import Change


class DeclarationQuerySet(models.QuerySet):
    def waiting_for(self, revision):
        """What was said of a revision and not used by a publication yet."""
        return self.filter(revision=revision, used=False).first()


class Declaration(models.Model):
    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="+")
    change = models.CharField(max_length=12, choices=Change.choices)
    text_fr = models.TextField(blank=True)
    text_nl = models.TextField(blank=True)
    passage = models.CharField(max_length=20, blank=True)
    used = models.BooleanField(default=False)  # once: the same revision may be published again

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "declarations"

    def __str__(self):
        return f"{self.revision_id}: {self.change}"


@dataclass(frozen=True)
class Said:
    """The same, before there is a revision to keep it with."""

    change: str
    text_fr: str = ""
    text_nl: str = ""
    passage: str = ""


def declare(revision, said: Said) -> None:
    Declaration.objects.update_or_create(revision=revision, defaults=vars(said))


def is_minor_edit(revision) -> bool:
    return Declaration.objects.filter(revision=revision, change=Change.MINOR).exists()


class Declared:
    """Of pages: what was said in the form goes along with the revision that the form makes."""

    said: Said | None = None

    def save_revision(self, *args, **kwargs):
        revision = super().save_revision(*args, **kwargs)
        if self.said is not None:
            declare(revision, self.said)
        return revision
