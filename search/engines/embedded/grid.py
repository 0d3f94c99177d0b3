"""How many lie where: a map of thousands shows numbers, not points."""

import math
from collections import defaultdict

from ...query import Cell
from .distance import addresses_of
from .schema import PLACES


def cells(searcher, question, zoom: int) -> list[Cell]:
    """By tile of a web map, each told by the middle of what lies in it."""
    addresses = addresses_of(searcher, question)
    latitudes, longitudes = (searcher.fast_field_values(name, addresses) for name in PLACES[0])
    tiles = defaultdict(lambda: [0, 0.0, 0.0])
    for latitude, longitude in zip(latitudes, longitudes, strict=True):
        if latitude is not None and longitude is not None:
            tile = tiles[tile_of(latitude, longitude, zoom)]
            tile[0] += 1
            tile[1] += latitude
            tile[2] += longitude
    return [Cell(south / count, west / count, count) for count, south, west in tiles.values()]


def tile_of(latitude: float, longitude: float, zoom: int) -> tuple[int, int]:
    across = 2**zoom
    north = math.asinh(math.tan(math.radians(max(-85.0, min(85.0, latitude))))) / math.pi
    return int((longitude + 180) / 360 * across), int((1 - north) / 2 * across)
