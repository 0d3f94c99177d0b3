"""Where else the site speaks of an organisation. Apps to the left say which of their pages do.

    mentions.register(_("Takes part in"), pages=groups_of)

`pages(entry)` gives the translation keys of pages, as a query: rows hang on the original, a reader
is shown the page in his language. What only writes the name down is found by the search engine.
Nothing here is shown that the reader could not open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import Promise
from wagtail.models import Page

from cms import frame, languages
from cms.readable import ReadableQuerySet
from search import find as searching
from search.documents import ONE, Kind
from search.language.parsing import parse
from search.query import Query

from .organisations import Organisation

MOST = 12  # pages that name it by a record; nobody reads a longer list here
MOST_WRITTEN = 6
TELLING = (
    Kind.RECOMMENDATION,
    Kind.INTERPELLATION,
    Kind.PUBLICATION,
    Kind.GROUP,
    Kind.NEWS,
    Kind.EVENT,
    Kind.PAGE,
)


@dataclass(frozen=True)
class Source:
    words: str | Promise  # what the organisation is to these pages
    pages: Callable[[Organisation], QuerySet]


@dataclass(frozen=True)
class Mention:
    words: str | Promise
    title: str
    url: str
    language: str

    @property
    def is_fallback(self):
        return self.language != languages.current()

    @property
    def html_lang(self):
        return languages.html_lang(self.language)


_sources: list[Source] = []


def register(words, pages):
    _sources.append(Source(words, pages))


def of(entry, request=None) -> list[Mention]:
    if entry.pk is None:
        return []
    told = [*recorded(entry, request), *written(entry)]
    return list({mention.url: mention for mention in reversed(told)}.values())[::-1]


def recorded(entry, request=None) -> list[Mention]:
    """Pages with a record that says so: one query for all sources."""
    if not _sources:
        return []
    if request is not None:
        frame.of(request)  # it finds the roots of addresses, which Wagtail would ask for again
    keys = [source.pages(entry) for source in _sources]
    whens = [
        When(translation_key__in=query, then=Value(number)) for number, query in enumerate(keys)
    ]
    found = (
        ReadableQuerySet(Page)
        .annotate(source=Case(*whens, default=None, output_field=IntegerField()))
        .filter(source__isnull=False)
        .readable_in(languages.current())
        .order_by("source", "title")[:MOST]
    )
    return [
        Mention(
            _sources[page.source].words,
            page.title,
            page.get_url(request),
            page.locale.language_code,
        )
        for page in found
    ]


def written(entry) -> list[Mention]:
    """Texts in the reader's language that have its whole name. One word would find too much."""
    name = entry.name.plain.replace('"', " ")
    if len(name.split()) < 2:
        return []
    language = languages.current()
    query = Query(text=f'"{name}"', language=language, scope=TELLING, per_page=MOST_WRITTEN)
    # The engine is asked and no more: other names, spelling and passages have no place here.
    answer, _engine = searching.ask(query, parse(query.text, language))
    if answer.is_approximate:
        return []
    return [
        Mention(ONE[Kind(row.kind)], row.title, row.url, row.language)
        for row in searching.rows_of(answer.ids)
    ]
