"""Which of an app's objects have the words, best first: for lists that filter by themselves."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from cms import languages

from . import find as searching
from .documents import key_of, source_of
from .engines.base import Engine
from .language.parsing import Parsed
from .query import MOST_PER_PAGE, Query

DEEPEST = 1000  # nobody reads further; facets of a text count this far


def ranking(model: type[Model], kind: str, text: str, among: Iterable[int]) -> list[int]:
    """Keys among those given. What was never put into the reader's language is found in the other
    one, when this one has nothing.
    """
    searching.follow()
    here, keys = languages.current(), list(among)
    return ranking_in(here, model, kind, text, keys) or ranking_in(
        languages.other(here), model, kind, text, keys
    )


def ranking_in(
    language: str, model: type[Model], kind: str, text: str, among: list[int]
) -> list[int]:
    """Engines name a document by a number made from its object and language: no query is needed
    to come back to the objects.
    """
    numbers = {key_of(source_of(model, pk), language): pk for pk in among}
    return best_first(language, kind, text, numbers)


def best_first(language: str, kind: str, text: str, numbers: Mapping[int, int]) -> list[int]:
    """What stands behind these documents, each once: a chapter may stand for the whole."""
    query = query_for(text, kind, language)
    parsed = searching.read(query.text, query.language)
    ids, _engine = searching.first_answer(lambda engine: all_ids(engine, query, parsed))
    found = (numbers[number] for number in ids if number in numbers)
    return list(dict.fromkeys(found))


def all_ids(engine: Engine, query: Query, parsed: Parsed) -> list[int]:
    """Page after page of one engine: two engines put them in two orders."""
    answer, page = engine.search(query, parsed), 1
    ids = list(answer.ids)
    while len(ids) < min(answer.total, DEEPEST) and answer.ids:
        page += 1
        answer = engine.search(query.at_page(page), parsed)
        ids += answer.ids
    return ids


def suggestion(text: str, kind: str) -> str:
    """What may have been meant, when nothing was found."""
    return searching.find(query_for(text, kind, languages.current())).suggestion


def query_for(text: str, kind: str, language: str) -> Query:
    return Query(text=text, language=language, scope=(kind,), per_page=MOST_PER_PAGE, counted=False)
