"""What can be followed by e-mail. Apps register here; nothing here knows what a topic is about.

    topics.register(
        Source(
            "ledger",
            kinds={"authority": _("authority")},
            subject=subject,   # (kind, code) → Subject, or None for what nobody may read
            events=events,     # () → every public Event until today, without its words
            lines=lines,       # (keys) → {key: Line}, in the active language
        )
    )

A topic is written `kind:code`. The key of an event is the same for good, so that nobody is told the
same thing twice; an event that is not public any more is not among the events, so it is not told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LONGEST = 120
SEPARATOR = ":"


@dataclass(frozen=True)
class Subject:
    """What a topic is about, for the person who follows it."""

    title: str
    url: str
    asked: object = ""  # what one asks for, where it is not *when something happens to it*


@dataclass(frozen=True)
class Event:
    key: str
    day: date
    topics: frozenset[str]


@dataclass(frozen=True)
class Line:
    """One event in words."""

    day: date
    title: str  # of what it happened to
    happened: str
    url: str  # absolute


@dataclass(frozen=True)
class Source:
    name: str
    kinds: Mapping[str, object]
    subject: Callable[[str, str], Subject | None]
    events: Callable[[], Iterable[Event]]
    lines: Callable[[Iterable[str]], dict[str, Line]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.name] = source


def sources() -> list[Source]:
    return list(_sources.values())


def topic(kind: str, code: object) -> str:
    return f"{kind}{SEPARATOR}{code}"


def subject_of(written: str) -> Subject | None:
    """What this topic is about, in the active language; None if there is no such thing."""
    kind, _separator, code = written[:LONGEST].partition(SEPARATOR)
    for source in _sources.values():
        if kind in source.kinds and code:
            return source.subject(kind, code)
    return None


def kind_of(written: str) -> object:
    kind = written.partition(SEPARATOR)[0]
    return next((source.kinds[kind] for source in sources() if kind in source.kinds), kind)
