"""Pages a reader may see, each once: in the reader's language, or in the only one it exists in."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import StartsWith
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def is_restricted():
    """Whether a page, or one above it, is for some people only: part of a query, not one more."""
    above = StartsWith(OuterRef("path"), F("page__path"))
    return Exists(PageViewRestriction.objects.filter(above))


def expired():
    """Past the hour an editor chose. Until the timer passes, Wagtail still takes it for live."""
    return Q(expire_at__lte=timezone.now())


def has_expired(page):
    return page.expire_at is not None and page.expire_at <= timezone.now()


def readable(pages):
    """Those of these pages that everybody may read now."""
    return pages.live().filter(~is_restricted(), ~expired())


class ReadableQuerySet(PageQuerySet):
    def public(self):
        """Like Wagtail's, without the question it asks first and without what has expired."""
        return self.filter(~is_restricted(), ~expired())

    def readable_in(self, language):
        """What has no twin to read in `language` is kept: lists mark it with its own language."""
        twins = readable(Page.objects).filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        own = Q(locale__language_code=language)
        return readable(self).filter(own | ~Exists(twins)).select_related("locale")

    def written_in(self, language):
        """Only what somebody wrote or translated in `language`."""
        return readable(self).filter(locale__language_code=language).select_related("locale")
