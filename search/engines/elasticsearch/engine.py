import logging
import time
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search

from ... import log
from ...language.parsing import Parsed
from ...query import Query
from ..asking import Asker, best_question
from ..base import Answer, EngineError, Progress
from . import clauses as say
from .asked import BY_WORTH, Asked
from .connection import Connection
from .shelf import NoIndex, Shelf, State, Taken
from .writing import write_all, write_changes

logger = logging.getLogger(__name__)

APPLYING, BUILDING = 10.0, 60.0  # seconds after which a silent holder counts as gone
PATIENCE = 5.0  # seconds to wait for another process that applies changes
BETWEEN_REPAIRS = 30.0  # seconds


class ElasticsearchEngine:
    name = "elasticsearch"

    def __init__(self, options: dict | None = None):
        options = options or settings.ELASTICSEARCH
        self.connection = Connection(options)
        self.shelf = Shelf(options["prefix"], options["shards"], options["replicas"])
        self.position: log.Position | None = None  # as far as this process knows
        self.last_repair = -BETWEEN_REPAIRS

    @property
    def trouble_since(self) -> datetime | None:
        return self.connection.trouble_since

    # --- answering ------------------------------------------------------------------------------
    def search(self, query: Query, parsed: Parsed) -> Answer:
        with self.connection.reading() as client:
            asked = Asked(self.on(client, query.language), query, parsed)
            question, is_approximate = best_question(
                asked.asker, parsed, query.forgiving, asked.number_of
            )
            return asked.answer(question, is_approximate)

    def suggest(self, parsed: Parsed, limit: int) -> list[int]:
        with self.connection.reading() as client:
            question = Asker(say.ElasticClauses(frozenset())).beginning(parsed)
            wanted = say.anywhere(question, Query(language=parsed.language))
            search = self.on(client, parsed.language).query(wanted).sort(*BY_WORTH)
            return [int(hit.meta.id) for hit in search.extra(size=limit).execute().hits]

    def on(self, client: Elasticsearch, language: str) -> Search:
        search = Search(using=client, index=self.shelf.alias(language)).source(False)
        options: dict[str, bool | str] = {"allow_partial_search_results": False}
        if self.shelf.shards > 1:  # how rare a word is, is counted over all shards
            options["search_type"] = "dfs_query_then_fetch"
        return search.params(**options)

    # --- following ------------------------------------------------------------------------------
    def waiting_since(self) -> datetime | None:
        """As far as this process knows: others may have applied what it has not seen applied."""
        return self.position.waiting_since() if self.position else timezone.now()

    def look(self) -> None:
        with self.connection.reading() as client:
            self.position = self.shelf.state(client, self.shelf.answering(client)).position

    def catch_up(self) -> int:
        with self.connection.working() as client:
            try:
                return self.follow(client)
            except NoIndex as error:
                logger.warning("search: the index is built again: %s", error)
        return self.repair()

    def follow(self, client: Elasticsearch) -> int:
        """Apply what the answering generation has not seen; whoever holds its entry does it."""
        until = time.monotonic() + PATIENCE
        while True:
            state = self.shelf.state(client, self.shelf.answering(client))
            if state.position.is_lost():
                raise NoIndex("the index slept longer than the log of changes remembers")
            self.position = state.position
            if not state.position.pending():
                return 0
            try:
                state, done = self.apply(client, self.shelf.take(client, state, APPLYING))
                self.let_go(client, state)
                return done
            except Taken:
                if time.monotonic() > until:
                    return 0  # who holds it reads the log to its end
                time.sleep(0.05)

    def apply(self, client: Elasticsearch, state: State) -> tuple[State, int]:
        """To the end of the log; the entry is still held afterwards."""
        position, done = state.position, 0
        while pending := position.pending():
            write_changes(client, self.shelf, state, {source for _id, source in pending})
            position.advance([number for number, _source in pending])
            state = self.shelf.write(client, state, position, APPLYING)
            done += len(pending)
        return state, done

    def let_go(self, client: Elasticsearch, state: State) -> None:
        self.position = self.shelf.write(client, state, state.position).position

    # --- building -------------------------------------------------------------------------------
    def repair(self) -> int:
        """Not over and over, if what broke the index breaks the new one too."""
        if time.monotonic() - self.last_repair < BETWEEN_REPAIRS:
            return 0
        self.last_repair = time.monotonic()
        return self.rebuild()

    def rebuild(self, progress: Progress | None = None) -> int:
        with self.connection.working() as client:
            self.shelf.sweep(client)
            if self.shelf.is_being_built(client):
                raise EngineError("another process is building the index already")
            position = log.now()
            state = self.shelf.create(client, position, BUILDING)
            try:
                count, state = write_all(client, self.shelf, state, BUILDING, progress)
                self.shelf.finish(client, state.generation)
                state, _done = self.apply(client, state)  # what changed meanwhile
                self.shelf.swap(client, state.generation)
                self.let_go(client, state)
            finally:
                self.shelf.sweep(client, mine=True)  # the former one, or this one if it failed
            self.follow(client)
        return count
