"""Which place, service or contact of an entry a line speaks of."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from .columns import CONTACT, PLACE, SERVICE

# Known by this column; where the file does not have it, or leaves it empty, by what it is called.
KEYS = {PLACE: "place_code", SERVICE: "service_id", CONTACT: "contact_id"}
CALLED = {SERVICE: ("name_fr", "name_nl"), CONTACT: ("role_fr", "role_nl")}


class Unmatched(ValueError):
    """The line names one that this entry does not have."""


def owner_of(part, line, records, record):
    """The one meant, or None for a new one."""
    told = line.cells.get(KEYS[part], "")
    if told:
        found = [one for one in records if key_of(part, one) == told]
        if not found and part == PLACE and record.lines:
            return None  # places may be given a code of one's own
        if not found:
            raise Unmatched(
                _("There is no “%(key)s” in this entry. Leave the cell empty for a new one.")
                % {"key": told}
            )
        return found[0]
    if part == PLACE:
        return place_at(line, records, record)
    return called_the_same(part, line, records)


def key_of(part, one):
    return one.code if part == PLACE else str(one.pk or "")


def called_the_same(part, line, records):
    for attribute in CALLED[part]:
        name = line.cells.get(f"{part}_{attribute}", "")
        if not name:
            continue
        for one in records:
            if getattr(one, attribute).casefold() == name.casefold():
                return one
        return None
    return None


def place_at(line, records, record):
    """The same address; else the only one there is, if the file knows only one too."""
    cells = line.cells
    words = (cells.get(f"place_{name}", "") for name in ("street_fr", "number", "label_fr"))
    code = slugify(" ".join(words))[:60]
    for place in records:
        if place.code == code:
            return place
    told = [one for one in record.lines if one.cells.get("place_street_fr")]
    if len(records) == 1 and records[0].pk and len(told) <= 1:
        return records[0]
    return None
