"""What an engine must do. `tests/contract/` holds every engine to it with the same queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ..language.parsing import Parsed
from ..query import Cell, Query

Progress = Callable[[int, int], None]  # done, of how many


class EngineError(Exception):
    """The engine cannot answer now: another one must."""


@dataclass(frozen=True)
class Answer:
    ids: list[int]  # of SearchDocument, best first
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    cells: Sequence[Cell] = ()  # if `query.grid` asks for them
    is_approximate: bool = False


class Engine(Protocol):
    name: str
    trouble_since: datetime | None  # it does not answer, as far as this process knows

    def search(self, query: Query, parsed: Parsed) -> Answer:
        """Raises EngineError, never anything else."""

    def suggest(self, parsed: Parsed, limit: int) -> list[int]:
        """Documents whose title or other names begin so."""

    def waiting_since(self) -> datetime | None:
        """When the oldest recorded change that it has not applied was made; None if all are."""

    def look(self) -> None:
        """Asks how it stands now. Raises EngineError if it could not answer."""

    def catch_up(self) -> int:
        """Apply recorded changes; how many. Safe to call from several processes at once."""

    def rebuild(self, progress: Progress | None = None) -> int:
        """Build everything again beside what answers now, then swap; how many documents."""
