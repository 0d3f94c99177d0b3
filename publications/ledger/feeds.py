"""The ledger as Atom, in the language of the address.

One entry for each thing asked: its identity is its permanent address, and its date moves when
something happens. The feed of a single recommendation has one entry for each event, at its anchor.
"""

from datetime import date

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from cms.alternates import absolute
from cms.coordination import Coordination

from . import alerts, happenings, listing, recent
from .authorities import absorbed
from .filters import Listing
from .recommendations import Recommendation
from .shelf import AUTHORITY
from .themes import of_theme
from .views import rows_of
from .wording import page_title, sentence

LATEST = 40


class LedgerFeed(Feed):
    """What all of them share: who speaks, where the feed is, what an entry is made of."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_object(self, request, **kwargs):
        self.request = request
        return self.find(**kwargs)

    def author_name(self):
        """Never empty: without an author no feed is valid."""
        return Coordination.for_request(self.request).name.plain or settings.WAGTAIL_SITE_NAME

    def feed_url(self):
        return absolute(self.request.get_full_path())

    feed_guid = feed_url

    def item_title(self, entry):
        return entry["title"]

    def item_description(self, entry):
        return entry["summary"]

    def item_link(self, entry):
        return entry["url"]

    def item_guid(self, entry):
        """The permanent address: it never changes."""
        return entry["url"]

    def item_updateddate(self, entry):
        return entry["updated"]

    def item_categories(self, entry):
        return entry.get("categories", ())


class RecommendationsFeed(LedgerFeed):
    """With the choices of the list: the address of a filtered list has its feed."""

    def find(self):
        return Listing(self.request.GET)

    def title(self, listing):
        return _("Recommendations")

    def subtitle(self, listing):
        return _("What was asked, of whom, since when, and what was answered.")

    def link(self, listing):
        query = self.request.GET.urlencode()
        return absolute(reverse("ledger:list")) + (f"?{query}" if query else "")

    def items(self, listing):
        published = {pk: published_at(listing.shelf, pk) for pk in listing.matching}
        newest = dict(recent.latest(published, listing.on, LATEST))
        return [
            {
                "title": alerts.title_of(one),
                "summary": sentence(clock),
                "url": absolute(one.get_absolute_url()),
                "updated": newest[one.pk],
                "categories": [clock.state.label],
            }
            for one, clock, _asked in rows_of(newest, listing.shelf)
        ]


def published_at(shelf, pk):
    """What was loaded without that moment is as old as its number says."""
    year = int(shelf.numbers[pk].partition("-")[0])
    return shelf.published[pk] or recent.moment(date(year, 1, 1))


class ThemeFeed(RecommendationsFeed):
    def find(self, code):
        listing, self.label = of_theme(code, {})
        self.code = code
        return listing

    def title(self, listing):
        return _("Recommendations: %(theme)s") % {"theme": self.label.plain}

    def link(self, listing):
        return absolute(reverse("ledger:theme", args=[self.code]))


class AuthorityFeed(RecommendationsFeed):
    """What it was asked, and what bodies were asked that it took over."""

    def find(self, slug):
        listing = Listing({})
        known = listing.shelf.authorities
        self.authority = next((one for one in known.values() if one.slug == slug), None)
        if self.authority is None:
            raise Http404
        pairs = [(pk, one.successor_id) for pk, one in known.items() if one.successor_id]
        family = {self.authority.pk, *absorbed(self.authority.pk, pairs)}
        asked = family & {
            clock.sending.authority for clock in listing.shelf.account.sendings.values()
        }
        if not asked:
            raise Http404
        listing.chosen = {AUTHORITY: [known[pk].slug for pk in asked]}
        return listing

    def title(self, listing):
        name = self.authority.name.plain
        return _("What %(authority)s was asked, and what it answered") % {"authority": name}

    def link(self, listing):
        return absolute(reverse("ledger:authority", args=[self.authority.slug]))


class InterpellationsFeed(LedgerFeed):
    def find(self):
        return timezone.localdate()

    def title(self, on):
        return _("Interpellations")

    def link(self, on):
        return absolute(reverse("ledger:list"))

    def items(self, on):
        entries = [entry_of(line, on) for line in listing.lines_on(on)]
        return sorted(entries, key=lambda entry: entry["updated"], reverse=True)[:LATEST]


def entry_of(line, on):
    days = [sending.sent_on for sending in line.sendings if sending.sent_on]
    days += [answer.received_on for one in line.sendings for answer in one.answers.all()]
    moments = [recent.moment(day) for day in days if day <= on]
    return {
        "title": page_title(line.page),
        "summary": sentence(line.clock),
        "url": absolute(line.page.get_url()),
        "updated": max([line.page.last_published_at or recent.moment(on), *moments]),
        "categories": [line.clock.state.label],
    }


class RecommendationFeed(LedgerFeed):
    """One entry for each event of one recommendation."""

    def find(self, number):
        return get_object_or_404(Recommendation.objects.public(), number=number)

    def title(self, one):
        return f"{one.reference} {one.title.plain}"

    def subtitle(self, one):
        return _("Each event as it is recorded: letters, answers, what was carried out.")

    def link(self, one):
        return absolute(one.get_absolute_url())

    def items(self, one):
        on = timezone.localdate()
        keys = [
            happenings.key_of(kind, event) for kind, event, _pk, _day in recent.happened(on, one.pk)
        ]
        keys.append(happenings.key_of(happenings.PUBLISHED, one.pk))
        found = alerts.lines(keys).values()
        return [
            {
                "title": line.happened,
                "summary": line.title,
                "url": line.url,
                "updated": recent.moment(line.day),
            }
            for line in sorted(found, key=lambda line: line.day, reverse=True)
        ]
