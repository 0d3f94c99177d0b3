"""The page of one organisation: what a person on the telephone needs to say comes first."""

from datetime import timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import calendars

from . import essentials, hours, hours_calendar, mentions, reading, saying, structured, vcard
from .map import panel_of, with_tiles
from .organisations import Organisation

EXCEPTIONS_AHEAD = timedelta(days=60)
MANY_SERVICES = 3


def complete_entry(slug):
    return reading.complete(get_object_or_404(Organisation.objects.listed(), slug=slug))


@require_safe
@with_tiles
def organisation(request, slug):
    entry = complete_entry(slug)
    context = context_of(entry, request=request) | panel_of(entry, entry.places.all())
    return render(request, "directory/organisation.html", context)


@require_safe
def print_card(request, slug):
    """One small sheet to hand over: what somebody needs to get there, and nothing else."""
    entry = complete_entry(slug)
    context = context_for_card(entry, timezone.now())
    context["weekly"] = weekly_of(entry)
    return render(request, "directory/card.html", context)


def weekly_of(entry):
    """The hours in lines; those of the services, where the reception has none of its own."""
    of_services = [slot for service in entry.services.all() for slot in service.opening_slots.all()]
    return saying.weekly(entry.opening_slots.all() or of_services)


@require_safe
def contact_card(request, slug):
    entry = complete_entry(slug)
    notes = [f"{line.days} {line.hours}" for line in weekly_of(entry)]
    return download(vcard.card(entry, notes), "text/vcard; charset=utf-8", f"{entry.slug}.vcf")


@require_safe
def hours_file(request, slug):
    entry = complete_entry(slug)
    body = hours_calendar.calendar_of(entry, timezone.localdate())
    return download(body, calendars.CONTENT_TYPE, f"{entry.slug}.ics")


def download(body, content_type, name):
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def context_of(entry, now=None, request=None):
    """For the page and for its preview, where nothing is saved yet."""
    now = now or timezone.now()
    schedule = entry.schedule
    places, services = list(entry.places.all()), list(entry.services.all())
    return {
        **context_for_card(entry, now),
        "crumbs": [{"title": _("Directory"), "url": reverse("directory:list")}],
        "description": entry.summary.plain,
        "services": [told(service, places) for service in services],
        "fold_services": len(services) > MANY_SERVICES,
        "related": Organisation.objects.related_to(entry, places),
        "mentions": grouped(mentions.of(entry, request)),
        "structured": structured.as_json(entry, places, schedule),
    }


def context_for_card(entry, now):
    today = now.astimezone(hours.BRUSSELS).date()
    schedule = entry.schedule
    return {
        "entry": entry,
        "essentials": essentials.of(entry),
        "places": list(entry.places.all()),
        "opening": saying.opening(schedule, now),
        "hours_today": saying.today_words(schedule, today, reason_on(entry, today)),
        "has_hours": schedule.is_known,
        "week": week(entry.opening_slots.all(), today),
        "exceptions": exceptions_ahead(entry, today),
        "freshness": saying.freshness(entry.confirmed_on, today),
    }


def told(service, places):
    """A service with its own hours in lines, and where it is given if not everywhere."""
    given_at = service.places_among(places)
    return {
        "service": service,
        "hours": saying.weekly(service.opening_slots.all()),
        "documents": essentials.lines_of(service.documents),
        "places": given_at if len(given_at) < len(places) else [],
    }


def grouped(found):
    """Mentions under what the organisation is to them, in the order of the sources."""
    ordered = sorted(found, key=lambda mention: str(mention.words))
    return [(words, list(same)) for words, same in groupby(ordered, lambda m: str(m.words))]


def week(slots, today):
    """The seven days of a table, those without hours too."""
    by_day = {day: [] for day in WEEKDAYS}
    for slot in sorted(slots, key=lambda slot: slot.opens):
        by_day[slot.weekday].append(slot)
    if not any(by_day.values()):
        return []
    return [
        {
            "name": name,
            "hours": [
                {"words": saying.between(slot.opens, slot.closes), "note": slot.note}
                for slot in by_day[day]
            ],
            "is_today": day == today.weekday(),
        }
        for day, name in WEEKDAYS.items()
    ]


def reason_on(entry, day):
    """Why this day is not like the others, if somebody wrote it down."""
    reasons = (e.reason.plain for e in entry.opening_exceptions.all() if e.exception.covers(day))
    return next(filter(None, reasons), "")


def exceptions_ahead(entry, today):
    """Those that a visitor of the next weeks would run into."""
    return [
        exception
        for exception in entry.opening_exceptions.all()
        if exception.exception.last_day >= today and exception.first_day <= today + EXCEPTIONS_AHEAD
    ]
