"""The indices on the server: which ones answer, and how far each has followed the log of changes.

<prefix>-fr-<version>               the name that is asked: an alias of the index that answers
<prefix>-fr-<version>-<generation>  an index; the two languages are always of one generation
<prefix>-state                      an entry for each generation: see `State`

Several machines write to one server. Who applies changes first takes the entry of the generation,
and gets a number higher than all before (`turn`). Documents are written with it as their version,
so what was read earlier never replaces what was read later; and how far the log was followed is
only noted by the last one who took the entry. Nothing rests on a lock; the one there is (`until`)
saves double work, and ends by itself when its holder dies.
"""

import os
import socket
import time
import uuid
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError, ConflictError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Double, Index, Keyword, Long, Mapping

from cms import languages

from ...log import Position
from .. import fields
from ..base import EngineError
from . import mapping

WHILE_BUILDING = {"refresh_interval": "-1", "number_of_replicas": 0}
# So long a deleted document keeps its version: a writer that slept cannot bring it back.
GRAVES = "1h"


class NoIndex(EngineError):
    """None that could answer: it must be built."""


class Taken(EngineError):
    """Another process is at it, or has taken over."""


@dataclass(frozen=True)
class State:
    """Of one generation, as it was read or written last."""

    generation: str
    position: Position
    holder: str
    until: float
    turn: int
    place: dict[str, int]  # says that nobody wrote it since

    @property
    def is_held(self) -> bool:
        return self.until > time.time() and not is_dead(self.holder)


class Shelf:
    def __init__(self, prefix: str, shards: int, replicas: int):
        self.prefix, self.shards, self.replicas = prefix, shards, replicas
        self.states = f"{prefix}-state"
        self.me = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def alias(self, language: str) -> str:
        return f"{self.prefix}-{language}-{fields.VERSION}"

    def index(self, language: str, generation: str) -> str:
        return f"{self.alias(language)}-{generation}"

    @property
    def aliases(self) -> list[str]:
        return [self.alias(code) for code in languages.CODES]

    # --- which one answers --------------------------------------------------------------------
    def answering(self, client: Elasticsearch) -> str:
        """The generation behind the names that are asked. It is whole, open and ours."""
        try:
            found = client.indices.get(index=self.aliases, filter_path=["*.mappings._meta"])
            client.search(index=self.aliases, size=0, terminate_after=1)
        except (NotFoundError, BadRequestError) as error:
            raise NoIndex(f"no index on the server can answer: {error.message}") from error
        made = [(name, one["mappings"]["_meta"]) for name, one in found.items()]
        generations = {name.rpartition("-")[2] for name, _meta in made}
        ours = {self.index(code, each) for code in languages.CODES for each in generations}
        if len(generations) != 1 or {name for name, _meta in made} != ours:
            raise NoIndex("the indices of the two languages do not belong together")
        if any(meta != mapping.SIGNED for _name, meta in made):
            raise NoIndex("an index has other fields than it should")
        return generations.pop()

    def swap(self, client: Elasticsearch, generation: str) -> None:
        """Both languages in one step."""
        actions: list[dict[str, Any]] = []
        for code in languages.CODES:
            alias, index = self.alias(code), self.index(code, generation)
            if client.indices.exists(index=alias) and not client.indices.exists_alias(name=alias):
                actions.append({"remove_index": {"index": alias}})  # sits on our name
            everyone = {"index": f"{alias}-*", "alias": alias, "must_exist": False}
            actions += [{"remove": everyone}, {"add": {"index": index, "alias": alias}}]
        client.indices.update_aliases(actions=actions)

    # --- a new one ----------------------------------------------------------------------------
    def create(self, client: Elasticsearch, position: Position, seconds: float) -> State:
        generation = f"{time.strftime('%Y%m%dt%H%M%S')}x{uuid.uuid4().hex[:6]}"
        self.make_states(client)
        state = self.write(client, State(generation, position, "", 0, 0, {}), position, seconds)
        for code in languages.CODES:
            index = Index(self.index(code, generation), using=client)
            index.mapping(mapping.build())
            sizes = {"number_of_shards": self.shards, "gc_deletes": GRAVES}
            index.settings(**sizes, **WHILE_BUILDING)
            index.create()
        return state

    def finish(self, client: Elasticsearch, generation: str) -> None:
        names = [self.index(code, generation) for code in languages.CODES]
        settings = {"refresh_interval": None, "number_of_replicas": self.replicas}
        client.indices.put_settings(index=names, settings=settings)
        client.indices.refresh(index=names)

    def sweep(self, client: Elasticsearch, mine: bool = False) -> None:
        """Remove what interrupted rebuilds and former versions left; not what is being built."""
        try:
            kept = {self.answering(client)}
        except NoIndex:
            kept = set()
        states = self.all_states(client)
        held = [state for state in states if state.is_held and not (mine and self.holds(state))]
        kept |= {state.generation for state in held}
        for state in states:
            if state.generation not in kept:
                client.options(ignore_status=404).delete(index=self.states, id=state.generation)
        there = client.indices.get(
            index=f"{self.prefix}-*",
            expand_wildcards="all",  # closed ones too
            filter_path=["*.settings.index.provided_name"],
        )
        unused = [n for n in there if self.is_ours(n) and n.rpartition("-")[2] not in kept]
        if unused:
            client.indices.delete(index=unused, ignore_unavailable=True)

    def is_being_built(self, client: Elasticsearch) -> bool:
        try:
            kept = self.answering(client)
        except NoIndex:
            kept = ""
        return any(one.is_held and one.generation != kept for one in self.all_states(client))

    def holds(self, state: State) -> bool:
        return state.holder == self.me

    def is_ours(self, name: str) -> bool:
        """Of this version or an earlier one: machines that were updated first have a later one."""
        parts = name.removeprefix(f"{self.prefix}-").split("-")
        if len(parts) != 3 or parts[0] not in languages.CODES or not parts[1].isdigit():
            return False
        return int(parts[1]) <= int(fields.VERSION)

    # --- the entry of a generation ------------------------------------------------------------
    def make_states(self, client: Elasticsearch) -> None:
        if not client.indices.exists(index=self.states):
            known = Mapping()
            known.meta("dynamic", "strict")
            known.field("highest", Long(index=False)).field("gaps", Long(index=False))
            known.field("holder", Keyword(index=False)).field("until", Double(index=False))
            index = Index(self.states, using=client)
            index.mapping(known)
            index.settings(number_of_shards=1, number_of_replicas=self.replicas)
            index.create(ignore=400)  # another process was first

    def state(self, client: Elasticsearch, generation: str) -> State:
        try:
            return read(client.get(index=self.states, id=generation))
        except (NotFoundError, BadRequestError) as error:
            raise NoIndex("it is not known how far the index followed") from error

    def all_states(self, client: Elasticsearch) -> list[State]:
        found = client.options(ignore_status=[400, 404]).search(
            index=self.states, size=1000, seq_no_primary_term=True, version=True
        )
        return [read(hit) for hit in found.get("hits", {}).get("hits", [])]

    def take(self, client: Elasticsearch, state: State, seconds: float) -> State:
        if state.is_held and not self.holds(state):
            raise Taken("another process is at it already")
        return self.write(client, state, state.position, seconds)

    def write(self, client, state: State, position: Position, seconds: float = 0) -> State:
        """Note how far the log was followed; with no `seconds`, let go of the entry."""
        until = time.time() + seconds if seconds else 0.0
        entry = {"highest": position.highest, "gaps": sorted(position.gaps)}
        entry |= {"holder": self.me, "until": until}
        same: dict[str, Any] = {**state.place} if state.place else {"op_type": "create"}
        try:
            done = client.index(
                index=self.states, id=state.generation, document=entry, refresh=True, **same
            )
        except ConflictError as error:
            raise Taken("another process has taken over") from error
        place = {"if_seq_no": done["_seq_no"], "if_primary_term": done["_primary_term"]}
        return State(state.generation, position, self.me, until, done["_version"], place)


def read(hit) -> State:
    entry = hit["_source"]
    return State(
        generation=hit["_id"],
        position=Position(entry["highest"], set(entry["gaps"])),
        holder=entry["holder"],
        until=entry["until"],
        turn=hit["_version"],
        place={"if_seq_no": hit["_seq_no"], "if_primary_term": hit["_primary_term"]},
    )


def is_dead(holder: str) -> bool:
    """Only known of processes of this machine."""
    host, _colon, process = holder.partition(":")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(process.partition(":")[0]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        pass
    return False
