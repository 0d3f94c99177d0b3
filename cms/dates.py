"""Everything public that has a date, whoever keeps it: what the agenda and its calendars merge.

Each app registers a source. A source first gives moments, which cost little, so that thousands can
be sorted and cut into pages; then the entries of those that somebody will see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any, Protocol

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .bilingual import Text

NOTHING = Text("", "")


class Kind(models.TextChoices):
    NETWORK = "network", _("network encounter")
    TRAINING = "training", _("training module")
    MEETING = "meeting", _("meeting")
    HEARING = "hearing", _("hearing")
    WORKSHOP = "workshop", _("workshop")
    COLLOQUIUM = "colloquium", _("colloquium")
    OTHER = "other", _("other")


@dataclass(frozen=True)
class Asked:
    """What a reader asks for. Something counts by its last moment: it is past once it is over."""

    language: str
    since: datetime | None = None
    until: datetime | None = None
    kind: str = ""
    theme: str = ""
    group: str = ""  # the key of a family of pages


@dataclass(frozen=True)
class Moment:
    start: datetime
    source: str
    key: Any


class Days:
    """The days of anything with a `start` and perhaps an `end`."""

    start: datetime
    end: datetime | None

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.start)

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.end or self.start)

    @property
    def first_month(self) -> date:
        return self.first_day.replace(day=1)

    @property
    def lasts_days(self) -> bool:
        return self.last_day > self.first_day


@dataclass(frozen=True)
class Entry(Days):
    """A line of the agenda, and an event of a calendar."""

    uid: str  # the same in both languages, and for ever
    kind: object
    title: Text
    url: str
    start: datetime
    end: datetime | None = None
    all_day: bool = False
    cancelled: bool = False
    place: Text = NOTHING
    description: Text = NOTHING
    themes: tuple[str, ...] = ()
    created: datetime | None = None
    changed: datetime | None = None


class Source(Protocol):
    def moments(self, asked: Asked) -> Iterable[tuple[datetime, Any]]: ...
    def entries(self, keys: list, language: str, in_full: bool) -> dict[Any, Entry]: ...
    def families(self) -> Iterable: ...  # subqueries: the groups that have a date here


_sources: dict[str, Source] = {}


def register(name: str, source: Source):
    """Called by an app when it is ready."""
    _sources[name] = source


def sources() -> list[Source]:
    return list(_sources.values())


def moments(asked: Asked) -> list[Moment]:
    """In the order of the clock."""
    found = [
        Moment(start, name, key)
        for name, source in _sources.items()
        for start, key in source.moments(asked)
    ]
    return sorted(found, key=attrgetter("start"))


def entries(chosen: Iterable[Moment], language: str, in_full: bool = False) -> list[Entry]:
    """Those of some moments, in their order; one that was withdrawn meanwhile is left out.

    In full for calendars: with their themes, which a list does not show.
    """
    chosen = list(chosen)
    told = {}
    for name in dict.fromkeys(moment.source for moment in chosen):
        keys = [moment.key for moment in chosen if moment.source == name]
        found = _sources[name].entries(keys, language, in_full)
        told |= {(name, key): entry for key, entry in found.items()}
    return [told[place] for m in chosen if (place := (m.source, m.key)) in told]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
