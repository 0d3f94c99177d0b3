"""What lies within so many kilometres, and what is nearest.

An index only knows boxes. What is in the box round the circle is measured once for each question:
the corners are then left out of hits and counts alike, and the distances give the order.
"""

import math
from dataclasses import dataclass

from ...query import Near, Query
from .. import fields
from .schema import PLACES


@dataclass(frozen=True)
class Circle:
    kilometres: dict[int, float]  # of what lies in it
    corners: list[int]  # what is in the box, and not in the circle


def circle(searcher, in_box, near: Near) -> Circle:
    addresses = addresses_of(searcher, in_box)
    ids = searcher.fast_field_values(fields.ID, addresses)
    found, corners = {}, []
    for number, distance in zip(ids, distances(searcher, addresses, near), strict=True):
        if distance <= near.kilometres:
            found[number] = distance
        else:
            corners.append(number)
    return Circle(found, corners)


def addresses_of(searcher, question) -> list:
    found = searcher.search(question, max(1, searcher.num_docs), count=False)
    return [address for _score, address in found.hits]


def distances(searcher, addresses, near: Near) -> list[float]:
    """To the nearest place of each."""
    nearest = [math.inf] * len(addresses)
    for names in PLACES:
        latitudes, longitudes = (searcher.fast_field_values(name, addresses) for name in names)
        for at, (latitude, longitude) in enumerate(zip(latitudes, longitudes, strict=True)):
            if latitude is not None and longitude is not None:
                nearest[at] = min(nearest[at], near.kilometres_to(latitude, longitude))
    return nearest


def nearest(searcher, question, around: Circle, query: Query) -> tuple[list[int], int]:
    ids = searcher.fast_field_values(fields.ID, addresses_of(searcher, question))
    ordered = sorted((around.kilometres[number], number) for number in ids)
    page = ordered[query.offset : query.offset + query.size]
    return [number for _distance, number in page], len(ordered)
