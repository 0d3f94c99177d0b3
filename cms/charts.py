"""Bars drawn on the server: an SVG that needs no script, is read aloud by its title, and tells its
series apart by a pattern and a word as much as by a colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

WIDTH = 400
LABEL = 19  # height of the line with the name of a group of bars
BAR, GAP, GROUP_GAP = 13, 3, 14
NUMBERS = 48  # room for the number after the longest bar


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[int]


@dataclass(frozen=True)
class Bar:
    value: int
    series: int  # 1, 2, 3: its pattern and colour (static/css/charts.css)
    y: int
    width: float
    text_x: float
    text_y: int


@dataclass(frozen=True)
class Group:
    label: str
    text_y: int
    bars: list[Bar]


@dataclass(frozen=True)
class Chart:
    name: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]

    width = WIDTH
    bar = BAR

    @property
    def is_empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)

    @cached_property
    def largest(self) -> int:
        return max((value for series in self.series for value in series.values), default=0)

    @property
    def group_height(self) -> int:
        return LABEL + len(self.series) * (BAR + GAP) + GROUP_GAP

    @property
    def height(self) -> int:
        return max(1, len(self.labels) * self.group_height - GROUP_GAP)

    @property
    def groups(self) -> list[Group]:
        return [self.group(place, label) for place, label in enumerate(self.labels)]

    def group(self, place: int, label: str) -> Group:
        top = place * self.group_height
        bars = [
            self.bar_of(series.values[place], number, top + LABEL + (number - 1) * (BAR + GAP))
            for number, series in enumerate(self.series, start=1)
        ]
        return Group(label, top + LABEL - 5, bars)

    def bar_of(self, value: int, number: int, y: int) -> Bar:
        room = WIDTH - NUMBERS
        width = round(room * value / self.largest, 1) if self.largest else 0
        return Bar(value, number, y, max(width, 1.5 if value else 0), width + 5, y + BAR - 1)

    @property
    def table(self) -> list[tuple[str, list[int]]]:
        """The same numbers, to be read."""
        return [
            (label, [series.values[place] for series in self.series])
            for place, label in enumerate(self.labels)
        ]
