"""Single values of HSDS objects as our columns write them; what cannot be read is not told."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from cms.holidays import holiday_on

from ...identifiers import clean_enterprise_number
from ..hours_text import DAYS, read_clock, read_day, write_week
from .reading import several, text

STREET = re.compile(r"(.+?)[\s,]+(\d\S*.*)")
TIME = re.compile(r"(\d{1,2}:\d{2})")


def split_street(line: str) -> tuple[str, str]:
    found = STREET.fullmatch(line)
    return (found[1], found[2][:20]) if found else (line, "")


def first_phone(one: dict) -> str:
    return next((text(phone, "number") for phone in several(one, "phones")), "")


def enterprise_number(one: dict) -> str:
    """A number of another country is not a wrong one: it is left aside."""
    told = [text(each, "identifier") for each in several(one, "organization_identifiers")]
    for number in [*told, text(one, "tax_id")]:
        try:
            return clean_enterprise_number(number)
        except ValidationError:
            continue
    return ""


def codes(one: dict, taxonomy: str) -> list[str]:
    terms = [each.get("taxonomy_term") for each in several(one, "attributes")]
    terms = [term for term in terms if isinstance(term, dict)]
    return [text(term, "code") for term in terms if text(term, "taxonomy") == taxonomy]


def week_of(one: dict) -> str:
    slots = []
    for rule in several(one, "schedules"):
        opens, closes = clock(rule, "opens_at"), clock(rule, "closes_at")
        if text(rule, "freq") == "WEEKLY" and opens and closes:
            for day in text(rule, "byday").upper().split(","):
                if day.strip().title() in DAYS:
                    slots.append((DAYS.index(day.strip().title()), opens, closes))
    return write_week(slots)


def clock(rule: dict, name: str):
    found = TIME.match(text(rule, name))
    try:
        return read_clock(found[1], "") if found else None
    except ValidationError:
        return None


def exceptional(rule: dict):
    """Dates with their own hours or none; not the public holidays, which every entry knows."""
    if text(rule, "freq") or not text(rule, "valid_from"):
        return None
    try:
        first = read_day(text(rule, "valid_from")[:10])
        last = read_day((text(rule, "valid_to") or text(rule, "valid_from"))[:10])
    except ValidationError:
        return None
    opens, closes = clock(rule, "opens_at"), clock(rule, "closes_at")
    if opens is None and is_holiday(first, last):
        return None
    return first, last if last != first else None, opens, closes if opens else None


def is_holiday(first: date, last: date) -> bool:
    return first == last and holiday_on(first) is not None
