"""The entries for the site map: the same set in both languages."""

from django.urls import reverse
from django.utils import translation

from .organisations import Organisation


def sitemap(language):
    entries = Organisation.objects.listed().values_list("slug", "last_published_at")
    with translation.override(language):
        return {
            slug: (reverse("directory:organisation", args=[slug]), changed)
            for slug, changed in entries
        }
