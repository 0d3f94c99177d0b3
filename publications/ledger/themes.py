"""What was asked on one theme: where it stands, of whom, the longest silences."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.subscriptions import topics

from . import shelf
from .filters import WAITING, Listing
from .pages import crumb, data_links
from .recommendations import Recommendation
from .views import rows_of

SHOWN = 10


def of_theme(code, data):
    """What was asked on one theme as a list, and the theme in words; 404 if nothing was."""
    listing = Listing(data, recommendations=Recommendation.objects.public().about(code))
    if not listing.shelf.numbers:
        raise Http404
    return listing, listing.shelf.words[shelf.THEME][code]


@require_safe
def theme(request, code):
    listing, label = of_theme(code, {"sort": WAITING})
    facets = {facet.name: facet for facet in listing.facets}
    context = {
        "code": code,
        "label": label,
        "total": len(listing.ordered),
        "states": facets[shelf.STATE].options if shelf.STATE in facets else [],
        "authorities": addressed(facets.get(shelf.AUTHORITY)),
        "rows": list(rows_of(listing.ordered[:SHOWN], listing.shelf)),
        "others": max(0, len(listing.ordered) - SHOWN),
        "today": listing.on,
        "data": data_links("theme", code, topic=topics.topic("theme", code)),
        "crumbs": [crumb()],
        "description": _("What was asked on the theme “%(theme)s”, of whom, and what came of it.")
        % {"theme": label.plain},
    }
    return render(request, "publications/ledger/theme.html", context)


def addressed(facet):
    """Those concerned most often first."""
    options = facet.options if facet else []
    return sorted(options, key=lambda option: -option.count)
