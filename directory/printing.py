"""The list on paper: all that was found and not one page of it, names, telephones, doors, hours."""

from collections import defaultdict
from dataclasses import replace
from math import ceil

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from search.query import DEEPEST, MOST_PER_PAGE

from . import reading, saying
from .asking import Asked
from .listing import Listing, number_of
from .opening import OpeningSlot, ReceptionSlot
from .organisations import Organisation
from .places import Place

BATCHES = 2  # of a sheet: more would make a page that is slow on a telephone
SHEET = BATCHES * MOST_PER_PAGE


@require_safe
def printed(request):
    number = number_of(request.GET)
    first = Listing(
        Asked(request.GET, timezone.now()),
        request.GET,
        per_page=MOST_PER_PAGE,
        page=(number - 1) * BATCHES + 1,
    )
    page = Paginator(range(min(first.total, DEEPEST)), SHEET).get_page(number)
    return render(
        request,
        "directory/print.html",
        {
            "listing": first,
            "asked": first.asked,
            "chips": first.chips,
            "page_obj": page,
            "lines": lines(hits_of(first, page.number)),
            "today": timezone.localdate(),
            "robots": "noindex, follow",
        },
    )


def hits_of(first: Listing, sheet: int):
    yield from first.results.hits
    query = first.results.query
    for page in range((sheet - 1) * BATCHES + 2, sheet * BATCHES + 1):
        if page <= ceil(first.total / MOST_PER_PAGE):
            yield from first.asked.again(replace(query, page=page, counted=False)).hits


def slots_of(records) -> list[OpeningSlot]:
    """Of the reception; of the services, where it has none of its own."""
    slots = [record for record in records if isinstance(record, OpeningSlot)]
    return [slot for slot in slots if isinstance(slot, ReceptionSlot)] or slots


def lines(hits) -> list[dict]:
    """Three queries, however many."""
    keys = [int(hit.pk) for hit in hits]
    entries = Organisation.objects.listed().in_bulk(keys)
    hours = reading.hours_of(entries)
    doors = defaultdict(list)
    places = Place.objects.filter(organisation__in=entries).select_related("municipality")
    for place in places.order_by("organisation", "sort_order"):
        doors[place.organisation_id].append(place)
    return [
        {
            "entry": entries[key],
            "places": doors[key],
            "week": saying.weekly(slots_of(hours[key])),
        }
        for key in keys
        if key in entries
    ]
