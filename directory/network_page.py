"""Networks: all of them, and each with its members."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import languages

from .networks import Network
from .organisations import Organisation

LISTED_MEMBERS = Count("organisations", filter=Q(organisations__in=Organisation.objects.listed()))


@require_safe
def networks(request):
    found = Network.objects.listed().annotate(members=LISTED_MEMBERS)
    context = {
        "networks": sorted(found, key=lambda network: network.name.plain.casefold()),
        "crumbs": [directory_crumb()],
        "description": _("What organisations do together, and who takes part."),
    }
    return render(request, "directory/networks.html", context)


@require_safe
def network(request, slug):
    found = get_object_or_404(Network.objects.listed(), slug=slug)
    return render(request, "directory/network.html", context_of(found))


def context_of(network):
    """For the page and for its preview, where nothing is saved yet."""
    return {
        "network": network,
        "members": members_of(network),
        "crumbs": [
            directory_crumb(),
            {"title": _("Networks"), "url": reverse("directory:networks")},
        ],
        "description": network.summary.plain,
    }


def members_of(network):
    if network.pk is None:
        return []
    listed = Organisation.objects.listed().filter(networks=network)
    return listed.order_by(f"name_{languages.current()}", "name_fr")


def directory_crumb():
    return {"title": _("Directory"), "url": reverse("directory:list")}
