"""What lies within so many kilometres, and what is nearest.

An index only knows tiles. What lies on the border of a circle is measured once for each question;
of what lies in it, only as much as a page needs.
"""

import math
from dataclasses import replace

from ...query import Near, Query
from .. import fields
from .schema import PLACES

MORE = 1.5  # times the area where, by their mean density, a page of documents should lie


def addresses_of(searcher, question) -> list:
    found = searcher.search(question, max(1, searcher.num_docs), count=False)
    return [address for _score, address in found.hits]


def measured(searcher, question, near: Near) -> list[tuple[float, int]]:
    """Kilometres and number of all that is found."""
    addresses = addresses_of(searcher, question)
    ids = searcher.fast_field_values(fields.ID, addresses)
    return list(zip(distances(searcher, addresses, near), ids, strict=True))


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
                nearest[at] = min(nearest[at], near.kilometres_to(latitude, longitude))
        waiting = having
        if not waiting:
            break
    return nearest


def nearest(clauses, question, query: Query, near: Near, total: int) -> list[int]:
    """Wider and wider circles, until one of them holds the page."""
    wanted = query.offset + query.size
    furthest = near.kilometres
    kilometres = furthest * math.sqrt(MORE * wanted / max(total, 1))
    while True:
        around = replace(near, kilometres=min(kilometres, furthest))
        within = clauses.all_of([question, clauses.touched(around)])
        found = measured(clauses.searcher, within, around)
        if around.kilometres < furthest:
            found = [one for one in found if one[0] <= around.kilometres]
            if len(found) < wanted:
                kilometres *= 2
                continue
        return [number for _distance, number in sorted(found)[query.offset : wanted]]
