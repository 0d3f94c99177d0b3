"""The one way to search: reads what was typed, asks an engine, shows the rows it names."""

import logging
from collections.abc import Mapping

from . import corrections, indexer
from .engines import engines
from .engines.base import Answer, Engine, EngineError
from .engines.database import Database
from .language import synonyms
from .language.parsing import Parsed, parse
from .models import SearchDocument
from .passages import Passages
from .query import Facet, FacetValue, Hit, Query, Results
from .standing import follow, in_order

log = logging.getLogger(__name__)

LAST_RESORT = Database()


def find(query: Query) -> Results:
    follow()
    parsed = read(query.text, query.language)
    answer, engine = ask(query, parsed)
    last = -(-answer.total // query.size)
    if not answer.ids and answer.total and query.page > last:
        query = query.at_page(last)
        answer, engine = ask(query, parsed)
    rows = rows_of(answer.ids)
    suggestion = corrections.suggestion(parsed, rows) if answer.is_approximate else ""
    if suggestion:
        corrected = read(suggestion, query.language)
        better, _engine = ask(query, corrected)
        if better.ids and not better.is_approximate:
            # In a better order than what was only near to the words as typed.
            parsed, answer, rows = corrected, better, rows_of(better.ids)
        else:
            suggestion = ""
    passages = Passages(parsed)
    return Results(
        query=query,
        hits=tuple(hit(row, passages) for row in rows),
        total=answer.total - len(answer.ids) + len(rows) if rows else 0,  # none withdrawn meanwhile
        facets=facets(answer.facets, query),
        cells=answer.cells,
        suggestion=suggestion,
        is_approximate=bool(suggestion) or answer.is_approximate,
        engine=engine.name,
        degraded=engine is not engines()[0],
    )


def suggest(text: str, language: str, limit: int = 8) -> list[Hit]:
    """Things whose name begins like what is being typed."""
    follow()
    parsed = parse(text, language)
    ids, _engine = first_answer(lambda engine: engine.suggest(parsed, limit))
    passages = Passages(parsed)
    return [hit(row, passages) for row in rows_of(ids)]


def read(text: str, language: str) -> Parsed:
    parsed = parse(text, language)
    return synonyms.with_other_names(parsed, synonyms.names(language)) if parsed.terms else parsed


def ask(query: Query, parsed: Parsed) -> tuple[Answer, Engine]:
    return first_answer(lambda engine: engine.search(query, parsed))


def first_answer(question):
    """The preferred engine's; if it cannot, the next one's; the database's in the end."""
    for engine in in_order():
        try:
            return question(engine), engine
        except EngineError as error:
            log.info("search: %s does not answer (%s)", engine.name, error)
            indexer.wake()
    return question(LAST_RESORT), LAST_RESORT


def rows_of(ids: list[int]) -> list[SearchDocument]:
    """In the engine's order, without what was withdrawn or expired since it was indexed."""
    rows = SearchDocument.objects.current().in_bulk(ids)
    return [rows[number] for number in ids if number in rows]


def hit(row: SearchDocument, passages: Passages) -> Hit:
    passage, position = passages.of(row.summary, row.body)
    return Hit(
        kind=row.kind,
        language=row.language,
        title=row.title,
        url=row.url,
        summary=row.summary,
        passage=passage,
        passage_url=row.address_of(position),
        date=row.date,
        source=row.source,
        facets=row.facets,
        place=row.place,
        places=row.places,
    )


def facets(counts: Mapping[str, Mapping[str, int]], query: Query) -> dict[str, Facet]:
    """A chosen value is shown even if it now finds nothing: else it could not be taken away."""
    found = {}
    selected = query.selected
    for name in {**counts, **selected}:
        chosen = set(selected.get(name, ()))
        values = dict.fromkeys(chosen, 0) | dict(counts.get(name, {}))
        ordered = sorted(values, key=lambda code: (-values[code], code))
        found[name] = Facet(
            name, tuple(FacetValue(code, values[code], code in chosen) for code in ordered)
        )
    return found
