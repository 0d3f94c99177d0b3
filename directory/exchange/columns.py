"""The columns of the directory's tables: read, written and explained from this one list.

An entry takes one line; each further place, service or contact takes a line below it with the same
address in the first column. Texts have one column a language, facts have one.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..building import Ramp
from ..models import (
    Audience,
    Contact,
    Municipality,
    Neighbourhood,
    Network,
    Organisation,
    Place,
    Service,
    SpokenLanguage,
    Theme,
)
from ..vocabulary import BodyKind
from .cells import (
    Cell,
    Choice,
    Code,
    Codes,
    Coordinate,
    Day,
    EnterpriseNumber,
    Flag,
    Modes,
    Phone,
    PlaceCodes,
    Whole,
)
from .hour_cells import Exceptions, Reasons, Remarks, Week

KEY = "id"
LANGUAGES = ("fr", "nl")
ENTRY, PLACE, SERVICE, CONTACT = "", "place", "service", "contact"
MODELS = {ENTRY: Organisation, PLACE: Place, SERVICE: Service, CONTACT: Contact}
MANAGERS = {PLACE: "places", SERVICE: "services", CONTACT: "contacts"}
REMOVE = "remove"

SEVERAL = _("Several codes are separated by spaces.")
HOURS = _(
    "Days are Mo Tu We Th Fr Sa Su; an hour of closing earlier than that of opening is one of the "
    "next morning."
)
REMARKS = _("One a line: the days, the hour of opening, the remark.")


@dataclass(frozen=True)
class Column:
    part: str
    field: str  # on the record, without the language
    cell: Cell
    label: object
    help: object = ""
    example: str = ""
    language: str = ""  # of a text; facts have none

    @property
    def attribute(self) -> str:
        return f"{self.field}_{self.language}" if self.language else self.field

    @property
    def name(self) -> str:
        named = NAMED.get((self.part, self.field), self.field)
        return "_".join(filter(None, (self.part, named, self.language)))

    def text_of(self, record) -> str:
        return self.cell.write(self.cell.get(record, self.attribute))

    def plain_of(self, record):
        return self.cell.plain(self.cell.get(record, self.attribute))


# What a spreadsheet calls them, where the code says otherwise.
NAMED = {
    (ENTRY, "slug"): KEY,
    (SERVICE, "pk"): KEY,
    (CONTACT, "pk"): KEY,
    (ENTRY, "note"): "hours_remarks",
    (SERVICE, "note"): "hours_remarks",
    (ENTRY, "reason"): "exceptional_days_reasons",
}

SLUG = Column(
    ENTRY,
    "slug",
    Cell(),
    _("identity of the entry"),
    _("The last part of its address on the site. For a new entry, a name of your own."),
    "maison-exemple-du-logement",
)
# In exports only: an import leaves them aside.
READ_ONLY = {
    "url": _("address of the entry on this site"),
    "name": _("its name in this language, or in the other if it has none in this one"),
    "language": _("the language of that name"),
}
REMOVALS = {
    part: Column(
        part,
        REMOVE,
        Flag(),
        label,
        _("yes removes it. Leaving out its line does not."),
    )
    for part, label in (
        (PLACE, _("remove this place")),
        (SERVICE, _("remove this service")),
        (CONTACT, _("remove this contact")),
    )
}


def pair(part, field, label, help="", fr="", nl="", cell=None):
    """One column a language, French first."""
    named = {"fr": _("%(what)s, in French"), "nl": _("%(what)s, in Dutch")}
    return [
        Column(part, field, cell or Cell(), In(named[code], label), help, example, code)
        for code, example in zip(LANGUAGES, (fr, nl), strict=True)
    ]


class In:
    """*Summary, in Dutch*: put together when it is read, in the language of the reader."""

    def __init__(self, sentence, what):
        self.sentence, self.what = sentence, what

    def __str__(self):
        return str(self.sentence) % {"what": self.what}


def entry_columns():
    p = ENTRY
    yield SLUG
    yield from pair(p, "name", _("name"), fr="Maison Exemple", nl="Voorbeeldhuis")
    yield from pair(p, "acronym", _("acronym"))
    yield from pair(
        p,
        "summary",
        _("in one sentence"),
        _("What one finds there. At most 200 characters."),
        "Une permanence fictive pour locataires.",
        "Een fictief spreekuur voor huurders.",
    )
    yield from pair(p, "description", _("presentation"))
    yield from pair(p, "access_conditions", _("who can come"))
    yield Column(p, "kind", Choice(BodyKind), _("kind of body"), "", "association")
    yield Column(p, "enterprise_number", EnterpriseNumber(), _("enterprise number"))
    yield Column(p, "website", Cell(), _("website"), "", "https://example.org")
    yield Column(p, "email", Cell(), _("e-mail"), "", "info@example.org")
    yield Column(p, "phone", Phone(), _("telephone"), "", "02 000 00 01")
    yield Column(p, "themes", Codes(Theme), _("themes"), SEVERAL)
    yield Column(p, "networks", Codes(Network, "slug"), _("networks"), SEVERAL)
    yield Column(p, "active_in", Codes(Municipality), _("active in"), SEVERAL)
    yield Column(p, "hours", Week(), _("opening hours"), HOURS, "Mo-Fr 09:00-12:30; We 13:30-16:00")
    yield from pair(p, "note", _("remarks on the hours"), REMARKS, cell=Remarks())
    yield Column(
        p,
        "exceptional_days",
        Exceptions(),
        _("exceptional days"),
        _("Days on which the usual hours do not hold, closed or with their own hours."),
        "2027-07-19/2027-08-06 closed",
    )
    yield from pair(
        p,
        "reason",
        _("why on these days"),
        _("One a line: the first day, the reason."),
        "2027-07-19 congés d’été",
        "2027-07-19 zomerverlof",
        Reasons(),
    )
    yield Column(p, "open_on_holidays", Flag(), _("open on public holidays"), _("yes or nothing"))
    yield Column(
        p,
        "confirmed_on",
        Day(),
        pgettext_lazy("column", "confirmed on"),
        _("The day the organisation itself said that all is right. Written only by this column."),
        "2026-09-15",
    )


def place_columns():
    p = PLACE
    yield Column(p, "code", Cell(), _("code of the place"), _("Empty for a new place."))
    yield from pair(p, "label", _("name of the place"), _("Only where there are several."))
    yield from pair(p, "street", _("street"), "", "rue de l’Exemple", "Voorbeeldstraat")
    yield Column(p, "number", Cell(), _("number and box"), "", "12")
    yield Column(p, "postcode", Cell(), _("postcode"), "", "1030")
    yield Column(p, "municipality", Code(Municipality), _("municipality"), "", "schaerbeek")
    yield Column(p, "neighbourhood", Code(Neighbourhood), _("neighbourhood"))
    yield Column(p, "latitude", Coordinate(), _("latitude"), "", "50.868")
    yield Column(p, "longitude", Coordinate(), _("longitude"), "", "4.366")
    yield Column(p, "phone", Phone(), _("telephone of the place"))
    yield from pair(p, "getting_there", _("how to get there"))
    yield Column(p, "step_free", Flag(), _("step-free from the street"), _("yes or nothing"), "yes")
    yield Column(p, "steps", Whole(), _("steps at the entrance"))
    yield Column(p, "ramp", Choice(Ramp), _("ramp"))
    yield Column(p, "door_width", Whole(), _("narrowest door, in cm"))
    yield Column(p, "floor", Whole(), _("floor"))
    yield Column(p, "lift", Flag(), _("lift"))
    yield Column(p, "reachable_bell", Flag(), _("bell one reaches while seated"))
    yield Column(p, "adapted_toilet", Flag(), _("adapted toilet"))
    yield Column(p, "adapted_parking", Flag(), _("adapted parking space nearby"))
    yield Column(p, "pram_space", Flag(), _("room to leave a pram"))
    yield from pair(p, "access_note", _("what else to know about access"))


def service_columns():
    p = SERVICE
    yield Column(p, "pk", Whole(), _("number of the service"), _("Empty for a new service."))
    yield from pair(
        p, "name", _("name of the service"), "", "Permanence logement", "Spreekuur wonen"
    )
    yield Column(p, "themes", Codes(Theme), _("themes of the service"), SEVERAL)
    yield Column(p, "audiences", Codes(Audience), _("for whom"), SEVERAL)
    yield Column(p, "languages", Codes(SpokenLanguage), _("languages spoken"), SEVERAL, "fr nl")
    yield Column(p, "interpreter", Flag(), _("an interpreter can be arranged"))
    yield from pair(p, "interpretation", _("interpretation"))
    yield Column(p, "access_modes", Modes(), _("how one gets in"), SEVERAL, "walk-in")
    yield Column(p, "place_codes", PlaceCodes(), _("given at"), _("Codes of places; none: all."))
    yield Column(p, "phone", Phone(), _("telephone of the service"))
    yield from pair(p, "conditions", _("conditions"))
    yield from pair(
        p,
        "documents",
        _("what to bring"),
        _("One per line."),
        "Carte d’identité",
        "Identiteitskaart",
    )
    yield from pair(p, "fees", _("cost"), "", "Gratuit.", "Gratis.")
    yield Column(p, "hours", Week(), _("hours of the service"), HOURS, "Mo,Th 09:00-12:00")
    yield from pair(p, "note", _("remarks on the hours of the service"), REMARKS, cell=Remarks())


def contact_columns():
    p = CONTACT
    yield Column(p, "pk", Whole(), _("number of the contact"), _("Empty for a new contact."))
    yield from pair(p, "role", _("contact, for what"), _("A function, never the name of a person."))
    yield Column(p, "phone", Phone(), _("telephone of the contact"))
    yield Column(p, "email", Cell(), _("e-mail of the contact"))


@cache
def columns(part: str) -> tuple[Column, ...]:
    makers = {
        ENTRY: entry_columns,
        PLACE: place_columns,
        SERVICE: service_columns,
        CONTACT: contact_columns,
    }
    return tuple(makers[part]())


@cache
def all_columns() -> tuple[Column, ...]:
    return tuple(column for part in MODELS for column in columns(part))


def in_language(code: str | None) -> list[Column]:
    """Facts and the texts of one language; every text for None."""
    return [c for c in all_columns() if not c.language or code in (None, c.language)]
