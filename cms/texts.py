"""When the texts of a page last really changed: the one date that a translation is measured by.

Publishing is not changing. A date, a demand, a picture is published without a word to translate,
and an editor may say that a change is a minor edit: neither leaves a translation behind.
"""

import hashlib
import logging
from collections.abc import Callable

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.signals import page_published
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

logger = logging.getLogger(__name__)

ADDRESS = "slug"  # a text for wagtail-localize; nobody reads it as one

_minor_edits: list[Callable[[Revision], bool]] = []


class Texts(models.Model):
    """One row a page, written at its publication. A page without one counts by its own date."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("page")
    )
    digest = models.CharField(_("digest of the texts"), max_length=64)
    changed_at = models.DateTimeField(_("texts changed on"))

    class Meta:
        verbose_name = _("day on which texts changed")
        verbose_name_plural = _("days on which texts changed")

    def __str__(self):
        return str(self.page_id)


def register_minor_edits(said_of: Callable[[Revision], bool]) -> None:
    """Apps where an editor may say that a revision is a minor edit tell how to ask."""
    _minor_edits.append(said_of)


def digest_of(page) -> str:
    """The same for the same texts, wherever they stand on the page; empty if they cannot be read.

    What a translator would be given, so that a picture or another order changes nothing.
    """
    try:
        segments = extract_segments(page)
    except Exception:  # somebody else's reading of our blocks must not stop a publication
        logger.exception("The texts of page %s cannot be read.", page.pk)
        return ""
    texts = sorted(
        f"{segment.path}\0{segment.string.data}"
        for segment in segments
        if isinstance(segment, StringSegmentValue) and segment.path != ADDRESS
    )
    return hashlib.sha256("\0\0".join(texts).encode()).hexdigest()


@receiver(page_published)
def remember(sender, instance, revision=None, **kwargs):
    if not instance.live:  # published for a day to come: Wagtail tells it all the same
        return
    digest = digest_of(instance)
    known = Texts.objects.filter(page_id=instance.pk).first()
    if known is None:
        known = Texts(page_id=instance.pk, changed_at=instance.last_published_at)
    elif digest and digest == known.digest:
        return
    elif not is_minor_edit(revision):
        known.changed_at = instance.last_published_at
    known.digest = digest
    known.save()


def is_minor_edit(revision) -> bool:
    return revision is not None and any(said_of(revision) for said_of in _minor_edits)


def with_days(pages):
    """Each page with the day on which its texts last changed, in the query that finds it."""
    known = Texts.objects.filter(page_id=OuterRef("pk")).values("changed_at")[:1]
    return pages.annotate(texts_changed_at=Coalesce(Subquery(known), F("last_published_at")))


def unchanged_since(page, moment) -> bool:
    """Whether only facts and minor edits were published since; unknown means no."""
    return Texts.objects.filter(page_id=page.pk, changed_at__lte=moment).exists()


def count_as_changed(page, moment) -> None:
    """At that moment, whatever was said: for what turns out to be more, and for demonstrations."""
    Texts.objects.filter(page_id=page.pk).update(changed_at=moment)
