"""One value of an entry as the text of a cell, and back. A value that comes back is the same value.

`read` raises ValidationError with a sentence for the person; `put` sets what was read in memory.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.tabular.text import clean

from ..identifiers import clean_enterprise_number, clean_phone, shown_enterprise_number, shown_phone
from ..vocabulary import AccessMode
from . import hours_text

YES = {"yes", "y", "oui", "ja", "1", "x", "true", "vrai", "waar"}
NO = {"", "no", "n", "non", "nee", "neen", "0", "false", "faux", "onwaar"}
SEPARATORS = re.compile(r"[\s,;|]+")
MODES = {
    AccessMode.WALK_IN: "walk_in",
    AccessMode.APPOINTMENT: "by_appointment",
    AccessMode.REFERRAL: "by_referral",
}


class Cell:
    """A text. `words` are the closed lists, read once for many lines."""

    def get(self, record, field):
        return getattr(record, field)

    def write(self, value) -> str:
        return clean(str(value or ""))

    def plain(self, value):
        """As JSON has it."""
        return self.write(value)

    def read(self, text, words):
        return text

    def put(self, record, field, value):
        setattr(record, field, value)

    def choices(self):
        """The only codes there are, if it is a closed list."""
        return None


class Phone(Cell):
    def write(self, value):
        return shown_phone(value)

    def read(self, text, words):
        return clean_phone(text) if text else ""


class EnterpriseNumber(Cell):
    def write(self, value):
        return shown_enterprise_number(value)

    def read(self, text, words):
        return clean_enterprise_number(text) if text else ""


class Flag(Cell):
    def write(self, value):
        return "yes" if value else ""

    def plain(self, value):
        return bool(value)

    def read(self, text, words):
        if text.lower() in YES:
            return True
        if text.lower() in NO:
            return False
        raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text})


class Whole(Cell):
    def write(self, value):
        return "" if value is None else str(value)

    def plain(self, value):
        return value

    def read(self, text, words):
        try:
            return int(text) if text else None
        except ValueError:
            raise ValidationError(_("“%(text)s” is not a number.") % {"text": text}) from None


class Coordinate(Cell):
    """As many digits as the database keeps: 50.868 is 50.868000."""

    def write(self, value):
        return "" if value is None else f"{Decimal(value):.6f}".rstrip("0").rstrip(".")

    def plain(self, value):
        return None if value is None else float(value)

    def read(self, text, words):
        try:
            return round(Decimal(text.replace(",", ".")), 6) if text else None
        except InvalidOperation:
            raise ValidationError(_("“%(text)s” is not a number.") % {"text": text}) from None


class Day(Cell):
    def write(self, value):
        return value.isoformat() if value else ""

    def read(self, text, words):
        return hours_text.read_day(text) if text else None


@dataclass(frozen=True)
class Choice(Cell):
    """One of a list that the code decides."""

    options: type

    def read(self, text, words):
        if text and text not in self.options.values:
            raise unknown([text], self.options.values)
        return text

    def choices(self):
        return [(value, str(label)) for value, label in self.options.choices]


@dataclass(frozen=True)
class Code(Cell):
    """One of a list that the coordination keeps."""

    model: type
    key: str = "code"

    def get(self, record, field):
        return getattr(record, field) if getattr(record, f"{field}_id") else None

    def write(self, value):
        return getattr(value, self.key) if value else ""

    def read(self, text, words):
        return one_of([text], words.of(self))[0] if text else None

    def choices(self):
        return [(getattr(word, self.key), str(word)) for word in self.model.objects.all()]


@dataclass(frozen=True)
class Codes(Code):
    def get(self, record, field):
        return list(getattr(record, field).all())

    def write(self, value):
        return " ".join(self.plain(value))

    def plain(self, value):
        return sorted({getattr(word, self.key) for word in value})

    def read(self, text, words):
        return one_of(split(text), words.of(self))

    def put(self, record, field, value):
        setattr(record, field, value)


class Modes(Cell):
    """Three ticks of the form, one cell here."""

    def get(self, record, field):
        return [mode for mode, flag in MODES.items() if getattr(record, flag)]

    def write(self, value):
        return " ".join(value)

    def plain(self, value):
        return [str(mode) for mode in value]

    def read(self, text, words):
        return list(one_of(split(text), {str(mode): mode for mode in MODES}))

    def put(self, record, field, value):
        for mode, flag in MODES.items():
            setattr(record, flag, mode in value)

    def choices(self):
        return [(str(mode), str(mode.label)) for mode in MODES]


class PlaceCodes(Cell):
    def write(self, value):
        return " ".join(self.plain(value))

    def plain(self, value):
        return sorted(value or [])

    def read(self, text, words):
        return sorted(set(split(text)))


def split(text: str) -> list[str]:
    return [part for part in SEPARATORS.split(text) if part]


def one_of(codes: Sequence[str], known: dict) -> list:
    if wrong := [code for code in codes if code not in known]:
        raise unknown(wrong, known)
    return [known[code] for code in dict.fromkeys(codes)]


def unknown(codes, known) -> ValidationError:
    return ValidationError(
        _("Not in the list: %(codes)s. The list has: %(known)s.")
        % {"codes": ", ".join(codes), "known": ", ".join(known)}
    )


class Words:
    """The closed lists, each read once, when first needed."""

    def __init__(self):
        self._lists = {}

    def of(self, cell: Code) -> dict:
        if cell.model not in self._lists:
            self._lists[cell.model] = {
                getattr(word, cell.key): word for word in cell.model.objects.all()
            }
        return self._lists[cell.model]
