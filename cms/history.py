"""What happened in the network, told year by year. Apps register what theirs adds to it.

    history.register("groups", _("Working groups"), source)

`source(on, request)` gives the public happenings until that day, as this reader may see them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Happening:
    day: date
    title: str  # what it happened to: a name
    what: str | Promise  # what happened: its own words
    url: str
    language: str = ""  # of the title, if it is not the reader's
    note: object = ""  # why, in a sentence or two
    mark: str = "closed"  # data-state of the design system
    day_is_known: bool = True


@dataclass(frozen=True)
class Source:
    code: str
    label: str | Promise
    happenings: Callable[[date, HttpRequest], Iterable[Happening]]


_sources: dict[str, Source] = {}


def register(code, label, happenings):
    _sources[code] = Source(code, label, happenings)


def sources() -> list[Source]:
    return list(_sources.values())


def told(on: date, request: HttpRequest) -> list[tuple[Source, Happening]]:
    """Of all sources, the oldest first."""
    found = [
        (source, one)
        for source in sources()
        for one in source.happenings(on, request)
        if one.day <= on
    ]
    return sorted(found, key=lambda pair: (pair[1].day, pair[1].title))
