"""What search may find of this app."""

from functools import partial

from django.utils import translation

from cms import languages
from cms.glossary import Term
from cms.words import passages_in_words
from search.documents import Document, Kind
from search.registry import register

from .agenda import EventPage
from .contact import ContactPage
from .glossary import address_of_term
from .links import ResourceLink
from .news import NewsPage
from .standard import StandardPage


def describe_page(page, kind=Kind.PAGE, date=None, keywords="", themes=()):
    """A page is found in its own language only: its translation is another page."""
    code = page.locale.language_code
    with translation.override(code):
        return [
            Document(
                kind=kind,
                language=code,
                title=page.title,
                url=page.get_url(),
                summary=page.lead or page.search_description,
                passages=passages_in_words(page.body),
                keywords=keywords,
                date=date,
                facets={"theme": tuple(theme.code for theme in themes)} if themes else {},
            )
        ]


def describe_news(page):
    return describe_page(page, Kind.NEWS, date=page.date, themes=page.themes.all())


def describe_event(page):
    code = page.locale.language_code
    keywords = " ".join([getattr(page, f"place_{code}"), getattr(page, f"organiser_{code}")])
    return describe_page(page, Kind.EVENT, page.first_day, keywords, page.themes.all())


def describe_term(term):
    """In each language that has the word and a page to explain it on."""
    documents = []
    for code in languages.CODES:
        names, url = term.names(code), address_of_term(term, code)
        if names[0] and url:
            definition = getattr(term, f"definition_{code}")
            keywords = "\n".join([*names[1:], *term.names(languages.other(code))])
            documents.append(
                Document(Kind.TERM, code, names[0], url, summary=definition, keywords=keywords)
            )
    return documents


def describe_link(link):
    """Leads to the source itself, in each language that the source speaks."""
    documents = []
    for code in link.languages:
        if title := getattr(link, f"title_{code}"):
            documents.append(
                Document(
                    kind=Kind.LINK,
                    language=code,
                    title=title,
                    url=getattr(link, f"url_{code}"),
                    summary=getattr(link, f"description_{code}"),
                    keywords=getattr(link, f"publisher_{code}"),
                    date=link.checked_on,
                    facets={"theme": (link.theme.code,)},
                )
            )
    return documents


def public(model, *prefetched):
    pages = model.objects.live().public().select_related("locale")
    return pages.prefetch_related(*prefetched)


register(StandardPage, public=partial(public, StandardPage), describe=describe_page)
register(ContactPage, public=partial(public, ContactPage), describe=describe_page)
register(NewsPage, public=partial(public, NewsPage, "themes"), describe=describe_news)
register(EventPage, public=partial(public, EventPage, "themes"), describe=describe_event)
register(Term, public=Term.objects.all, describe=describe_term)
register(
    ResourceLink,
    public=lambda: ResourceLink.objects.select_related("theme"),
    describe=describe_link,
)
