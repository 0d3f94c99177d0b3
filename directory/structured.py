"""The entry for search engines: schema.org as JSON-LD, safe inside a page."""

import json

from django.utils.safestring import SafeString, mark_safe

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
KINDS = {"public": "GovernmentOrganization", "association": "NGO", "other": "Organization"}
# Inside a script element these could end it, or be read as something else.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_json(entry, places, schedule) -> SafeString:
    text = json.dumps(facts(entry, places, schedule), ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - no sign that could end the element


def facts(entry, places, schedule) -> dict:
    found = {
        "@context": "https://schema.org",
        "@type": KINDS[entry.kind],
        "name": entry.name.plain,
        "alternateName": entry.acronym.plain,
        "description": entry.summary.plain,
        "url": entry.full_url,
        "sameAs": entry.website,
        "telephone": entry.phone,
        "email": entry.email,
        "vatID": f"BE{entry.enterprise_number}" if entry.enterprise_number else "",
        "location": [place_facts(place, schedule) for place in places],
        "contactPoint": [contact_facts(contact) for contact in entry.contacts.all()],
        "areaServed": [municipality.label.plain for municipality in entry.active_in.all()],
        "memberOf": [
            {"@type": "Organization", "name": network.name.plain}
            for network in entry.networks.all()
        ],
        "knowsLanguage": spoken(entry),
    }
    return {name: value for name, value in found.items() if value}


def contact_facts(contact) -> dict:
    found = {
        "@type": "ContactPoint",
        "contactType": contact.role.plain,
        "telephone": contact.phone,
        "email": contact.email,
    }
    return {name: value for name, value in found.items() if value}


def spoken(entry) -> list:
    """Codes of languages, as BCP 47 writes them."""
    words = [word for service in entry.services.all() for word in service.languages.all()]
    return list(dict.fromkeys(word.code for word in words))


def exceptional(schedule) -> list:
    """Days unlike the others; closed ones open and close at midnight, as schema.org has it."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": told.first_day.isoformat(),
            "validThrough": told.last_day.isoformat(),
            "opens": f"{told.opens:%H:%M}" if told.opens else "00:00",
            "closes": f"{told.closes:%H:%M}" if told.closes else "00:00",
        }
        for told in schedule.exceptions
    ]


def place_facts(place, schedule) -> dict:
    found = {
        "@type": "Place",
        "name": place.label.plain,
        "telephone": place.phone,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": " ".join(p for p in (place.street.plain, place.number) if p),
            "postalCode": place.postcode,
            "addressLocality": place.municipality.label.plain,
            "addressCountry": "BE",
        },
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{DAYS[slot.weekday]}",
                "opens": f"{slot.opens:%H:%M}",
                "closes": f"{slot.closes:%H:%M}",
            }
            for slot in sorted(schedule.slots, key=lambda slot: (slot.weekday, slot.opens))
        ],
        "specialOpeningHoursSpecification": exceptional(schedule),
    }
    if position := place.position:
        latitude, longitude = position
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    return {name: value for name, value in found.items() if value}
