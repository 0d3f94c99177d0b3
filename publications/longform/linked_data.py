"""A publication and its chapters in the words of schema.org."""

from cms import languages
from cms.alternates import absolute

from .kinds import Aspect, Kind

CONTEXT = "https://schema.org"
TYPES = {
    Kind.PROCEEDINGS: "Book",
    Kind.PRACTICE: "CreativeWork",
}
USUAL_TYPE = "Report"


def of_publication(page, request):
    """Authors are a line to be quoted, persons or bodies: `creditText` does not guess which."""
    about = [{"@type": "Thing", "name": theme.label.plain} for theme in page.theme_list]
    event = _event(page) if page.concerns(Aspect.EVENT) else None
    return _known(
        {
            "@context": CONTEXT,
            **_work(page, request),
            "creditText": page.authors,
            "publisher": {"@type": "Organization", "name": page.publisher}
            if page.publisher
            else None,
            "datePublished": page.published_on.isoformat() if page.published_on else None,
            "temporalCoverage": _years(page) if page.concerns(Aspect.PERIOD) else None,
            "spatialCoverage": page.territory.plain if page.concerns(Aspect.PERIOD) else None,
            "about": [*([event] if event else []), *about],
            "workTranslation": [_named(one, request) for one in page.live_translations],
            "hasPart": [_part(chapter, request) for chapter in page.chapters],
        }
    )


def of_chapter(page, request):
    chapters = page.publication.chapters
    return _known(
        {
            "@context": CONTEXT,
            **_work(page, request, kind="Chapter"),
            "position": chapters.index(page) + 1 if page in chapters else None,
            "isPartOf": _known(_work(page.publication, request)),
        }
    )


def type_of(page):
    return TYPES.get(page.kind, USUAL_TYPE)


def _work(page, request, kind=""):
    address = page.get_url(request)  # none before a page is first saved: previews
    return {
        "@type": kind or type_of(page),
        "@id": absolute(address) if address else None,
        "url": absolute(address) if address else None,
        "name": page.title,
        "inLanguage": languages.html_lang(page.locale.language_code),
        "description": page.lead or page.search_description,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
    }


def _named(page, request):
    return {"@id": absolute(page.get_url(request)), "inLanguage": language_of(page)}


def _part(chapter, request):
    address = absolute(chapter.get_url(request))
    return {"@type": "Chapter", "@id": address, "name": chapter.title}


def _event(page):
    if not page.event_on:
        return None
    place = page.event_place.plain
    return _known(
        {
            "@type": "Event",
            "name": page.event_name.plain or page.title,
            "startDate": page.event_on.isoformat(),
            "endDate": (page.event_until or page.event_on).isoformat(),
            "location": {"@type": "Place", "name": place, "address": place} if place else None,
        }
    )


def _years(page):
    if not page.covers_from:
        return None
    last = page.covers_to or page.covers_from
    return str(page.covers_from) if last == page.covers_from else f"{page.covers_from}/{last}"


def language_of(page):
    return languages.html_lang(page.locale.language_code)


def _known(data):
    return {name: value for name, value in data.items() if value}
