"""HSDS into the directory: each organisation becomes the lines that a table would have had.

From there it is planned, shown and written as those are (directory/exchange/drafting.py). What the
file does not tell stays as it is. Texts go to one language: the one that our profile names, or the
one that was chosen with the file.

Of an entry of ours that comes back, only what HSDS says without loss is taken: not its hours, which
it gives to each service, nor its addresses and contacts, which do not say their language.
"""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.importing import Record
from cms.tabular import Line
from cms.tabular.text import clean

from ...models import Audience, Municipality, Organisation, Place, SpokenLanguage, Theme
from ..cells import MODES
from ..hours_text import write_exceptions
from ..organisations import Organisations, documented
from . import ids
from .reading import Collection, read, several, text
from .values import codes, enterprise_number, exceptional, first_phone, split_street, week_of

DUTCH = "dutch"
LONGEST_ACRONYM = 30
SERVICE_TEXTS = {"name": "name", "fees": "fees_description"}
# Ours are lent by the organisation, or said of a tick: they do not come back.
LENT_TEXTS = {
    "interpretation": "interpretation_services",
    "conditions": "eligibility_description",
}
WORDS = {"themes": "themes", "audiences": "audiences", "access-modes": "access_modes"}


class HSDS(Organisations):
    kind = "hsds"
    title = gettext_lazy("Organisations from another directory (HSDS 3)")
    intro = gettext_lazy(
        "A JSON file, or a ZIP of such files, as directories that follow the Human Services Data "
        "Specification publish them: organisations with their services, places and hours. What "
        "the file does not tell stays as it is; codes that are not in our lists are left aside."
    )
    columns = ()
    extensions = (".json", ".zip")
    options: ClassVar = {
        **Organisations.options,
        DUTCH: gettext_lazy("The texts of this file are in Dutch"),
    }

    def check(self, path: Path, name: str) -> None:
        read(path, name)

    def notes(self, path: Path, name: str) -> list[str]:
        return []

    def current(self):
        return None

    def label(self, name: str) -> str:
        return next((str(c.label) for c in documented() if c.name == name), name)

    def records(self, path: Path, name: str, options=()) -> Iterator[Record]:
        collection = read(path, name)
        known = Known(collection)
        for number, organization in enumerate(collection.organizations.values(), start=1):
            yield Converted(organization, collection, known, number, DUTCH in options).record()


class Known:
    """What of the file is ours already, and our lists: a few queries for all of it."""

    def __init__(self, collection: Collection):
        own = {i: ids.row(ids.ORGANISATION, i) for i in collection.organizations}
        slugs = dict(
            Organisation.objects.filter(pk__in=set(own.values()) - {None}).values_list("pk", "slug")
        )
        self.slugs = {i: slugs[pk] for i, pk in own.items() if pk in slugs}
        tails = {identifier[:8]: identifier for identifier in collection.organizations}
        for slug in Organisation.objects.values_list("slug", flat=True).iterator():
            identifier = tails.get(slug[-8:])  # given below, at the first import
            if identifier and identifier not in self.slugs:
                self.slugs[identifier] = slug
        own = {i: ids.row(ids.LOCATION, i) for i in collection.locations}
        codes = dict(
            Place.objects.filter(pk__in=set(own.values()) - {None}).values_list("pk", "code")
        )
        self.places = {i: codes.get(pk, i) for i, pk in own.items()}
        self.towns = {
            name.casefold(): town.code
            for town in Municipality.objects.all()
            for name in (town.code, town.label_fr, town.label_nl)
        }

        self.codes = {
            "themes": all_codes(Theme),
            "audiences": all_codes(Audience),
            "languages": all_codes(SpokenLanguage),
            "access-modes": {str(mode) for mode in MODES},
        }

    def ours(self, taxonomy: str, codes) -> str:
        """Those of our lists; another directory has others."""
        return " ".join(code for code in codes if code in self.codes[taxonomy])

    def slug_of(self, organization: dict) -> str:
        identifier = text(organization, "id")
        if identifier in self.slugs:
            return self.slugs[identifier]
        return f"{slugify(text(organization, 'name'))[:70] or 'organisation'}-{identifier[:8]}"


class Converted:
    def __init__(self, organization, collection, known, number, is_dutch):
        self.organization, self.collection, self.known = organization, collection, known
        self.number = number
        told = text(organization, "content_language")[:2]
        self.language = told if told in ("fr", "nl") else "nl" if is_dutch else "fr"
        own = ids.row(ids.ORGANISATION, text(organization, "id")) is not None
        self.is_ours = own and text(organization, "id") in known.slugs

    def record(self) -> Record:
        key = self.known.slug_of(self.organization)
        services = self.collection.services_of(text(self.organization, "id"))
        places = self.collection.locations_of(text(self.organization, "id"))
        hours = [week_of(service) for service in services]
        shared = hours[0] if hours and all(one == hours[0] for one in hours) else ""
        entry = self.entry() | self.days(services)
        if shared and not self.is_ours:
            entry["hours"] = shared
        parts = zip_longest(
            [self.place(place) for place in places],
            [self.service(service, not shared) for service in services],
            [self.contact(one) for one in several(self.organization, "contacts")],
            fillvalue={},
        )
        lines = [
            Line(self.number, {"id": key, **(entry if not n else {}), **told})
            for n, told in enumerate({**p, **s, **c} for p, s, c in parts)
        ] or [Line(self.number, {"id": key, **entry})]
        record = Record(key, self.number, lines)
        if not text(self.organization, "name"):
            record.problems.append(_("This organisation has no name."))
        return record

    def said(self, prefix, name, words, required=False) -> dict[str, str]:
        """In the language of the file; what a record cannot do without, in French too if it
        comes from elsewhere: most names are the same in both.
        """
        words = clean(words)
        if not words:
            return {}
        columns = {f"{prefix}{name}_{self.language}": words}
        if required and not self.is_ours:
            columns[f"{prefix}{name}_fr"] = words
        return columns

    def entry(self) -> dict[str, str]:
        one = self.organization
        lent = one.get("fallback_fields") or []
        cells = {} if "name" in lent else self.said("", "name", text(one, "name"), required=True)
        acronym = text(one, "alternate_name")
        if len(acronym) <= LONGEST_ACRONYM and "alternate_name" not in lent:
            cells |= self.said("", "acronym", acronym)
        if text(one, "description") and not self.is_ours:
            cells |= self.said("", "description", text(one, "description"))
        return cells | {
            name: value
            for name, value in {
                "email": text(one, "email"),
                "website": text(one, "website"),
                "phone": first_phone(one),
                "enterprise_number": enterprise_number(one),
                "themes": self.known.ours("themes", codes(one, "themes")),
            }.items()
            if value
        }

    def place(self, one) -> dict[str, str]:
        cells = {"place_code": self.known.places.get(text(one, "id"), text(one, "id"))}
        if self.is_ours:
            return cells
        address = next(iter(several(one, "addresses")), {})
        street, number = split_street(text(address, "address_1"))
        city = text(address, "city")
        cells |= self.said("place_", "street", street, required=True)
        cells |= self.said("place_", "getting_there", text(one, "transportation"))
        told = {
            "place_number": number,
            "place_postcode": text(address, "postal_code"),
            "place_municipality": self.known.towns.get(city.casefold(), city),
            "place_latitude": text(one, "latitude"),
            "place_longitude": text(one, "longitude"),
            "place_phone": first_phone(one),
        }
        return cells | {name: value for name, value in told.items() if value}

    def service(self, one, has_own_hours) -> dict[str, str]:
        lent = one.get("fallback_fields") or []
        pk = ids.row(ids.SERVICE, text(one, "id"))
        cells = {"service_id": str(pk)} if pk and self.is_ours else {}
        for column, name in {**SERVICE_TEXTS, **({} if self.is_ours else LENT_TEXTS)}.items():
            if name not in lent:
                cells |= self.said("service_", column, text(one, name), column == "name")
        documents = [text(each, "document") for each in several(one, "required_documents")]
        if "required_documents" not in lent:
            cells |= self.said("service_", "documents", "\n".join(filter(None, documents)))
        told = {
            f"service_{column}": self.known.ours(taxonomy, codes(one, taxonomy))
            for taxonomy, column in WORDS.items()
        }
        spoken = [text(each, "code") for each in several(one, "languages")]
        told["service_languages"] = self.known.ours("languages", spoken)
        if not self.is_ours:
            given = self.collection.places[text(one, "id")]
            told["service_place_codes"] = " ".join(self.known.places.get(p, p) for p in given)
            told["service_hours"] = week_of(one) if has_own_hours else ""
        return cells | {name: value for name, value in told.items() if value}

    def contact(self, one) -> dict[str, str]:
        """A function, never a person: a contact without a title is left out."""
        role = text(one, "title") or text(one, "department")
        if self.is_ours or not role or not (first_phone(one) or text(one, "email")):
            return {}
        cells = self.said("contact_", "role", role, required=True)
        told = {"contact_phone": first_phone(one), "contact_email": text(one, "email")}
        return cells | {name: value for name, value in told.items() if value}

    def days(self, services) -> dict[str, str]:
        rules = [rule for service in services for rule in several(service, "schedules")]
        found = [day for rule in rules if (day := exceptional(rule))]
        return {"exceptional_days": write_exceptions(found)} if found else {}


def all_codes(model) -> set[str]:
    return set(model.objects.values_list("code", flat=True))
