"""Publications as Atom, in the language of the address, with the choices of the list."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from cms import languages
from cms.alternates import absolute
from cms.readable import ReadableQuerySet

from ..ledger.feeds import LATEST, LedgerFeed
from .listing import Listing


class PublicationsFeed(LedgerFeed):
    """Only what is written in the language of the feed: a feed reader cannot mark the rest."""

    def find(self):
        return Listing(self.request.GET)

    def title(self, listing):
        return _("Publications")

    def subtitle(self, listing):
        return _("Proceedings, memorandums, diagnoses, reports and practice sheets.")

    def link(self, listing):
        from .publications import PublicationIndexPage

        index = ReadableQuerySet(PublicationIndexPage).written_in(languages.current()).first()
        address = index.get_url(self.request) if index else f"/{languages.current()}/"
        query = self.request.GET.urlencode()
        return absolute(address) + (f"?{query}" if query else "")

    def items(self, listing):
        here = languages.current()
        own = [pk for pk in listing.ordered if listing.shelf.language_of[pk] == here]
        return [self.entry(page) for page in listing.pages(own[:LATEST])]

    def entry(self, page):
        return {
            "id": f"urn:uuid:{page.translation_key}#{languages.current()}",
            "title": page.title,
            "summary": page.lead,
            "url": absolute(page.get_url(self.request)),
            "published": moment(page.published_on) or page.first_published_at,
            "updated": page.last_published_at or moment(page.published_on) or timezone.now(),
            "author": page.authors,
            "categories": [
                str(page.get_kind_display()),
                *(theme.plain for theme in page.shown_themes),
            ],
        }

    def item_guid(self, entry):
        """Stays the same when the address changes."""
        return entry["id"]

    def item_pubdate(self, entry):
        return entry["published"]

    def item_author_name(self, entry):
        return entry["author"] or None


def moment(day):
    return timezone.make_aware(datetime.combine(day, time())) if day else None
