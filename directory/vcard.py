"""A contact card for a telephone or an address book: vCard 3.0, which all of them read."""

from datetime import UTC

FOLD_AT = 75  # octets a line


def card(entry, notes=()) -> str:
    """`notes` are lines worth having at hand beside the summary: the hours, how fresh it is."""
    lines = [
        ("VERSION", "3.0"),
        ("PRODID", "-//cass-cssa//directory//"),
        ("FN", escaped(entry.name.plain)),
        ("N", ";;;;"),
        ("ORG", escaped(entry.name.plain)),
        ("NICKNAME", escaped(entry.acronym.plain)),
        ("TEL;TYPE=WORK,VOICE,PREF", entry.phone),
        ("EMAIL;TYPE=WORK", escaped(entry.email)),
        ("URL", escaped(entry.website)),
        *(("ADR;TYPE=WORK", address(place)) for place in entry.places.all()),
        *position(entry.places.all()),
        *labelled(entry),
        ("CATEGORIES", ",".join(escaped(theme.label.plain) for theme in entry.themes.all())),
        ("NOTE", escaped("\n".join(filter(None, [entry.summary.plain, *notes])))),
        ("SOURCE", escaped(entry.full_url)),
        ("REV", revised(entry)),
    ]
    body = [folded(f"{name}:{value}") for name, value in lines if value]
    return "\r\n".join(["BEGIN:VCARD", *body, "END:VCARD", ""])


def position(places):
    """Where the first place is: an address book has room for one."""
    first = next((place.position for place in places if place.position), None)
    return [("GEO", f"{first[0]:.6f};{first[1]:.6f}")] if first else []


def labelled(entry):
    """Further numbers, each with what it is for, in the way address books agreed on."""
    number = 0
    for label, phone, email in others(entry):
        for name, value in (("TEL;TYPE=WORK", phone), ("EMAIL;TYPE=WORK", escaped(email))):
            if value:
                number += 1
                yield f"item{number}.{name}", value
                yield f"item{number}.X-ABLabel", escaped(label)


def others(entry):
    for contact in entry.contacts.all():
        yield contact.role.plain, contact.phone, contact.email
    for place in entry.places.all():
        yield (place.label or place.street).plain, place.phone, ""
    for service in entry.services.all():
        yield service.name.plain, service.phone, ""


def revised(entry):
    changed = entry.last_published_at
    return f"{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}" if changed else ""


def address(place) -> str:
    street = " ".join(part for part in (place.street.plain, place.number) if part)
    town = place.municipality.label.plain
    return ";".join(["", "", escaped(street), escaped(town), "", escaped(place.postcode), "BE"])


def escaped(text: str) -> str:
    text = "\n".join(text.splitlines())
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """Long lines go on after a space, cut between letters and never inside one."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > FOLD_AT:
            pieces.append(piece)
            piece, size = "", 1
        piece += letter
        size += width
    return "\r\n ".join([*pieces, piece])
