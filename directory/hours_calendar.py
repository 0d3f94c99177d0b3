"""Opening hours for somebody's own calendar: weekly lines, without the days they do not hold.

Strict about RFC 5545: a rule begins on a day it names, its end has the same kind of moment as its
beginning, and what falls away is named by the moment it would have begun.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from cms import languages
from cms.calendars import BRUSSELS, calendar_file
from cms.holidays import holiday_on

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ONE_DAY = timedelta(days=1)


def calendar_of(entry, today: date) -> bytes:
    """From the first day of this year to the last of the next: holidays are known that far."""
    first, last = date(today.year, 1, 1), date(today.year + 1, 12, 31)
    exceptions = list(entry.opening_exceptions.all())
    closed = days_without(entry, exceptions, first, last)
    owners = [(entry.name.plain, entry.opening_slots.all(), "")]
    for service in entry.services.all():
        title = f"{service.name.plain} ({entry.name.plain})"
        owners.append((title, service.opening_slots.all(), str(service.pk)))
    events = [
        weekly(entry, title, key, slots, (first, last, closed))
        for title, all_slots, key in owners
        for slots in alike(all_slots)
    ]
    events += [
        event
        for exception in exceptions
        if exception.opens
        for event in exceptional(entry, exception, first, last)
    ]
    return calendar_file(events, entry.name.plain, languages.current(), "directory")


def alike(slots):
    """Slots of the same hours and remark make one weekly line."""
    found = defaultdict(dict)
    for slot in slots:
        found[slot.opens, slot.closes, slot.note_fr, slot.note_nl].setdefault(slot.weekday, slot)
    return [list(days.values()) for days in found.values()]


def days_without(entry, exceptions, first, last):
    """Days on which the weekly hours do not hold."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    told = [exception.exception for exception in exceptions]
    return [
        day
        for day in days
        if any(e.covers(day) for e in told) or (holiday_on(day) and not entry.open_on_holidays)
    ]


def weekly(entry, title, key, slots, span):
    first, last, closed = span
    weekdays = sorted(slot.weekday for slot in slots)
    slot = slots[0]
    start = next(day for day in following(first) if day.weekday() in weekdays)
    event = opening(entry, title, slot.note.plain, start, slot.opens, slot.closes)
    days = [DAYS[day] for day in weekdays]
    event.add("uid", uid(entry, "weekly", key, "".join(days), slot.opens, slot.closes))
    until = datetime.combine(last, time.max, tzinfo=BRUSSELS).astimezone(UTC)
    event.add("rrule", {"freq": "weekly", "byday": days, "until": until.replace(microsecond=0)})
    dropped = [day for day in closed if day.weekday() in weekdays and day >= start]
    if dropped:
        event.add("exdate", [datetime.combine(day, slot.opens, tzinfo=BRUSSELS) for day in dropped])
    return event


def exceptional(entry, exception, first, last):
    """One event for each of the days: hours of a day do not run through the nights between."""
    told = exception.exception
    day = max(told.first_day, first)
    while day <= min(told.last_day, last):
        title = _("%(name)s: exceptional hours") % {"name": entry.name.plain}
        event = opening(
            entry, title, exception.reason.plain, day, exception.opens, exception.closes
        )
        event.add("uid", uid(entry, "exception", day, exception.opens, exception.closes))
        yield event
        day += ONE_DAY


def opening(entry, title, note, day, opens, closes):
    event = Event()
    event.add("summary", title)
    event.add("dtstamp", entry.last_published_at or timezone.now())
    event.add("dtstart", datetime.combine(day, opens, tzinfo=BRUSSELS))
    end = day if closes > opens else day + ONE_DAY
    event.add("dtend", datetime.combine(end, closes, tzinfo=BRUSSELS))
    if note:
        event.add("description", note)
    if place := next(iter(entry.places.all()), None):
        event.add("location", place.address())
    event.add("url", entry.full_url)
    event.add("transp", "TRANSPARENT")  # knowing when a door is open keeps nobody busy
    return event


def following(day):
    while True:
        yield day
        day += ONE_DAY


def uid(entry, *parts):
    said = "-".join(f"{p:%H%M}" if isinstance(p, time) else str(p) for p in parts if p != "")
    return f"{entry.slug}-{said}@directory"
