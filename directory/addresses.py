"""Entries and networks for the site map: the same set in both languages."""

from django.urls import reverse
from django.utils import translation

from .networks import Network
from .organisations import Organisation


def sitemap(language):
    with translation.override(language):
        return {
            "networks": (reverse("directory:networks"), None),
            **addresses_of(Network, "directory:network"),
            **addresses_of(Organisation, "directory:organisation"),
        }


def addresses_of(model, view):
    listed = model.objects.listed().values_list("slug", "last_published_at")
    return {(view, slug): (reverse(view, args=[slug]), changed) for slug, changed in listed}
