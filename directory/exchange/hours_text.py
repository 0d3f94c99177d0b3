"""Opening hours in one cell, as OpenStreetMap writes them: `Mo-Fr 09:00-12:30,13:30-16:30; Sa …`.

Days have two English letters because *ma* and *di* are other days in French than in Dutch; three
letters and whole names are read in both languages.
"""

import re
from collections.abc import Iterable
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
NAMES = [
    "mo mon monday lun lundi maa maandag",
    "tu tue tuesday mar mardi din dinsdag",
    "we wed wednesday mer mercredi woe woensdag",
    "th thu thursday jeu jeudi don donderdag",
    "fr fri friday ven vendredi vri vrijdag",
    "sa sat saturday sam samedi zat zaterdag",
    "su sun sunday dim dimanche zon zondag",
]
NUMBERS = {name: number for number, names in enumerate(NAMES) for name in names.split()}
CLOSED = {"closed", "fermé", "ferme", "gesloten"}
DASH = re.compile(r"\s*[-–—]\s*")
CLOCK = re.compile(r"(\d{1,2})[:hu.](\d{2})?(?::00)?")
FIRST_TIME = re.compile(r"\d")

Week = list[tuple[int, time, time]]
Days = list[tuple[date, date | None, time | None, time | None]]


def write_week(slots: Iterable[tuple[int, time, time]]) -> str:
    """Days with the same hours together, those that follow each other as a stretch."""
    hours: dict[int, list[str]] = {}
    for weekday, opens, closes in sorted(set(slots)):
        hours.setdefault(weekday, []).append(f"{opens:%H:%M}-{closes:%H:%M}")
    groups: dict[str, list[int]] = {}
    for weekday, spans in hours.items():
        groups.setdefault(",".join(spans), []).append(weekday)
    return "; ".join(f"{write_days(days)} {spans}" for spans, days in groups.items())


def write_days(days: list[int]) -> str:
    stretches: list[list[int]] = []
    for day in sorted(days):
        if stretches and stretches[-1][-1] == day - 1:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return ",".join(
        f"{DAYS[s[0]]}-{DAYS[s[-1]]}" if len(s) > 2 else ",".join(DAYS[day] for day in s)
        for s in stretches
    )


def read_week(text: str) -> Week:
    slots = []
    for rule in re.split(r"[;\n]", text):
        if not (rule := rule.strip()):
            continue
        start = FIRST_TIME.search(rule)
        if start is None:
            raise not_understood(rule)
        days = read_days(rule[: start.start()])
        for span in rule[start.start() :].split(","):
            opens, closes = read_span(span, rule)
            slots += [(day, opens, closes) for day in days]
    return sorted(set(slots))


def read_days(text: str) -> list[int]:
    days = []
    for part in re.split(r"[,\s]+", DASH.sub("-", text.strip(" :")).lower()):
        ends = [NUMBERS.get(name.rstrip(".")) for name in part.split("-")]
        if None in ends or len(ends) > 2:
            raise ValidationError(
                _("“%(text)s” is not a day. Write Mo, Tu, We, Th, Fr, Sa or Su.")
                % {"text": part or text.strip()}
            )
        first, last = ends[0], ends[-1]
        days += range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return days


def read_span(text: str, rule: str) -> tuple[time, time]:
    ends = [read_clock(part, rule) for part in DASH.split(text.strip())]
    if len(ends) != 2:
        raise not_understood(rule)
    return ends[0], ends[1]


def read_clock(text: str, rule: str) -> time:
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise not_understood(rule)
    hour, minute = int(found[1]) % 24 if found[1] == "24" else int(found[1]), int(found[2] or 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise not_understood(rule) from None


def not_understood(rule: str) -> ValidationError:
    return ValidationError(
        _("These hours are not understood: “%(text)s”. Example: Mo-Fr 09:00-12:30,13:30-16:30")
        % {"text": rule.strip()}
    )


def write_exceptions(days: Iterable) -> str:
    """`2026-12-24/2027-01-03 closed; 2026-07-20 10:00-14:00`"""
    return "; ".join(
        f"{write_period(first, last)} {f'{opens:%H:%M}-{closes:%H:%M}' if opens else 'closed'}"
        for first, last, opens, closes in sorted(set(days), key=lambda day: (day[0], str(day)))
    )


def write_period(first: date, last: date | None) -> str:
    return f"{first}/{last}" if last else f"{first}"


def read_exceptions(text: str) -> Days:
    days = []
    for rule in re.split(r"[;\n]", text):
        if not (rule := rule.strip()):
            continue
        period, _space, hours = rule.partition(" ")
        first, _slash, last = period.partition("/")
        if hours.strip().lower() in CLOSED:
            opens = closes = None
        else:
            opens, closes = read_span(hours, rule)
        days.append((read_day(first), read_day(last) if last else None, opens, closes))
    return days


def read_day(text: str) -> date:
    """2026-03-01, or as a spreadsheet here turns it: 1/03/2026."""
    text = text.strip()
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not a day. Example: 2026-03-01") % {"text": text}
        ) from None


def write_remarks(remarks: Iterable[tuple[int, time, str]]) -> str:
    """One a line: `Mo-Fr 09:00 by telephone only`."""
    days: dict[tuple[time, str], list[int]] = {}
    for weekday, opens, text in sorted(set(remarks)):
        if text:
            days.setdefault((opens, text), []).append(weekday)
    return "\n".join(
        f"{write_days(group)} {opens:%H:%M} {text}" for (opens, text), group in days.items()
    )


def read_remarks(text: str) -> dict[tuple[int, time], str]:
    remarks = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found = re.fullmatch(r"([^\d]+)\s(\d{1,2}[:h.]\d{2})\s+(.+)", line)
        if found is None:
            raise ValidationError(
                _("“%(text)s” is not understood. Example: Mo-Fr 09:00 by telephone only")
                % {"text": line}
            )
        for day in read_days(found[1]):
            remarks[day, read_clock(found[2], line)] = found[3]
    return remarks


def write_reasons(reasons: Iterable[tuple[date, str]]) -> str:
    return "\n".join(f"{first} {text}" for first, text in sorted(set(reasons)) if text)


def read_reasons(text: str) -> dict[date, str]:
    reasons = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        day, _space, reason = line.partition(" ")
        reasons[read_day(day)] = reason.strip()
    return reasons
