"""The page of one organisation: what a person on the telephone needs to say comes first."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.bilingual import Text

from . import hours, reading, saying, structured, vcard
from .organisations import Organisation

EXCEPTIONS_AHEAD = timedelta(days=60)
MANY_SERVICES = 3


@require_safe
def organisation(request, slug):
    entry = reading.complete(get_object_or_404(Organisation.objects.listed(), slug=slug))
    return render(request, "directory/organisation.html", context_of(entry))


@require_safe
def contact_card(request, slug):
    entry = reading.complete(get_object_or_404(Organisation.objects.listed(), slug=slug))
    response = HttpResponse(vcard.card(entry), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{entry.slug}.vcf"'
    return response


def context_of(entry, now=None):
    """For the page and for its preview, where nothing is saved yet."""
    now = now or timezone.now()
    today = now.astimezone(hours.BRUSSELS).date()
    schedule = entry.schedule
    places = list(entry.places.all())
    services = list(entry.services.all())
    return {
        "entry": entry,
        "crumbs": [{"title": _("Directory"), "url": reverse("directory:list")}],
        "description": entry.summary.plain,
        "opening": saying.opening(schedule, now),
        "hours_today": saying.today_words(schedule, today, reason_on(entry, today)),
        "freshness": saying.freshness(entry.confirmed_on, today),
        "week": week(entry.opening_slots.all(), today),
        "exceptions": exceptions_ahead(entry, today),
        "places": places,
        "services": [told(service) for service in services],
        "fold_services": len(services) > MANY_SERVICES,
        "documents": documents_of(services),
        "modes": modes_of(services),
        "related": Organisation.objects.related_to(entry, places),
        "structured": structured.as_json(entry, places, schedule),
    }


def told(service):
    """A service with its own hours in lines."""
    return {
        "service": service,
        "hours": saying.weekly(service.opening_slots.all()),
        "documents": lines_of(service.documents),
    }


def modes_of(services):
    return list(dict.fromkeys(mode.label for service in services for mode in service.access_modes))


def documents_of(services):
    """What to bring, whichever the service: said once each."""
    lines = [line for service in services for line in lines_of(service.documents)]
    return list({line.plain: line for line in lines}.values())


def lines_of(text):
    """Each line keeps the mark of its language."""
    lines = [line.strip() for line in text.plain.splitlines()]
    return [Text(line, text.language, text.is_fallback) for line in lines if line]


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
