"""From what was typed after *near* to a point on the map. Nobody outside is asked.

A place may be a neighbourhood, a municipality, a postcode, a street or an address, in either
language and with a slip of the finger; or the reader's own position, which the browser has rounded.
Where places are is learnt from the directory's own and, where it was loaded, from the open file of
streets (`manage.py load_streets`).
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Avg, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cms import languages
from search import find as searching
from search.documents import Kind
from search.language.folding import fold
from search.query import Query

from . import streetnames
from .organisations import Organisation
from .places import Place
from .streets import Street
from .words import MUNICIPALITY, NEIGHBOURHOOD, Word

POSITION = re.compile(r"\s*(-?\d{1,2}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*")
MOST = 6  # readings that are offered
MOST_ROWS = 2000  # streets that are compared letter by letter


@dataclass(frozen=True)
class Spot:
    label: str
    latitude: float
    longitude: float
    is_here: bool = False  # where the reader is


def find(text: str, words: dict[str, dict[str, Word]]) -> list[Spot]:
    """What the words may mean, the likeliest first."""
    if match := POSITION.fullmatch(text):
        return here(float(match[1]), float(match[2]))
    typed = streetnames.read(text)
    area = area_named(typed, words)
    if area:
        return area
    if not streetnames.key(typed.name):
        return of_postcode(typed.postcode) if typed.postcode else []
    for reading in typed.readings:
        if spots := streets(reading, words):
            return spots
    for reading in typed.readings:
        if spots := own_streets(reading):
            return spots[:MOST]
    return of_postcode(typed.postcode) if typed.postcode else []


def here(latitude: float, longitude: float) -> list[Spot]:
    if abs(latitude) > 85 or abs(longitude) > 180:
        return []
    return [Spot(_("where you are"), latitude, longitude, is_here=True)]


# --- areas: the middle of what the directory has there --------------------------------------------
def area_named(typed: streetnames.Typed, words: dict[str, dict[str, Word]]) -> list[Spot]:
    if not typed.name or typed.number is not None:
        return []
    for alike in (str.__eq__, streetnames.is_like):
        for kind in (NEIGHBOURHOOD, MUNICIPALITY):
            for word in words[kind].values():
                names = {plain(word.label_fr), plain(word.label_nl)}
                if any(alike(name, typed.name) for name in names):
                    spots = middle(word.label.plain, **{f"{kind}__code": word.code})
                    if spots:
                        return spots
    return []


def plain(label: str) -> str:
    return " ".join(streetnames.WORD.findall(fold(label)))


def of_postcode(postcode: str) -> list[Spot]:
    if spots := middle(postcode, postcode=postcode):
        return spots
    found = Street.objects.filter(postcode=postcode).aggregate(Avg("latitude"), Avg("longitude"))
    return averaged(postcode, found)


def middle(label: str, **where) -> list[Spot]:
    listed = Place.objects.filter(organisation__in=Organisation.objects.listed(), **where)
    return averaged(label, listed.aggregate(Avg("latitude"), Avg("longitude")))


def averaged(label: str, found: dict) -> list[Spot]:
    if found["latitude__avg"] is None or found["longitude__avg"] is None:
        return []
    return [Spot(label, float(found["latitude__avg"]), float(found["longitude__avg"]))]


# --- streets --------------------------------------------------------------------------------------
def streets(typed: streetnames.Typed, words: dict[str, dict[str, Word]]) -> list[Spot]:
    """Of the open file: the very name, then what begins so, then what is nearly spelled so."""
    name, municipality = without_municipality(typed.name, words)
    rows = Street.objects.filter(postcode=typed.postcode) if typed.postcode else Street.objects
    found = called(rows, streetnames.key(name))
    if not found and " " in name:  # a town that is on none of the directory's lists
        name, _space, municipality = name.rpartition(" ")
        found = [s for s in called(rows, streetnames.key(name)) if municipality in towns(s)]
        name = name if found else typed.name
    if not found:
        wanted = streetnames.key(name)
        found = [street for street in begun(rows, wanted) if nearly(street, wanted)]
    if municipality:
        there = [street for street in found if municipality in towns(street)]
        found = there or found
    found.sort(key=lambda street: (not is_called(street, name), street.postcode))
    return [
        Spot(address(street.name.plain, typed.number, street.postcode, street.municipality.plain),
             *street.position(typed.number))
        for street in found[:MOST]
    ]  # fmt: skip


def called(rows, wanted: str) -> list[Street]:
    return list(rows.filter(Q(key_fr=wanted) | Q(key_nl=wanted))[:MOST_ROWS])


def begun(rows, wanted: str):
    """Few enough to be compared: a slip of the finger is seldom in the first two letters."""
    start = wanted[:2]
    return rows.filter(Q(key_fr__startswith=start) | Q(key_nl__startswith=start))[:MOST_ROWS]


def nearly(street: Street, wanted: str) -> bool:
    names = [name for name in (street.key_fr, street.key_nl) if name]
    if len(wanted) > 3 and any(name.startswith(wanted) for name in names):
        return True
    return any(streetnames.is_like(name, wanted) for name in names)


def is_called(street: Street, name: str) -> bool:
    return name in (plain(street.name_fr), plain(street.name_nl))


def towns(street: Street) -> set[str]:
    return {plain(street.municipality_fr), plain(street.municipality_nl)}


def without_municipality(name: str, words: dict[str, dict[str, Word]]) -> tuple[str, str]:
    """*rue Exemple Schaerbeek* is rue Exemple, in Schaerbeek."""
    for word in words[MUNICIPALITY].values():
        for label in (plain(word.label_fr), plain(word.label_nl)):
            if name.endswith(f" {label}"):
                return name.removesuffix(f" {label}"), label
    return name, ""


def own_streets(typed: streetnames.Typed) -> list[Spot]:
    """Of the places in the directory: the search finds them, however they are spelled."""
    wanted = streetnames.key(typed.name)
    query = Query(
        text=f"{wanted} {typed.postcode}".strip(),
        language=languages.current(),
        scope=(Kind.ORGANISATION,),
        stand_ins=True,
        counted=False,
        per_page=50,
    )
    searching.follow()
    answer, _engine = searching.ask(query, searching.read(query.text, query.language))
    hits = [row.source.rpartition(":")[2] for row in searching.rows_of(answer.ids)]
    listed = Organisation.objects.listed().filter(pk__in=hits)
    places = Place.objects.filter(organisation__in=listed, latitude__isnull=False)
    found = defaultdict(list)
    for place in places.exclude(longitude=None).select_related("municipality"):
        names = [streetnames.key(street) for street in (place.street_fr, place.street_nl) if street]
        is_there = not typed.postcode or place.postcode == typed.postcode
        if is_there and any(name == wanted or streetnames.is_like(name, wanted) for name in names):
            found[place.street.plain, place.postcode, place.municipality.label.plain].append(place)
    return [spot_among(key, typed.number, same) for key, same in sorted(found.items())]


def spot_among(key: tuple[str, str, str], number: int | None, places: list[Place]) -> Spot:
    street, postcode, municipality = key
    label = address(street, number, postcode, municipality)
    if number is not None:
        nearest = min(places, key=lambda place: abs(number_of(place.number) - number))
        return Spot(label, *nearest.position)
    sides = zip(*(place.position for place in places), strict=True)
    latitude, longitude = (sum(degrees) / len(places) for degrees in sides)
    return Spot(label, latitude, longitude)


def number_of(written: str) -> int:
    digits = re.match(r"\d{1,6}", written)
    return int(digits[0]) if digits else 0


def address(street: str, number: int | None, postcode: str, municipality: str) -> str:
    line = f"{street} {number}" if number is not None else street
    return f"{line}, {postcode} {municipality}".strip()


def said(kilometres: float) -> str:
    """*350 m*, *1,2 km*: as exact as a walk is."""
    if kilometres < 0.975:
        return _("%(number)s m") % {"number": max(50, round(kilometres * 20) * 50)}
    return _("%(number)s km") % {"number": number_format(kilometres, 1)}
