"""Nearest first. The index narrows to a box; the few that remain are measured."""

import math

from ...query import DEEPEST, Near, Query
from . import schema as fields

EARTH = 6371.0  # km


def nearest(searcher, question, near: Near, query: Query) -> tuple[list[int], int]:
    found = searcher.search(question, DEEPEST, count=False)
    addresses = [address for _score, address in found.hits]
    ids, latitudes, longitudes = (
        searcher.fast_field_values(name, addresses)
        for name in (fields.ID, fields.LATITUDE, fields.LONGITUDE)
    )
    measured = sorted(
        (kilometres(near, latitude, longitude), number)
        for number, latitude, longitude in zip(ids, latitudes, longitudes, strict=True)
        if latitude is not None and longitude is not None
    )
    page = measured[query.offset : query.offset + query.size]
    return [number for _distance, number in page], len(measured)


def kilometres(near: Near, latitude: float, longitude: float) -> float:
    a, b = math.radians(near.latitude), math.radians(latitude)
    across = math.radians(longitude - near.longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))
