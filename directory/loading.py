"""Files into the directory: the closed lists, then the entries. Adds what is missing, never more.

    load_vocabulary(folder, tell=print)      # folder/themes.csv, audiences.csv, …
    load_organisations(folder, tell=print)   # folder/organisations.csv, places.csv, services.csv, …

Both return the number of records added. A record that exists, by its code or address, is left as
it is: an editor may have changed it. Columns bear the names of the fields; several codes in one
cell are separated by spaces, several documents by ` | `, days are `mo tu we`, a yes is `yes`.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from .models import (
    Audience,
    Contact,
    Municipality,
    Neighbourhood,
    Network,
    OpeningException,
    Organisation,
    Place,
    ReceptionSlot,
    Service,
    ServiceSlot,
    SpokenLanguage,
    Theme,
)
from .vocabulary import AccessMode

VOCABULARIES = {
    "themes": Theme,
    "audiences": Audience,
    "languages": SpokenLanguage,
    "municipalities": Municipality,
    "neighbourhoods": Neighbourhood,
}
DAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"]
MODES = {
    AccessMode.WALK_IN: "walk_in",
    AccessMode.APPOINTMENT: "by_appointment",
    AccessMode.REFERRAL: "by_referral",
}
TRUE = "yes"
# Features of a building; what is left empty is not known.
YES_OR_NO = (
    "step_free",
    "lift",
    "adapted_toilet",
    "reachable_bell",
    "adapted_parking",
    "pram_space",
)
MEASURES = ("latitude", "longitude", "steps", "door_width", "floor")
LISTS = " "  # codes of a list are separated by spaces

Tell = Callable[[str], object]
Row = dict[str, str]


class FileError(ValueError):
    """Something in a file that cannot be read, with the place where it stands."""


def silent(text: str) -> None:
    pass


def load_vocabulary(folder: Path, tell: Tell = silent) -> int:
    added = 0
    for name, model in VOCABULARIES.items():
        for number, row in rows(Path(folder) / f"{name}.csv"):
            labels = {"label_fr": row["label_fr"], "label_nl": row["label_nl"]}
            _entry, is_new = model.objects.get_or_create(
                code=row["code"], defaults={**labels, "position": 10 * (number - 1)}
            )
            added += is_new
    tell(f"{added} words in the closed lists")
    return added


def load_organisations(folder: Path, tell: Tell = silent) -> int:
    folder = Path(folder)
    known = set(Organisation.objects.values_list("slug", flat=True))
    networks = load_networks(folder / "networks.csv")
    parts = {name: by_organisation(folder / f"{name}.csv") for name in PARTS}
    added = 0
    for number, row in rows(folder / "organisations.csv"):
        slug = row["slug"]
        if slug in known:
            continue
        with transaction.atomic():
            entry = organisation(row, networks)
            for name, attach in PARTS.items():
                attach(entry, parts[name][slug])
            check(entry, f"organisations.csv, line {number}")
            entry.save()
            entry.save_revision().publish()
        added += 1
        if added % 10 == 0:
            tell(f"{added} organisations")
    return added


def load_networks(path: Path) -> dict[str, Network]:
    for number, row in rows(path):
        if Network.objects.filter(name_fr=row["name_fr"]).exists():
            continue
        network = Network(**row)
        try:
            network.full_clean(exclude=["slug"])
        except ValidationError as error:
            raise FileError(f"{path.name}, line {number}: {error.messages}") from error
        network.save()
        network.save_revision().publish()
    return {network.acronym or network.name_fr: network for network in Network.objects.all()}


def organisation(row: Row, networks: dict[str, Network]) -> Organisation:
    coded = {name: row.pop(name).split(LISTS) for name in ("themes", "networks", "active_in")}
    row["confirmed_on"] = date.fromisoformat(row["confirmed_on"]) if row["confirmed_on"] else None
    row["open_on_holidays"] = row["open_on_holidays"] == TRUE
    entry = Organisation(**row)
    entry.themes = found(Theme, coded["themes"])
    entry.active_in = found(Municipality, coded["active_in"])
    entry.networks = [networks[name] for name in coded["networks"] if name]
    return entry


def add_places(entry: Organisation, lines: list[Row]) -> None:
    for row in lines:
        for name in YES_OR_NO:
            row[name] = row[name] == TRUE
        for name in MEASURES:
            row[name] = row[name] or None
        row["municipality"] = found(Municipality, [row["municipality"]])[0]
        row["neighbourhood"] = next(iter(found(Neighbourhood, [row["neighbourhood"]])), None)
        place = Place(**row)
        place.ensure_code()
        entry.places.add(place)


def add_contacts(entry: Organisation, lines: list[Row]) -> None:
    for order, row in enumerate(lines):
        entry.contacts.add(Contact(sort_order=order, **row))


def add_services(entry: Organisation, lines: list[Row]) -> None:
    for order, row in enumerate(lines):
        modes = row.pop("access_modes").split(LISTS)
        themes, audiences, spoken = (
            row.pop(name).split(LISTS) for name in ("themes", "audiences", "languages")
        )
        row["interpreter"] = row["interpreter"] == TRUE
        given_at = known_places(entry, row.pop("places").split(LISTS))
        flags = {field: code in modes for code, field in MODES.items()}
        service = Service(sort_order=order, place_codes=given_at, **row, **flags)
        service.documents_fr, service.documents_nl = (
            text.replace(" | ", "\n") for text in (service.documents_fr, service.documents_nl)
        )
        service.themes = found(Theme, themes)
        service.audiences = found(Audience, audiences)
        service.languages = found(SpokenLanguage, spoken)
        entry.services.add(service)


def known_places(entry: Organisation, codes: list[str]) -> list[str]:
    codes = [code for code in codes if code]
    if missing := set(codes) - {place.code for place in entry.places.all()}:
        raise FileError(f"Not a place of {entry.slug}: {', '.join(sorted(missing))}")
    return codes


def add_hours(entry: Organisation, lines: list[Row]) -> None:
    services = {service.name_fr: service for service in entry.services.all()}
    for row in lines:
        name = row.pop("service")
        owner, model = (services[name], ServiceSlot) if name else (entry, ReceptionSlot)
        for day in row.pop("days").split(LISTS):
            slot = {
                **row,
                "weekday": DAYS.index(day),
                "opens": time.fromisoformat(row["opens"]),
                "closes": time.fromisoformat(row["closes"]),
            }
            owner.opening_slots.add(model(**slot))


def add_exceptions(entry: Organisation, lines: list[Row]) -> None:
    for row in lines:
        for name in ("first_day", "last_day"):
            row[name] = date.fromisoformat(row[name]) if row[name] else None
        for name in ("opens", "closes"):
            row[name] = time.fromisoformat(row[name]) if row[name] else None
        entry.opening_exceptions.add(OpeningException(**row))


# Services name their places and hours their service, so they come after.
PARTS = {
    "places": add_places,
    "contacts": add_contacts,
    "services": add_services,
    "hours": add_hours,
    "exceptions": add_exceptions,
}


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each line with its number, counted as a spreadsheet counts."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row or None in row.values():
                raise FileError(f"{path.name}, line {number}: not as many cells as columns")
            yield number, {name: cell.strip() for name, cell in row.items()}


def by_organisation(path: Path) -> dict[str, list[Row]]:
    lines = defaultdict(list)
    for _number, row in rows(path):
        lines[row.pop("organisation")].append(row)
    return lines


def found(model, codes: list[str]) -> list:
    """The entries of a closed list, in the order of the codes; an unknown code is an error."""
    codes = [code for code in codes if code]
    entries = {entry.code: entry for entry in model.objects.filter(code__in=codes)}
    if missing := [code for code in codes if code not in entries]:
        name = model._meta.verbose_name_plural
        raise FileError(f"Not in the list of {name}: {', '.join(missing)}")
    return [entries[code] for code in codes]


def check(entry: Organisation, where: str) -> None:
    """What the form would refuse, the file may not bring in either."""
    children = [
        *entry.places.all(),
        *entry.contacts.all(),
        *entry.services.all(),
        *entry.opening_exceptions.all(),
    ]
    try:
        entry.full_clean()
        for child in children:
            child.full_clean(exclude=["organisation"])
    except ValidationError as error:
        raise FileError(f"{where}: {error.messages}") from error
