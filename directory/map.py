"""The same list on a map. Nothing is asked of a tile server before the reader asks for it."""

from dataclasses import replace
from functools import wraps
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.filters import ListFilter
from search.query import MOST_PER_PAGE, Box

from .asking import Asked
from .listing import Listing, context_of, number_of
from .organisations import Organisation

MOST_POINTS = 300  # more are shown by numbers
FINER = 2  # a cell is a quarter of a tile wide: sixty-four pixels
LONGEST_SLUG = 100
LEAST_ZOOM, MOST_ZOOM = 5, 18
DEFAULT_ZOOM = 12


def tile_host() -> str:
    """`https://tile.example.org` of `https://tile.example.org/{z}/{x}/{y}.png`."""
    parts = urlsplit(settings.MAP_TILES)
    return f"{parts.scheme}://{parts.netloc}".replace("{s}", "*") if parts.netloc else ""


def with_tiles(view):
    """Lets the page show pictures of the tile server, and no other page."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        host = tile_host()
        opened_view = csp_update({"img-src": [host]})(view) if host else view
        return opened_view(request, *args, **kwargs)

    return opened


@require_safe
@with_tiles
def on_map(request):
    if not settings.MAP_TILES:
        raise Http404
    result = Listing(Asked(request.GET, timezone.now()), request.GET, number_of(request.GET))
    context = context_of(result) | map_context(request.GET.urlencode())
    context["robots"] = "noindex, follow" if request.GET else ""
    return render(request, "directory/map.html", context)


def map_context(choices: str) -> dict:
    return {
        "points": f"{reverse('directory:points')}?{choices}",
        "tiles": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
        "tile_host": urlsplit(settings.MAP_TILES).hostname,
    }


def panel_of(entry: Organisation, places) -> dict:
    """For the page of an entry, where its doors are known."""
    if not settings.MAP_TILES or not any(place.position for place in places):
        return {}
    return map_context(urlencode({"entry": entry.slug}))


class Frame(ListFilter):
    """What part of the world the map shows, and how near."""

    south = forms.FloatField(required=False, min_value=-90, max_value=90)
    north = forms.FloatField(required=False, min_value=-90, max_value=90)
    west = forms.FloatField(required=False, min_value=-180, max_value=180)
    east = forms.FloatField(required=False, min_value=-180, max_value=180)
    zoom = forms.IntegerField(required=False, min_value=0, max_value=30)

    @property
    def box(self) -> Box | None:
        sides = [self.values.get(side) for side in ("south", "west", "north", "east")]
        if any(side is None for side in sides) or sides[0] > sides[2] or sides[1] > sides[3]:
            return None
        return Box(*sides)

    @property
    def grid(self) -> int:
        zoom = self.values.get("zoom", DEFAULT_ZOOM)
        return max(LEAST_ZOOM, min(zoom, MOST_ZOOM)) + FINER


@require_safe
def points(request):
    """Each place while they are few, numbers by square when they are many."""
    if slug := request.GET.get("entry"):
        return told(of_entry(slug))
    frame = Frame(request.GET)
    asked = Asked(request.GET, timezone.now())
    first = asked.results(box=frame.box, counted=False, per_page=MOST_PER_PAGE, grid=frame.grid)
    if first.total > MOST_POINTS:
        cells = [[cell.latitude, cell.longitude, cell.count] for cell in first.cells]
        return told({"total": first.total, "cells": cells, "points": []})
    found = [*doors(asked, first, frame.box)]
    return told({"total": first.total, "cells": [], "points": found})


def told(answer: dict) -> JsonResponse:
    return JsonResponse(answer, headers={"X-Robots-Tag": "noindex"})


def of_entry(slug: str) -> dict:
    entry = get_object_or_404(Organisation.objects.listed(), slug=slug[:LONGEST_SLUG])
    found = [point(entry, *place.position) for place in entry.places.all() if place.position]
    return {"total": len(found), "cells": [], "points": found}


def doors(asked: Asked, first, box: Box | None):
    hits = list(first.hits)
    for page in range(2, first.pages + 1):
        hits += asked.again(replace(first.query, page=page, grid=None)).hits
    entries = Organisation.objects.listed().in_bulk([int(hit.pk) for hit in hits])
    for hit in hits:
        if entry := entries.get(int(hit.pk)):
            for latitude, longitude in hit.places:
                if box is None or is_in(box, latitude, longitude):
                    yield point(entry, latitude, longitude)


def is_in(box: Box, latitude: float, longitude: float) -> bool:
    return box.south <= latitude <= box.north and box.west <= longitude <= box.east


def point(entry: Organisation, latitude: float, longitude: float) -> dict:
    return {
        "at": [latitude, longitude],
        "name": entry.name.plain,
        "lang": entry.name.html_lang,
        "url": entry.get_absolute_url(),
        "phone": entry.shown_phone,
        "call": str(entry.phone),
    }
