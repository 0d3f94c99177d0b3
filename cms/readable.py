"""Pages a reader may see, each once: in the reader's language, or in the only one it exists in."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import StartsWith
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def is_restricted():
    """Whether a page, or one above it, is for some people only: part of a query, not one more."""
    above = StartsWith(OuterRef("path"), F("page__path"))
    return Exists(PageViewRestriction.objects.filter(above))


class ReadableQuerySet(PageQuerySet):
    def public(self):
        """The same as Wagtail's, without the question it asks first."""
        return self.filter(~is_restricted())

    def readable_in(self, language):
        """What has no live twin in `language` is kept: lists mark it with its own language."""
        twins = Page.objects.live().filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        own = Q(locale__language_code=language)
        return self.live().public().filter(own | ~Exists(twins)).select_related("locale")

    def written_in(self, language):
        """Only what somebody wrote or translated in `language`."""
        return self.live().public().filter(locale__language_code=language).select_related("locale")
