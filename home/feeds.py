"""What other programs read: news as Atom, events as iCalendar, in the language of the address."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import dates, languages
from cms.alternates import absolute
from cms.calendars import CONTENT_TYPE
from cms.coordination import Coordination
from cms.dates import Asked
from directory.vocabulary import Theme
from groups.models import GroupPage

from .agenda import EventPage
from .calendar import calendar_of, name_of_agenda
from .dates import Events
from .news import NewsIndexPage, NewsPage

LATEST = 30


class NewsFeed(Feed):
    """Only what is written in the language of the feed: a reader cannot mark the rest."""

    feed_type = Atom1Feed

    def get_object(self, request):
        self.request = request
        return Coordination.for_request(request)

    def title(self, coordination):
        acronym = coordination.acronym.plain or settings.WAGTAIL_SITE_NAME
        return _("%(acronym)s news") % {"acronym": acronym}

    def subtitle(self, coordination):
        return coordination.mission.plain

    def link(self):
        index = (
            NewsIndexPage.objects.live().filter(locale__language_code=languages.current()).first()
        )
        return absolute(index.get_url(self.request) if index else f"/{languages.current()}/")

    def feed_url(self):
        return absolute(self.request.path)

    def feed_guid(self):
        return absolute(self.request.path)

    def author_name(self, coordination):
        """Never empty: without an author no feed is valid."""
        return coordination.name.plain or settings.WAGTAIL_SITE_NAME

    def items(self):
        news = NewsPage.objects.written_in(languages.current()).newest_first()
        return news.prefetch_related("themes")[:LATEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.lead

    def item_link(self, item):
        return absolute(item.get_url(self.request))

    def item_guid(self, item):
        """Stays the same when the address changes."""
        return f"urn:uuid:{item.translation_key}#{languages.current()}"

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.date, time()))

    def item_updateddate(self, item):
        return item.last_published_at or self.item_pubdate(item)

    def item_categories(self, item):
        return [theme.label.plain for theme in item.themes.all()]


@require_safe
def agenda(request):
    return calendar_response(calendar(request), "agenda")


@require_safe
def of_theme(request, code):
    theme = get_object_or_404(Theme, code=code)
    return calendar_response(calendar(request, theme.label.plain, theme=code), code)


@require_safe
def of_group(request, key):
    groups = GroupPage.objects.readable_in(languages.current())
    page = groups.filter(translation_key=key).defer_streamfields().first()
    if page is None:
        raise Http404
    return calendar_response(calendar(request, page.title, group=str(key)), page.slug)


def calendar(request, subject="", **narrowed):
    """All that is to come and what took place within the year."""
    language = languages.current()
    since = timezone.now() - timedelta(days=365)
    found = dates.moments(Asked(language, since=since, **narrowed))
    name = name_of_agenda(Coordination.for_request(request), subject)
    return calendar_of(dates.entries(found, language, in_full=True), name, language)


@require_safe
def event(request, slug):
    language = languages.current()
    found = EventPage.objects.written_in(language).filter(slug=slug).first()
    if found is None:
        raise Http404
    entries = Events().entries([found.pk], language, in_full=True).values()
    return calendar_response(calendar_of(entries, found.title, language), slugify(found.title))


def calendar_response(body, name):
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
