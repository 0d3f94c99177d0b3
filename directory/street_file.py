"""The open file of all Belgian addresses (BeST), a line for each house, made into streets.

Only these columns are read; the file is read once, street by street in memory, never as a whole.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from django.db import transaction

from . import streetnames
from .streets import Street

LATITUDE, LONGITUDE = "EPSG:4258_lat", "EPSG:4258_lon"
COLUMNS = [
    LATITUDE,
    LONGITUDE,
    "house_number",
    "municipality_name_fr",
    "municipality_name_nl",
    "postcode",
    "streetname_fr",
    "streetname_nl",
]
CURRENT = {"", "current"}  # addresses that are proposed or were given up are left out
MOST_HOUSES = 40  # of one street: enough to be within a few doors of any
BATCH = 500


class StreetFileError(Exception):
    """The file is not what it should be; the sentence says how."""


@dataclass
class Houses:
    """What is remembered of one street while the file is read."""

    municipality_fr: str = ""
    municipality_nl: str = ""
    positions: dict[int, tuple[float, float]] = field(default_factory=dict)


def load(lines: TextIO, postcodes: Iterable[str] = ()) -> int:
    """Replaces the streets of the postcodes in the file; how many there are."""
    streets = read(lines, set(postcodes))
    if not streets:
        raise StreetFileError("No address of these postcodes is in the file: nothing was changed.")
    with transaction.atomic():
        Street.objects.filter(postcode__in={postcode for postcode, *_names in streets}).delete()
        Street.objects.bulk_create(rows(streets), batch_size=BATCH)
    return len(streets)


def read(lines: TextIO, postcodes: set[str]) -> dict[tuple[str, str, str], Houses]:
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise StreetFileError(f"The file has no column {', '.join(missing)}.")
    found: dict[tuple[str, str, str], Houses] = defaultdict(Houses)
    for line in reader:
        cells = {name: (line.get(name) or "").strip() for name in [*COLUMNS, "status"]}
        position = position_of(cells)
        if position is None or cells["status"] not in CURRENT:
            continue
        if postcodes and cells["postcode"] not in postcodes:
            continue
        houses = found[cells["postcode"], cells["streetname_fr"], cells["streetname_nl"]]
        houses.municipality_fr = cells["municipality_name_fr"]
        houses.municipality_nl = cells["municipality_name_nl"]
        houses.positions.setdefault(number_of(cells["house_number"]), position)
    return {key: houses for key, houses in found.items() if key[1] or key[2]}


def position_of(cells: dict[str, str]) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(cells[LATITUDE]), float(cells[LONGITUDE])
    except ValueError:
        return None
    is_on_earth = 0 < abs(latitude) <= 90 and 0 < abs(longitude) <= 180
    return (latitude, longitude) if is_on_earth else None


def number_of(written: str) -> int:
    digits = re.match(r"\d{1,5}", written)
    return int(digits[0]) if digits else 0


def rows(streets: dict[tuple[str, str, str], Houses]) -> Iterator[Street]:
    for (postcode, name_fr, name_nl), houses in streets.items():
        ordered = sorted(houses.positions.items())
        latitudes, longitudes = zip(*houses.positions.values(), strict=True)
        yield Street(
            postcode=postcode[:4],
            name_fr=name_fr[:120],
            name_nl=name_nl[:120],
            key_fr=streetnames.key(name_fr)[:120],
            key_nl=streetnames.key(name_nl)[:120],
            municipality_fr=houses.municipality_fr[:80],
            municipality_nl=houses.municipality_nl[:80],
            latitude=round(sum(latitudes) / len(latitudes), 6),
            longitude=round(sum(longitudes) / len(longitudes), 6),
            houses=[
                [number, round(latitude, 5), round(longitude, 5)]
                for number, (latitude, longitude) in spread(ordered)
                if number
            ],
        )


def spread(houses: list) -> list:
    """Some of them, from one end of the street to the other."""
    if len(houses) <= MOST_HOUSES:
        return houses
    step = (len(houses) - 1) / (MOST_HOUSES - 1)
    return [houses[round(step * place)] for place in range(MOST_HOUSES)]
