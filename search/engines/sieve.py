"""What an index does with facets, places and marks, done row by row: for the last resort."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from ..query import DISTANCE, KIND, Box, Cell, Clause, Query

COLUMNS = ("pk", "kind", "language", "facets", "marks", "places", "written")


class Sieve:
    """Takes rows one after the other; holds the numbers of those that pass, and the counts."""

    def __init__(self, query: Query):
        self.query = query
        self.found: list[tuple[int, float]] = []  # number, kilometres
        self.counts: dict[str, Counter] = defaultdict(Counter)
        self.positions: list[list[float]] = []

    def take(self, row: dict) -> None:
        if not self.query.stand_ins and row["written"] not in ("", row["language"]):
            return
        distance = self.distance(row["places"])
        if distance is None or not self.is_in_box(row["places"]):
            return
        values = self.values_of(row)
        missing = [
            name
            for name, codes in self.query.selected.items()
            if values.get(name, set()).isdisjoint(codes)
        ]
        for name, codes in values.items():
            if not missing or missing == [name]:  # counts ignore what is chosen in their facet
                self.counts[name].update(codes)
        if not missing:
            self.found.append((row["pk"], distance))
            if self.query.grid and row["places"]:
                self.positions.append(row["places"][0])

    def values_of(self, row: dict) -> dict[str, set[str]]:
        values = {name: set(codes) for name, codes in row["facets"].items()}
        values[KIND] = {row["kind"]}
        marks = set(row["marks"])
        for name, computed in self.query.computed.items():
            true = {code for code, clauses in computed.items() if holds(clauses, marks)}
            values[name] = values.get(name, set()) | true
        return values

    def distance(self, places: list) -> float | None:
        """None where it is too far; nought where nobody asked."""
        near = self.query.near
        if near is None:
            return 0.0
        nearest = min((near.kilometres_to(*place) for place in places), default=math.inf)
        return nearest if nearest <= near.kilometres else None

    def is_in_box(self, places: list) -> bool:
        box = self.query.box
        return box is None or any(lies_in(box, *place) for place in places)

    def ordered(self) -> list[int]:
        if self.query.near and self.query.sort == DISTANCE:
            self.found.sort(key=lambda one: one[1])
        return [number for number, _distance in self.found]

    def cells(self) -> list[Cell]:
        """By equal degrees instead of by tiles: good enough for the last resort."""
        if not self.query.grid:
            return []
        side = 360 / 2**self.query.grid
        tiles = defaultdict(list)
        for place in self.positions:
            tiles[place[0] // side, place[1] // side].append(place)
        return [middle(same) for same in tiles.values()]


def middle(places: Sequence[Sequence[float]]) -> Cell:
    latitudes, longitudes = zip(*places, strict=True)
    count = len(places)
    return Cell(sum(latitudes) / count, sum(longitudes) / count, count)


def holds(clauses: tuple[Clause, ...], marks: set[str]) -> bool:
    return any(
        not marks.isdisjoint(clause.any_of)
        and marks.issuperset(clause.all_of)
        and marks.isdisjoint(clause.none_of)
        for clause in clauses
    )


def lies_in(box: Box, latitude: float, longitude: float) -> bool:
    return box.south <= latitude <= box.north and box.west <= longitude <= box.east
