"""What every value of a table becomes: text, the same whatever the file it came from.

A program that opens a CSV takes a cell beginning with `=`, `+`, `-` or `@` for a formula, and a
formula can send the table elsewhere. Such a cell is written with an apostrophe before it, which
spreadsheets hide, and read back without.
"""

import re
from datetime import date, datetime, time, timedelta

from django.utils.duration import duration_string

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-\d+([.,]\d+)?", re.ASCII)
YES, NO = "yes", "no"
# What no text needs: XML refuses them, a database some of them. Tabs and ends of lines stay.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def clean(text: str) -> str:
    return CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def is_formula(cell: str) -> bool:
    """To a spreadsheet; a number below zero is only a number."""
    return cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)


def escaped(cell: str) -> str:
    return f"'{cell}" if is_formula(cell) or needs_it_back(cell) else cell


def needs_it_back(cell: str) -> bool:
    """An apostrophe that stood there by itself, before such a sign, must come back too."""
    return cell.startswith("'") and is_formula(cell.lstrip("'"))


def unescaped(cell: str) -> str:
    return cell[1:] if needs_it_back(cell) else cell


def as_text(value: object) -> str:
    """One value as the documentation of our columns writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        if value.time() == time.min:
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return duration_string(value)[:5]
    return clean(str(value))
