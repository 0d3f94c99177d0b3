"""Where a page stands between the two languages. Nothing here is typed by hand: it is all dates.

wagtail-localize has no notion of *out of date* (a translation stays "up to date" until someone
presses sync), so it is derived: a translation is in step when it was fetched from the original and
published, both after the texts of the original last changed (cms/texts.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from . import texts


class State(models.TextChoices):
    ORIGINAL = "original", _("original")
    IN_STEP = "in-step", _("in step with the original")
    OUT_OF_DATE = "out-of-date", _("older than the original")
    DRAFT = "draft", _("translation not published yet")
    MISSING = "missing", _("not translated yet")


@dataclass(frozen=True)
class Parity:
    state: State
    original: Page | None = None
    original_changed_at: datetime | None = None
    translated_at: datetime | None = None

    @property
    def is_out_of_date(self):
        return self.state == State.OUT_OF_DATE


def source_of(page):
    """What wagtail-localize remembers of the original of this page, if it has one elsewhere."""
    return (
        TranslationSource.objects.filter(object_id=page.translation_key)
        .exclude(locale_id=page.locale_id)
        .only("locale_id", "last_updated_at")
        .first()
    )


def with_sources(pages):
    """Each page with two days: its texts changed, it was fetched for translation (originals)."""
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id")
    )
    pages = texts.with_days(pages)
    return pages.annotate(fetched_at=Subquery(sources.values("last_updated_at")[:1]))


def of_page(page, translations=None) -> Parity:
    """The state of one page; `translations` are its siblings `with_sources`, if already there."""
    siblings = with_sources(page.get_translations()) if translations is None else translations
    original = next((p for p in siblings if p.fetched_at), None)
    if original is None:
        return Parity(State.ORIGINAL)
    return compare(page, original, original.fetched_at, original.texts_changed_at)


def compare(page, original, fetched_at, changed_at=None) -> Parity:
    """The rule itself: a pure function of four dates."""
    if original is None or original.last_published_at is None:
        return Parity(State.ORIGINAL)
    changed_at = changed_at or original.last_published_at
    if not page.live or page.last_published_at is None:
        return Parity(State.DRAFT, original, changed_at)
    in_step = changed_at <= min(fetched_at, page.last_published_at)
    state = State.IN_STEP if in_step else State.OUT_OF_DATE
    return Parity(state, original, changed_at, page.last_published_at)
