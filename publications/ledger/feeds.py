"""The ledger as Atom, in the language of the address.

One entry for each thing asked: its identity is its permanent address, and its date moves when
something happens. The feed of a single recommendation has one entry for each event, at its anchor.
"""

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

from . import alerts, casefile, happenings, listing, recent
from .authorities import Authority
from .filters import Listing
from .recommendations import Recommendation
from .sendings import Sending
from .themes import theme_or_404
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
        newest = dict(recent.latest(listing.matching, listing.on, LATEST))
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


class ThemeFeed(RecommendationsFeed):
    def find(self, code):
        self.theme = theme_or_404(code)
        return Listing({}, recommendations=Recommendation.objects.public().about(code))

    def title(self, listing):
        return _("Recommendations: %(theme)s") % {"theme": self.theme.label.plain}

    def link(self, listing):
        return absolute(reverse("ledger:theme", args=[self.theme.code]))


class AuthorityFeed(RecommendationsFeed):
    """What it was asked, and what bodies were asked that it took over."""

    def find(self, slug):
        self.authority = get_object_or_404(Authority, slug=slug)
        asked = Sending.objects.public().answerable_by(self.authority)
        slugs = set(asked.order_by().values_list("authority__slug", flat=True))
        if not slugs:
            raise Http404
        return Listing({"authority": list(slugs)})

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
        [(_one, clock)] = casefile.with_clocks([one])
        return sentence(clock)

    def link(self, one):
        return absolute(one.get_absolute_url())

    def items(self, one):
        on = timezone.localdate()
        keys = [
            happenings.key_of(kind, event)
            for kind, event, pk, _day in recent.happened(on)
            if pk == one.pk
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
