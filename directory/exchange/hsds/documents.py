"""An entry in the words of HSDS, in the language that is active."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cms import alternates, languages

from ...identifiers import shown_phone
from ...models import Organisation, Place, Service
from . import ids
from .schedules import schedules, without_nothing

TAXONOMIES = ("themes", "audiences", "languages", "access-modes", "networks")
COUNTRY, REGION = "BE", "Brussels-Capital Region"
IDENTIFIER_SCHEME = "BE-BCE_KBO"  # org-id.guide


def organization_id(entry: Organisation) -> UUID:
    return ids.of(ids.ORGANISATION, entry.pk)


def organization(entry: Organisation) -> dict:
    """Only what it has one of: as lists show it."""
    return without_nothing(
        {
            "id": str(organization_id(entry)),
            "name": entry.name.plain,
            "alternate_name": entry.acronym.plain,
            # The standard requires one.
            "description": entry.description.plain or entry.summary.plain or entry.name.plain,
            "email": entry.email,
            "website": entry.website,
            "tax_id": entry.shown_enterprise_number,
            "legal_status": entry.get_kind_display(),
            "uri": alternates.absolute(entry.get_absolute_url()),
            **translated(entry, f"organizations/{organization_id(entry)}", ORGANISATION_TEXTS),
        }
    )


def full_organization(entry: Organisation) -> dict:
    owner = organization_id(entry)
    number = entry.shown_enterprise_number
    return organization(entry) | without_nothing(
        {
            "contacts": [contact(owner, one) for one in entry.contacts.all()],
            "phones": phones(owner, entry.phone),
            "locations": [location(place) for place in entry.places.all()],
            "organization_identifiers": [
                {
                    "id": str(ids.within(owner, "identifier", number)),
                    "identifier_scheme": IDENTIFIER_SCHEME,
                    "identifier_type": _("enterprise number"),
                    "identifier": number,
                }
            ]
            if number
            else [],
            "attributes": [
                *attributes(owner, "organization", "themes", entry.themes.all()),
                *attributes(owner, "organization", "networks", entry.networks.all()),
            ],
            "services": [service(one, entry) for one in entry.services.all()],
        }
    )


def service(one: Service, entry: Organisation) -> dict:
    """Only what it has one of."""
    identifier = ids.of(ids.SERVICE, one.pk)
    modified = entry.last_published_at
    return without_nothing(
        {
            "id": str(identifier),
            "organization_id": str(organization_id(entry)),
            "name": one.name.plain,
            "description": entry.summary.plain,
            "url": alternates.absolute(entry.get_absolute_url()),
            "email": entry.email,
            "status": "active",
            "interpretation_services": interpretation(one),
            "application_process": " · ".join(str(mode.label) for mode in one.access_modes),
            "fees_description": one.fees.plain,
            "eligibility_description": one.conditions.plain or entry.access_conditions.plain,
            "assured_date": entry.confirmed_on.isoformat() if entry.confirmed_on else "",
            "last_modified": modified.isoformat(timespec="seconds") if modified else "",
            **translated(one, f"services/{identifier}", SERVICE_TEXTS),
        }
    )


def full_service(one: Service, entry: Organisation, today: date) -> dict:
    owner = ids.of(ids.SERVICE, one.pk)
    slots = one.opening_slots.all() or entry.opening_slots.all()
    exceptions = list(entry.opening_exceptions.all())
    return service(one, entry) | without_nothing(
        {
            "organization": organization(entry),
            "phones": phones(owner, one.phone or entry.phone),
            "schedules": schedules(owner, slots, exceptions, entry.open_on_holidays, today),
            "service_areas": [
                {
                    "id": str(ids.within(owner, "area", area.code)),
                    "name": area.label.plain,
                    "extent": area.code,
                    "extent_type": "municipality",
                }
                for area in entry.active_in.all()
            ],
            "service_at_locations": [at(owner, place) for place in places_of(one, entry)],
            "languages": [
                {
                    "id": str(ids.within(owner, "language", spoken.code)),
                    "name": spoken.label.plain,
                    "code": spoken.code,
                }
                for spoken in one.languages.all()
            ],
            "required_documents": [
                {"id": str(ids.within(owner, "document", number)), "document": line.strip()}
                for number, line in enumerate(one.documents.plain.splitlines())
                if line.strip()
            ],
            "contacts": [contact(owner, each) for each in entry.contacts.all()],
            "attributes": [
                *attributes(owner, "service", "themes", one.themes.all()),
                *attributes(owner, "service", "audiences", one.audiences.all()),
                *(mode_attribute(owner, mode) for mode in one.access_modes),
            ],
        }
    )


def places_of(one: Service, entry: Organisation) -> list[Place]:
    """All of them, unless the service says where it is given."""
    return [p for p in entry.places.all() if not one.place_codes or p.code in one.place_codes]


def at(service_id: UUID, place: Place) -> dict:
    location_id = ids.of(ids.LOCATION, place.pk)
    return {
        "id": str(ids.within(service_id, "at", location_id)),
        "service_id": str(service_id),
        "location_id": str(location_id),
        "location": location(place),
    }


def location(place: Place) -> dict:
    owner = ids.of(ids.LOCATION, place.pk)
    latitude, longitude = place.position or (None, None)
    return without_nothing(
        {
            "id": str(owner),
            "organization_id": str(ids.of(ids.ORGANISATION, place.organisation_id)),
            "location_type": "physical",
            "name": place.label.plain or place.address(),
            "transportation": place.getting_there.plain,
            "latitude": latitude,
            "longitude": longitude,
            "addresses": [address(owner, place)],
            "phones": phones(owner, place.phone),
            "accessibility": accessibility(owner, place),
        }
    )


def address(owner: UUID, place: Place) -> dict:
    return without_nothing(
        {
            "id": str(ids.within(owner, "address")),
            "location_id": str(owner),
            "address_1": f"{place.street.plain} {place.number}".strip(),
            "city": place.municipality.label.plain,
            "region": place.neighbourhood.label.plain if place.neighbourhood else "",
            "state_province": REGION,
            "postal_code": place.postcode,
            "country": COUNTRY,
            "address_type": "physical",
        }
    )


def accessibility(owner: UUID, place: Place) -> list[dict]:
    features = [str(feature) for feature in place.access_features]
    if note := place.access_note.plain:
        features.append(note)
    return [
        {"id": str(ids.within(owner, "access", number)), "description": feature}
        for number, feature in enumerate(features)
    ]


def phones(owner: UUID, number: str) -> list[dict]:
    if not number:
        return []
    told = {"id": str(ids.within(owner, "phone", number)), "number": shown_phone(number)}
    return [told | {"type": "voice"}]


def contact(owner: UUID, one) -> dict:
    identifier = ids.within(owner, "contact", one.pk)
    told = {"id": str(identifier), "title": one.role.plain, "email": one.email}
    return without_nothing(told | {"phones": phones(identifier, one.phone)})


def attributes(owner: UUID, entity: str, taxonomy: str, words) -> list[dict]:
    return [
        attribute(owner, entity, taxonomy, code_of(word), str(word), languages.current())
        for word in words
    ]


def code_of(word) -> str:
    return getattr(word, "code", None) or word.slug


def mode_attribute(owner: UUID, mode) -> dict:
    return attribute(
        owner, "service", "access-modes", str(mode), str(mode.label), languages.current()
    )


def attribute(owner, entity, taxonomy, code, name, language) -> dict:
    return {
        "id": str(ids.within(owner, taxonomy, code)),
        "link_id": str(owner),
        "link_entity": entity,
        "taxonomy_term": {
            "id": str(ids.within(ids.of("taxonomy", 0), taxonomy, code)),
            "code": code,
            "name": name,
            "description": name,
            "taxonomy": taxonomy,
            "language": language,
        },
    }


def interpretation(one: Service) -> str:
    words = [one.interpretation.plain] if one.interpretation.plain else []
    return words[0] if words else (_("An interpreter can be arranged") if one.interpreter else "")


ORGANISATION_TEXTS = {
    "name": "name",
    "acronym": "alternate_name",
    "summary": "description",
    "description": "description",
}
SERVICE_TEXTS = {
    "name": "name",
    "conditions": "eligibility_description",
    "fees": "fees_description",
    "documents": "required_documents",
    "interpretation": "interpretation_services",
}


def translated(record, path: str, texts: dict[str, str]) -> dict:
    """What our profile adds: in which language this is, what had to be lent from the other one,
    and where to read it in the other one.
    """
    code = languages.current()
    other = languages.other(code)
    lent = {name for field, name in texts.items() if getattr(record, field).is_fallback}
    return {
        "content_language": languages.html_lang(code),
        "fallback_fields": sorted(lent),
        "translations": [
            {
                "language": languages.html_lang(other),
                "url": alternates.absolute(f"/{other}/api/hsds/{path}"),
            }
        ],
    }
