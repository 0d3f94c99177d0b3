"""Documents sent to the server, many at a time."""

import logging
import time
from collections.abc import Iterable, Iterator

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from cms import languages

from ...documents import key_of
from ...models import SearchDocument
from ..base import EngineError, Progress
from . import mapping
from .shelf import NoIndex, Shelf, State

logger = logging.getLogger(__name__)

CHUNK = 1000
WRITTEN_SINCE, NOT_THERE, REFUSED = 409, 404, 400


def write_changes(client: Elasticsearch, shelf: Shelf, state: State, sources: set[str]) -> None:
    """The documents of these objects as they are now; those they have no more go."""
    rows = {row.pk: row for row in SearchDocument.objects.of(sources)}
    gone = [
        {"_op_type": "delete", "_index": shelf.index(code, state.generation), "_id": str(key)}
        for code in languages.CODES
        for key in (key_of(source, code) for source in sources)
        if key not in rows
    ]
    changed = (entry(shelf, state, row) for row in rows.values())
    for _done in send(client, [*gone, *changed], state.turn, refresh=True):
        pass


def write_all(
    client: Elasticsearch, shelf: Shelf, state: State, seconds: float, progress: Progress | None
) -> tuple[int, State]:
    """Every document; the entry of the generation is renewed so that nobody takes us for dead."""
    rows = SearchDocument.objects.all()
    total, done, turn = rows.count(), 0, state.turn
    renewed = time.monotonic()
    entries = (entry(shelf, state, row) for row in rows.iterator(CHUNK))
    for _ok in send(client, entries, turn):
        done += 1
        if progress and done % CHUNK == 0:
            progress(done, max(total, done))
        if time.monotonic() - renewed > seconds / 6:
            state = shelf.write(client, state, state.position, seconds)
            renewed = time.monotonic()
    if progress:
        progress(done, done)
    return done, state


def entry(shelf: Shelf, state: State, row: SearchDocument) -> dict:
    return {
        "_op_type": "index",
        "_index": shelf.index(row.language, state.generation),
        "_id": str(row.pk),
        "_source": mapping.document(row),
    }


def send(client: Elasticsearch, actions: Iterable[dict], turn: int, **options) -> Iterator[bool]:
    versioned = ({**one, "version": turn, "version_type": "external"} for one in actions)
    for is_done, item in streaming_bulk(
        client, versioned, chunk_size=CHUNK, raise_on_error=False, **options
    ):
        if not is_done:
            judge(*item.popitem())
        yield is_done


def judge(operation: str, result: dict) -> None:
    """What may be refused, and what says that the server or the index is not well."""
    error, status = result.get("error") or {}, result["status"]
    if status == WRITTEN_SINCE or (status == NOT_THERE and operation == "delete" and not error):
        return  # by somebody who had read it later; or it was not there anyway
    sentence = f"{status} {error.get('type')}: {error.get('reason')}"
    if error.get("type") in {"index_not_found_exception", "index_closed_exception"}:
        raise NoIndex(sentence)
    if status != REFUSED:
        raise EngineError(sentence)
    logger.error("search: document %s cannot be indexed: %s", result.get("_id"), sentence)
