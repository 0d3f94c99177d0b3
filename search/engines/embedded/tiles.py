"""Squares of the earth, one in the other: an index finds a circle by what lies in them.

A tile has half the height and width of one zoom before, in degrees; in Belgium it is about square.
A document carries those of its places at some zooms. A circle is then a few large tiles that lie in
it whole, which the index counts by itself, and small ones on its border, where one has to measure.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import hypot, tau
from typing import NamedTuple

from ...query import EARTH, Near

ZOOMS = (8, 10, 12, 14, 16, 18)  # the first is 80 km high, the last 80 m
STEP = 2  # from one to the next: sixteen tiles in each
KM_PER_DEGREE = tau * EARTH / 360
FINE, COARSE = 20, 4  # tiles on a radius, at least


class Cover(NamedTuple):
    inside: list[str]  # tiles that lie in the circle whole
    border: list[str]  # tiles that the circle cuts, as far as one can tell


def tiles_of(latitude: float, longitude: float) -> Iterator[str]:
    for zoom in ZOOMS:
        yield f"{zoom}/{column(longitude, zoom)}/{row(latitude, zoom)}"


def column(longitude: float, zoom: int) -> int:
    return int((longitude + 180) / 360 * 2**zoom)


def row(latitude: float, zoom: int) -> int:
    return int((latitude + 90) / 180 * 2**zoom)


@lru_cache(maxsize=256)
def cover(near: Near, fineness: int) -> Cover:
    """Split what is cut, until tiles are small beside the circle."""
    found = Cover([], [])
    high = near.kilometres * (1 + doubt(near)) / KM_PER_DEGREE
    wide = min(180.0, high / max(0.01, near.across))
    first = ZOOMS[0]
    tiles = [
        (x, y)
        for x in between(column, near.longitude - wide, near.longitude + wide, first)
        for y in between(row, near.latitude - high, near.latitude + high, first)
    ]
    for zoom in ZOOMS:
        cut = []
        for x, y in tiles:
            nearest, furthest = reach(near, x, y, zoom)
            if furthest <= near.kilometres * (1 - doubt(near)):
                found.inside.append(f"{zoom}/{x}/{y}")
            elif nearest <= near.kilometres * (1 + doubt(near)):
                cut.append((x, y))
        if zoom == ZOOMS[-1] or 180 / 2**zoom * KM_PER_DEGREE * fineness <= near.kilometres:
            found.border.extend(f"{zoom}/{x}/{y}" for x, y in cut)
            break
        parts = range(2**STEP)
        tiles = [
            ((x << STEP) + right, (y << STEP) + up)
            for x, y in cut
            for right in parts
            for up in parts
        ]
    return found


def between(number_of, low: float, high: float, zoom: int) -> range:
    return range(number_of(low, zoom), number_of(high, zoom) + 1)


def reach(near: Near, x: int, y: int, zoom: int) -> tuple[float, float]:
    """Kilometres to the nearest and the furthest point of a tile, on a flat earth."""
    high, wide = 180 / 2**zoom, 360 / 2**zoom
    up, right = y * high - 90 - near.latitude, x * wide - 180 - near.longitude
    scale = KM_PER_DEGREE * near.across
    nearest = hypot(
        max(up, -up - high, 0.0) * KM_PER_DEGREE, max(right, -right - wide, 0.0) * scale
    )
    furthest = hypot(max(up + high, -up) * KM_PER_DEGREE, max(right + wide, -right) * scale)
    return nearest, furthest


def doubt(near: Near) -> float:
    """How far the earth is from flat, within this circle: more than it is."""
    return 0.005 + near.kilometres / 5000
