"""News and events in the words of schema.org."""

from django.utils import timezone

from cms import languages
from cms.alternates import absolute
from cms.bilingual import text_in

CONTEXT = "https://schema.org"
SCHEDULED = "https://schema.org/EventScheduled"
CANCELLED = "https://schema.org/EventCancelled"


def of_news(page, request, publisher):
    return _known(
        {
            **_of_page(page, request),
            "@type": "NewsArticle",
            "headline": page.title,
            "datePublished": page.date.isoformat(),
            "dateModified": _moment(page.last_published_at),
            "publisher": _organisation(publisher),
        }
    )


def of_event(page, request, publisher):
    language = page.locale.language_code
    place = text_in(page, "place", language).plain
    organiser = text_in(page, "organiser", language).plain or publisher
    first, last = page.start, page.end
    return _known(
        {
            **_of_page(page, request),
            "@type": "Event",
            "name": page.title,
            "startDate": page.first_day.isoformat() if page.all_day else _moment(first),
            "endDate": page.last_day.isoformat() if page.all_day else _moment(last),
            "eventStatus": CANCELLED if page.cancelled else SCHEDULED,
            "location": {"@type": "Place", "name": place, "address": place} if place else None,
            "organizer": _organisation(organiser),
        }
    )


def _of_page(page, request):
    address = page.get_url(request)  # none before a page is first saved: previews
    return {
        "@context": CONTEXT,
        "url": absolute(address) if address else None,
        "inLanguage": languages.html_lang(page.locale.language_code),
        "description": page.lead or page.search_description,
    }


def _organisation(name):
    return {"@type": "Organization", "name": name} if name else None


def _moment(when):
    return timezone.localtime(when).isoformat() if when else None


def _known(data):
    return {name: value for name, value in data.items() if value}
