"""Hours of many entries at once, and all of one entry, in few queries.

`prefetch_related` asks once per table, and an entry spreads over a dozen of them; the budget is
twelve for a whole page. Tables of the same shape are therefore read together.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import (
    CharField,
    DateField,
    F,
    IntegerField,
    QuerySet,
    TimeField,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Coalesce

from cms import pictures

from . import hours
from .contacts import Contact
from .networks import Network
from .opening import OpeningException, ReceptionSlot, ServiceSlot, schedule_of
from .organisations import Organisation
from .services import Service
from .vocabulary import Audience, Municipality, SpokenLanguage, Theme

HOURS = [
    ("service_id", IntegerField()),
    ("weekday", IntegerField()),
    ("opens", TimeField()),
    ("closes", TimeField()),
    ("first_day", DateField()),
    ("last_day", DateField()),
    ("said_fr", CharField()),
    ("said_nl", CharField()),
]
OF_ENTRY = 0  # not a service
NOTHING = Value("")
WORDS = {"themes": Theme, "audiences": Audience, "languages": SpokenLanguage}


def hours_of(organisations: Iterable[int]) -> dict[int, list]:
    """Weekly slots, of the reception and of services, and exceptions: one query."""
    ids = list(organisations)
    notes = {"said_fr": "note_fr", "said_nl": "note_nl"}
    weekly = {"weekday": "weekday", "opens": "opens", "closes": "closes", **notes}
    reception = hours_arm(
        ReceptionSlot.objects.filter(organisation__in=ids), "organisation_id", weekly
    )
    services = hours_arm(
        ServiceSlot.objects.filter(service__organisation__in=ids),
        "service__organisation_id",
        {**weekly, "service_id": "service_id"},
    )
    exceptions = hours_arm(
        OpeningException.objects.filter(organisation__in=ids),
        "organisation_id",
        {name: name for name in ("opens", "closes", "first_day", "last_day")}
        | {"said_fr": "reason_fr", "said_nl": "reason_nl"},
    )
    found = defaultdict(list)
    for owner, *cells in reception.union(services, exceptions, all=True):
        row = dict(zip((name for name, _field in HOURS), cells, strict=True))
        found[owner].append(hours_record(owner, row))
    return found


def hours_arm(rows: QuerySet, owner: str, columns: dict[str, str]) -> QuerySet:
    cells = [
        F(columns[name]) if name in columns else Cast(Value(None), field) for name, field in HOURS
    ]
    return rows.order_by().values_list(F(owner), *cells)


def hours_record(owner: int, row: dict) -> ReceptionSlot | ServiceSlot | OpeningException:
    clock = {"opens": row["opens"], "closes": row["closes"]}
    said_fr, said_nl = row["said_fr"] or "", row["said_nl"] or ""
    if row["first_day"]:
        return OpeningException(
            organisation_id=owner,
            first_day=row["first_day"],
            last_day=row["last_day"],
            reason_fr=said_fr,
            reason_nl=said_nl,
            **clock,
        )
    notes = {"note_fr": said_fr, "note_nl": said_nl}
    if row["service_id"]:
        return ServiceSlot(service_id=row["service_id"], weekday=row["weekday"], **clock, **notes)
    return ReceptionSlot(organisation_id=owner, weekday=row["weekday"], **clock, **notes)


def schedules(organisations: Iterable[Organisation]) -> dict[int, hours.Schedule]:
    """When somebody is there, for a page of the list."""
    entries = list(organisations)
    records = hours_of(entry.pk for entry in entries)
    return {entry.pk: schedule_of(records[entry.pk], entry.open_on_holidays) for entry in entries}


def complete(entry: Organisation) -> Organisation:
    """All that the page of an entry shows, in four queries; the entry then asks nothing more.

    A fifth one brings the pictures, where there are any.

    Relations are set as a form would set them: in memory, for reading, never to be saved.
    """
    entry.places = places = list(
        entry.places.select_related("municipality", "neighbourhood", "photo")
    )
    prefetch_related_objects([place.photo for place in places if place.photo], pictures.PREFETCH)
    entry.services = services = list(entry.services.all())
    records = hours_of([entry.pk])[entry.pk]
    entry.opening_slots = [slot for slot in records if isinstance(slot, ReceptionSlot)]
    entry.opening_exceptions = [day for day in records if isinstance(day, OpeningException)]
    words = words_of(entry)
    for name in ("themes", "networks", "active_in", "contacts"):
        setattr(entry, name, words[OF_ENTRY, name])
    for service in services:
        service.opening_slots = [
            slot
            for slot in records
            if isinstance(slot, ServiceSlot) and slot.service_id == service.pk
        ]
        for name in WORDS:
            setattr(service, name, words[service.pk, name])
    return entry


def words_of(entry: Organisation) -> dict[tuple[int, str], list]:
    """What the entry and each of its services (by number) is linked to, and whom to ask for what:
    one query, each in the order of its list.
    """
    labelled = ("pk", "code", "label_fr", "label_nl", "position", NOTHING)
    arms = [
        arm("themes", Theme.objects.filter(organisations=entry), *labelled),
        arm("active_in", Municipality.objects.filter(active_organisations=entry), *labelled),
        arm(
            "networks",
            Network.objects.listed().filter(organisations=entry),
            *("pk", "slug", "name_fr", "name_nl", Value(0), NOTHING),
        ),
        arm(
            "contacts",
            Contact.objects.filter(organisation=entry),
            *("pk", "phone", "role_fr", "role_nl", Coalesce("sort_order", 0), "email"),
        ),
    ]
    for name, model in WORDS.items():
        through = getattr(Service, name).through.objects.filter(service__organisation=entry)
        word = model._meta.model_name
        cells = (f"{word}__{field}" for field in ("code", "label_fr", "label_nl", "position"))
        arms.append(arm(name, through, f"{word}_id", *cells, NOTHING, owner="service_id"))
    first, *others = arms
    found = defaultdict(list)
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[6], row[2]))
    for name, owner, *cells in rows:
        found[owner, name].append(linked(name, *cells))
    return found


def arm(name: str, rows: QuerySet, *cells, owner=None) -> QuerySet:
    return rows.order_by().values_list(Value(name), owner or Value(OF_ENTRY), *cells)


def linked(name: str, pk: int, code: str, fr: str, nl: str, position: int, more: str):
    if name == "networks":
        return Network(pk=pk, slug=code, name_fr=fr, name_nl=nl)
    if name == "contacts":
        return Contact(pk=pk, phone=code, role_fr=fr, role_nl=nl, email=more)
    model = WORDS.get(name, Municipality)
    return model(pk=pk, code=code, label_fr=fr, label_nl=nl, position=position)
