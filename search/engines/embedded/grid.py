"""How many lie where: a map of thousands shows numbers, not points."""

import math
from collections import defaultdict

from ...query import Cell
from ..sieve import middle
from .distance import addresses_of
from .schema import PLACES


def cells(searcher, question, zoom: int) -> list[Cell]:
    """By tile of a web map, each told by the middle of what lies in it."""
    addresses = addresses_of(searcher, question)
    latitudes, longitudes = (searcher.fast_field_values(name, addresses) for name in PLACES[0])
    tiles: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for latitude, longitude in zip(latitudes, longitudes, strict=True):
        if latitude is not None and longitude is not None:
            tiles[tile_of(latitude, longitude, zoom)].append((latitude, longitude))
    return [middle(same) for same in tiles.values()]


def tile_of(latitude: float, longitude: float, zoom: int) -> tuple[int, int]:
    across = 2**zoom
    north = math.asinh(math.tan(math.radians(max(-85.0, min(85.0, latitude))))) / math.pi
    return int((longitude + 180) / 360 * across), int((1 - north) / 2 * across)
