"""What lies within so many kilometres, and what is nearest.

An index only knows boxes. What is in the box round the circle is measured once for each question:
the corners are then left out of hits and counts alike, and the distances give the order.
"""

import math
from dataclasses import dataclass

from ...query import EARTH, Near, Query
from .. import fields
from .schema import PLACES

KM_PER_DEGREE = math.tau * EARTH / 360
DOUBT = 0.01


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
    """To the nearest place of each. First places first: who has none further on is done with."""
    nearest = [math.inf] * len(addresses)
    waiting = list(range(len(addresses)))
    for names in PLACES:
        some = [addresses[at] for at in waiting]
        latitudes, longitudes = (searcher.fast_field_values(name, some) for name in names)
        having = []
        for at, latitude, longitude in zip(waiting, latitudes, longitudes, strict=True):
            if latitude is not None and longitude is not None:
                having.append(at)
                distance = quick_kilometres(near, latitude, longitude)
                if distance < nearest[at]:
                    nearest[at] = distance
        waiting = having
        if not waiting:
            break
    return nearest


def quick_kilometres(near: Near, latitude: float, longitude: float) -> float:
    """On a flat earth, unless a few metres decide."""
    high = (latitude - near.latitude) * KM_PER_DEGREE
    wide = (longitude - near.longitude) * KM_PER_DEGREE * near.across
    distance = math.sqrt(high * high + wide * wide)
    if abs(distance - near.kilometres) < near.kilometres * DOUBT:
        return near.kilometres_to(latitude, longitude)
    return distance


def nearest(searcher, question, around: Circle, query: Query) -> tuple[list[int], int]:
    ids = searcher.fast_field_values(fields.ID, addresses_of(searcher, question))
    ordered = sorted((around.kilometres[number], number) for number in ids)
    page = ordered[query.offset : query.offset + query.size]
    return [number for _distance, number in page], len(ordered)
