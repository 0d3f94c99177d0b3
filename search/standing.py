"""How the engines stand: which one to ask first, and what staff should know.

The preferred engine answers as long as it is in step. One that is down, or has been late for more
than a moment, stands back while another one that is in step answers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from . import indexer
from .engines import engines
from .engines.base import Engine, EngineError

LATE = timedelta(seconds=10)

_standing_back: set[str] = set()


def follow() -> None:
    """Whoever searches notices that an index is late, and has it follow."""
    first, *others = engines()
    if not first.waiting_since():
        _standing_back.clear()
        return
    indexer.wake()
    if others and is_late(first) and not is_late(others[0]) and is_late_indeed(first):
        _standing_back.add(first.name)
    else:
        _standing_back.clear()


def is_late_indeed(engine: Engine) -> bool:
    """Another process may have applied what this one has not heard of."""
    try:
        engine.look()
    except EngineError:
        return True
    return is_late(engine)


def is_late(engine: Engine) -> bool:
    since = engine.waiting_since()
    return since is not None and since < timezone.now() - LATE


def in_order() -> list[Engine]:
    return sorted(engines(), key=lambda engine: engine.name in _standing_back)


def answering() -> str:
    """For `/readyz`: which engine is the usual one, and whether it is in trouble."""
    seen = trouble()
    return f"{seen.engine}: degraded" if seen else engines()[0].name


@dataclass(frozen=True)
class Trouble:
    engine: str
    since: datetime | None
    reason: str = ""  # why it does not answer; empty if it is only late


def trouble() -> Trouble | None:
    """Of the preferred engine, asked now."""
    first = engines()[0]
    try:
        first.look()
    except EngineError as error:
        indexer.wake()
        return Trouble(first.name, first.trouble_since, str(error))
    return Trouble(first.name, first.waiting_since()) if is_late(first) else None
