"""Entries as lines of a table: read in chunks, so that ten or ten thousand cost the same at a time.

for entry in entries(ids): …                   # with all they are made of
for row in rows_of(entry, columns): …          # one line, and one for each further part
"""

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest

from django.db.models import Prefetch

from ..models import Organisation, Place, Service
from .columns import CONTACT, ENTRY, KEY, MANAGERS, PLACE, SERVICE, Column, columns

CHUNK = 200
REPEATED = ("name_fr", "name_nl")  # on every line, so that one knows whose it is
SHOWN = (PLACE, SERVICE, CONTACT)


def complete(queryset):
    """Everything the columns need: a query a table, whatever the number of entries."""
    return queryset.prefetch_related(
        "themes",
        "networks",
        "active_in",
        "opening_slots",
        "opening_exceptions",
        "contacts",
        Prefetch("places", Place.objects.select_related("municipality", "neighbourhood")),
        Prefetch(
            "services",
            Service.objects.prefetch_related("themes", "audiences", "languages", "opening_slots"),
        ),
    )


def entries(ids: Iterable[int], queryset=None) -> Iterator[Organisation]:
    """In the order of `ids`; those that are not listed any more are left out."""
    queryset = Organisation.objects.listed() if queryset is None else queryset
    waiting = iter(ids)
    while chunk := list(islice(waiting, CHUNK)):
        found = {entry.pk: entry for entry in complete(queryset.filter(pk__in=chunk))}
        yield from (found[pk] for pk in chunk if pk in found)


def parts_of(entry: Organisation, part: str) -> list:
    return list(getattr(entry, MANAGERS[part]).all())


def rows_of(entry: Organisation, wanted: list[Column]) -> Iterator[dict[str, str]]:
    """The entry and the first of each kind of part on one line, the others below."""
    several = [parts_of(entry, part) for part in SHOWN]
    for number, parts in enumerate(zip_longest(*several) if any(several) else [()]):
        owners = dict(zip(SHOWN, parts, strict=False))
        row = {}
        for column in wanted:
            if column.part == ENTRY:
                shown = number == 0 or column.name == KEY or column.name in REPEATED
                row[column.name] = column.text_of(entry) if shown else ""
            else:
                owner = owners.get(column.part)
                row[column.name] = column.text_of(owner) if owner is not None else ""
        yield row


def snapshot(entry: Organisation) -> dict[tuple[str, object, str], str]:
    """Every text of an entry and its parts, to see afterwards what is different.

    Parts are told apart by their number; new ones by their place.
    """
    texts = {(ENTRY, 0, c.name): c.text_of(entry) for c in columns(ENTRY)}
    for part, identity, record in identified(entry):
        for column in columns(part):
            texts[part, identity, column.name] = column.text_of(record)
    return {key: text for key, text in texts.items() if text}


def part_names(entry: Organisation) -> dict[tuple[str, object], str]:
    """How a person calls each part, where there may be several."""
    return {
        (part, identity): f"{record.street_fr} {record.number}" if part == PLACE else str(record)
        for part, identity, record in identified(entry)
    }


def identified(entry: Organisation):
    for part in SHOWN:
        for place, record in enumerate(parts_of(entry, part)):
            yield part, record.pk or f"new {place}", record
