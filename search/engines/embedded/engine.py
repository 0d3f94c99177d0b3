import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

import tantivy
from django.conf import settings
from django.utils import timezone

from cms import languages

from ... import log
from ...documents import key_of
from ...language.parsing import Parsed
from ...models import SearchDocument
from ...query import CHECKED, DATE, DISTANCE, TITLE, Query
from .. import fields
from ..asking import Asker, best_question
from ..base import Answer, EngineError, Progress
from . import schema
from .asking import TantivyClauses, silent
from .distance import nearest
from .grid import cells
from .storage import Storage

logger = logging.getLogger(__name__)

SMALL_HEAP, LARGE_HEAP = 15_000_000, 128_000_000  # bytes for a writer
CHUNK = 2000
PATIENCE = 5.0  # seconds to wait for another process that is writing
MOST_VALUES = 2000  # of all facets together
BETWEEN_REPAIRS = 30.0  # seconds
ALPHABETICAL = {TITLE: fields.ALPHABET, CHECKED: fields.CHECKED}


class Embedded:
    name = "embedded"
    trouble_since = None

    def __init__(self, root=None):
        self.storage = Storage(root or settings.SEARCH_DIR)
        self.last_repair = -BETWEEN_REPAIRS

    # --- answering ------------------------------------------------------------------------------
    def search(self, query: Query, parsed: Parsed) -> Answer:
        with self.trouble_told():
            clauses = self.clauses(query.language)
            question, is_approximate = ask(clauses, parsed, query)
            narrowed = clauses.narrowed(question, query)
            ids, total = self.page(clauses, narrowed, query)
            return Answer(
                ids,
                total,
                facets=self.facets(clauses, question, query) if query.counted else {},
                cells=cells(clauses.searcher, narrowed, query.grid) if query.grid else (),
                is_approximate=total > 0 and is_approximate,
            )

    def suggest(self, parsed: Parsed, limit: int) -> list[int]:
        with self.trouble_told():
            clauses = self.clauses(parsed.language)
            question = Asker(clauses).beginning(parsed)
            narrowed = clauses.narrowed(question, Query(language=parsed.language))
            options: dict[str, Any] = {"count": False, "weight_by_field": fields.RANK}
            found = clauses.searcher.search(narrowed, limit, **options)
            return ids_of(clauses.searcher, found)

    def clauses(self, language: str) -> TantivyClauses:
        return TantivyClauses(*self.storage.opened().searcher(language))

    def page(self, clauses: TantivyClauses, question, query: Query) -> tuple[list[int], int]:
        searcher: Any = clauses.searcher
        if query.near and query.sort == DISTANCE:
            total = number_of(searcher, question)
            return nearest(clauses, silent(question), query, query.near, total), total
        options: dict[str, Any] = {"limit": query.size, "offset": query.offset}
        if query.sort == DATE:
            options |= {"order_by_field": fields.DAY}
        elif query.sort in ALPHABETICAL:
            options |= {"order_by_field": ALPHABETICAL[query.sort], "order": tantivy.Order.Asc}
        else:
            options |= {"weight_by_field": fields.RANK}
        found = searcher.search(question, **options)
        return ids_of(searcher, found), found.count

    def facets(self, clauses: TantivyClauses, question, query: Query) -> dict[str, dict[str, int]]:
        """One count for all facets, and one more for each in which something is chosen."""
        searcher: Any = clauses.searcher
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for facet, count in buckets(searcher, clauses.narrowed(question, query), fields.FACET):
            name, _equals, code = facet.partition("=")
            counts[name][code] = count
        for name in {**query.selected, **query.computed}:
            others = clauses.narrowed(question, query, without=name)
            if name in query.selected:
                counts[name] = dict(buckets(searcher, others, f"{schema.BY_FACET}.{name}"))
            for code in query.computed.get(name, ()):
                value = clauses.all_of([others, clauses.chosen(query, name, (code,))])
                counts[name][code] = number_of(searcher, value)
        return counts

    @contextmanager
    def trouble_told(self):
        """Whatever goes wrong inside the index, tantivy's own panics too, becomes EngineError."""
        try:
            yield
        except (EngineError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:
            logger.exception("search: the index on this machine does not answer")
            if not self.is_sound():
                self.storage.condemn()
            raise EngineError(str(error)) from error

    def is_sound(self) -> bool:
        """A question that cannot be answered is no reason to throw a good index away."""
        try:
            for code in languages.CODES:
                _schema, searcher = self.storage.opened().searcher(code)
                searcher.search(tantivy.Query.all_query(), 1, weight_by_field=fields.RANK)
        except Exception:
            return False
        return True

    # --- following ------------------------------------------------------------------------------
    def waiting_since(self) -> datetime | None:
        try:
            return self.storage.position().waiting_since()
        except (EngineError, OSError, ValueError):
            return timezone.now()

    def look(self) -> None:
        self.storage.opened()

    def catch_up(self) -> int:
        with self.storage.lock("writing", PATIENCE) as held:
            if not held:
                return 0  # who holds it reads the log to its end; else the next search asks again
            try:
                position = self.storage.position()
                if not position.is_lost():
                    return self.follow(position)
                self.last_repair = -BETWEEN_REPAIRS
            except (EngineError, OSError, ValueError) as error:
                logger.warning("search: the index is built again: %s", error)
        return self.repair()

    def follow(self, position: log.Position) -> int:
        folder, done = self.storage.answering(), 0
        while pending := position.pending():
            self.apply(folder, {source for _id, source in pending})
            position.advance([number for number, _source in pending])
            position.save(folder / "position")
            done += len(pending)
        return done

    def apply(self, folder, sources) -> None:
        rows = defaultdict(list)
        for row in SearchDocument.objects.of(sources):
            rows[row.language].append(row)
        for code in languages.CODES:
            index = tantivy.Index.open(str(folder / code))
            writer = index.writer(SMALL_HEAP, 1)
            keys = [key_of(source, code) for source in sources]
            # By a query: deleting by a term silently misses unsigned numbers (tantivy 0.27).
            writer.delete_documents_by_query(
                tantivy.Query.term_set_query(index.schema, fields.ID, keys)
            )
            for row in rows[code]:
                writer.add_document(schema.document(row))
            writer.commit()
            writer.wait_merging_threads()

    # --- building -------------------------------------------------------------------------------
    def repair(self) -> int:
        """Not over and over, if what broke the index breaks the new one too."""
        if time.monotonic() - self.last_repair < BETWEEN_REPAIRS:
            return 0
        self.last_repair = time.monotonic()
        self.storage.condemn()
        return self.rebuild()

    def rebuild(self, progress: Progress | None = None) -> int:
        with self.storage.lock("rebuilding", 0) as held:
            if not held:
                raise EngineError("another process is building the index already")
            self.storage.sweep()
            position = log.now()
            folder = self.storage.new_folder()
            count = write_all(folder, progress)
            position.save(folder / "position")
            with self.storage.lock("writing", 10 * PATIENCE) as may_write:
                self.storage.swap(folder)
                if may_write:
                    self.follow(self.storage.position())  # what changed meanwhile
            self.storage.sweep()
        return count


@cache
def empty_schema() -> tantivy.Schema:
    return schema.build()


def write_all(folder, progress: Progress | None) -> int:
    rows = SearchDocument.objects.all()
    total, done = rows.count(), 0
    indexes = {c: tantivy.Index(empty_schema(), str(folder / c)) for c in languages.CODES}
    writers = {code: index.writer(LARGE_HEAP, 1) for code, index in indexes.items()}
    for row in rows.iterator(CHUNK):
        writers[row.language].add_document(schema.document(row))
        done += 1
        if progress and done % CHUNK == 0:
            progress(done, max(total, done))
    for writer in writers.values():
        writer.commit()
        writer.wait_merging_threads()
    if progress:
        progress(done, done)
    return done


def ask(clauses: TantivyClauses, parsed: Parsed, query: Query) -> tuple[tantivy.Query, bool]:
    anywhere = Query(language=query.language, scope=query.scope, stand_ins=query.stand_ins)

    def found(question: tantivy.Query) -> int:
        return number_of(clauses.searcher, clauses.narrowed(question, anywhere))

    return best_question(Asker(clauses), parsed, query.forgiving, found)


def buckets(searcher, question, column: str) -> Iterator[tuple[str, int]]:
    wanted = {"f": {"terms": {"field": column, "size": MOST_VALUES}}}
    for bucket in searcher.aggregate(question, wanted)["f"]["buckets"]:
        yield bucket["key"], bucket["doc_count"]


def number_of(searcher, question) -> int:
    """Nothing is weighed: three times as fast where there are many words."""
    return searcher.search(silent(question), 1).count


def ids_of(searcher, found) -> list[int]:
    return searcher.fast_field_values(fields.ID, [address for _score, address in found.hits])
