"""What the search engine finds for a text, as entries of the directory."""

from collections.abc import Iterable

from cms import languages
from search import find as searching
from search.documents import Kind, key_of, source_of
from search.query import MOST_PER_PAGE, Query

from .organisations import Organisation

DEEPEST = 1000  # nobody reads further; facets of a text count this far


def ranking(text: str, entries: Iterable[int]) -> list[int]:
    """Entries of the list that have the words, best first.

    An entry that was never put into the reader's language is found in the other one, when this
    one has nothing.
    """
    searching.follow()
    entries = list(entries)
    here = languages.current()
    return ranking_in(here, text, entries) or ranking_in(languages.other(here), text, entries)


def ranking_in(language: str, text: str, entries: list[int]) -> list[int]:
    """Engines name a document by a number made from its object and language: no query is needed
    to come back to the entries.
    """
    numbers = {key_of(source_of(Organisation, entry), language): entry for entry in entries}
    query = query_for(text, language)
    parsed = searching.read(query.text, query.language)
    answer, engine = searching.ask(query, parsed)
    ids, page = list(answer.ids), 1
    while len(ids) < min(answer.total, DEEPEST) and answer.ids:
        page += 1
        answer = engine.search(query.at_page(page), parsed)
        ids += answer.ids
    return [numbers[number] for number in dict.fromkeys(ids) if number in numbers]


def suggestion(text: str) -> str:
    """What may have been meant, when nothing was found."""
    return searching.find(query_for(text, languages.current())).suggestion


def query_for(text: str, language: str) -> Query:
    return Query(
        text=text,
        language=language,
        scope=(Kind.ORGANISATION,),
        per_page=MOST_PER_PAGE,
    )
