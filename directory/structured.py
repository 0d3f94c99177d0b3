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
    }
    return {name: value for name, value in found.items() if value}


def place_facts(place, schedule) -> dict:
    found = {
        "@type": "Place",
        "name": place.label.plain,
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
    }
    if position := place.position:
        latitude, longitude = position
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    return {name: value for name, value in found.items() if value}
