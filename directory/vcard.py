"""A contact card for a telephone or an address book: vCard 3.0, which all of them read."""

FOLD_AT = 75  # octets a line


def card(entry) -> str:
    lines = [
        ("VERSION", "3.0"),
        ("PRODID", "-//cass-cssa//directory//"),
        ("FN", escaped(entry.name.plain)),
        ("N", ";;;;"),
        ("ORG", escaped(entry.name.plain)),
        ("NICKNAME", escaped(entry.acronym.plain)),
        ("TEL;TYPE=WORK,VOICE", entry.phone),
        ("EMAIL;TYPE=WORK", escaped(entry.email)),
        ("URL", escaped(entry.website)),
        *(("ADR;TYPE=WORK", address(place)) for place in entry.places.all()),
        ("NOTE", escaped(entry.summary.plain)),
    ]
    body = [folded(f"{name}:{value}") for name, value in lines if value]
    return "\r\n".join(["BEGIN:VCARD", *body, "END:VCARD", ""])


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
