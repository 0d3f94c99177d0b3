"""What is asked of a search, and what it answers. The same for every engine."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Day
from functools import cached_property
from math import ceil

from django.utils.safestring import SafeString

from .documents import ACCENTS, ONE, Kind

KIND = "_kind"  # the facet every document has; apps may have a "kind" of their own
MOST_PER_PAGE = 100
EARTH = 6371.0  # km, from its middle to its surface
DEEPEST = 10_000  # hits that pages can reach

RELEVANCE, DATE, TITLE = "relevance", "date", "title"
DISTANCE = "distance"  # nearest first; only with `near`
CHECKED = "checked"  # confirmed most recently first, then by title; never confirmed comes last
SORTS = (RELEVANCE, DATE, TITLE, DISTANCE, CHECKED)


@dataclass(frozen=True)
class Near:
    """One of its places is no further than that, as the crow flies."""

    latitude: float
    longitude: float
    kilometres: float = 5.0

    @cached_property
    def across(self) -> float:
        """How much shorter a degree of longitude is here than at the equator."""
        return math.cos(math.radians(self.latitude))

    def kilometres_to(self, latitude: float, longitude: float) -> float:
        a, b = math.radians(self.latitude), math.radians(latitude)
        across = math.radians(longitude - self.longitude)
        half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
        return 2 * EARTH * math.asin(math.sqrt(half))


@dataclass(frozen=True)
class Box:
    """One of its places lies in it: what a map shows."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Clause:
    """Holds for a document that has one of `any_of`, all of `all_of` and none of `none_of` among
    its marks. A computed value of a facet holds where one of its clauses does.
    """

    any_of: tuple[str, ...]
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    text: str = ""
    language: str = "fr"
    scope: tuple[str, ...] = ()  # the kinds among which one looks at all; `kinds` are chosen ones
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Facet → value → clauses: values that no document carries, because they are true at one moment
    # and not at the next (*open now*). They are chosen and counted like the others.
    computed: Mapping[str, Mapping[str, tuple[Clause, ...]]] = field(default_factory=dict)
    near: Near | None = None
    box: Box | None = None
    counted: bool = True  # facets are wanted; without them, an engine has less to do
    grid: int | None = None  # count by tiles of this zoom of a web map: `Answer.cells`
    stand_ins: bool = False  # also what is not written in this language, by its text in the other
    sort: str = RELEVANCE
    page: int = 1
    per_page: int = 20
    forgiving: bool = True  # where nothing has all the words as typed, take what comes near

    @property
    def selected(self) -> dict[str, tuple[str, ...]]:
        """Facets and the values chosen in them: one of each facet's must be there."""
        chosen = {name: tuple(codes) for name, codes in self.filters.items() if codes}
        return chosen | ({KIND: tuple(self.kinds)} if self.kinds else {})

    def clauses(self, name: str, codes: Iterable[str]) -> tuple[Clause, ...]:
        """Those of the chosen values of a facet that are computed."""
        known = self.computed.get(name, {})
        return tuple(clause for code in codes for clause in known.get(code, ()))

    @property
    def size(self) -> int:
        return max(1, min(self.per_page, MOST_PER_PAGE))

    @property
    def offset(self) -> int:
        last = DEEPEST // self.size
        return (max(1, min(self.page, last)) - 1) * self.size

    def at_page(self, number: int) -> "Query":
        return replace(self, page=number)


@dataclass(frozen=True)
class Hit:
    kind: str
    language: str
    title: str
    url: str
    summary: str
    passage: SafeString  # escaped, with <mark> around what was asked
    passage_url: str  # of that passage itself; empty if it has no address of its own
    date: Day | None
    source: str  # "directory.organisation:12"
    facets: Mapping[str, list[str]]
    place: tuple[float, float] | None = None
    places: Sequence[Sequence[float]] = ()

    @property
    def pk(self) -> str:
        return self.source.rpartition(":")[2]

    @property
    def kind_label(self) -> str:
        return str(ONE[Kind(self.kind)])

    @property
    def accent(self) -> str:
        return ACCENTS.get(Kind(self.kind), "neutral")


@dataclass(frozen=True)
class Cell:
    """So many of what was found lie around here: a place of one document each, the first."""

    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True)
class FacetValue:
    code: str
    count: int
    is_selected: bool = False


@dataclass(frozen=True)
class Facet:
    """Counts take the other facets into account, and ignore what is chosen in this one."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Results:
    query: Query
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Facet] = field(default_factory=dict)
    cells: Sequence[Cell] = ()
    suggestion: str = ""  # did you mean
    is_approximate: bool = False  # nothing had all the words as typed; these come near
    engine: str = ""
    degraded: bool = False  # the usual engine did not answer

    @property
    def pages(self) -> int:
        return ceil(min(self.total, DEEPEST) / self.query.size)

    @property
    def page(self) -> int:
        return self.query.offset // self.query.size + 1

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None
