"""What the public pages of the ledger share: crumbs, links to the data, pages to read."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import languages
from cms.readable import ReadableQuerySet

COLUMNS_OF = {"theme": "list"}  # the same columns


def crumb():
    return {"title": _("Recommendations"), "url": reverse("ledger:list")}


def readable(condition):
    """Pages by their family, each once, in the language this reader can have."""
    return list(ReadableQuerySet(Page).readable_in(languages.current()).filter(condition))


def data_links(name, *args, topic="", query="", forms=("atom", "csv", "json")):
    """Where the same is found for programs, with the same choices, and as an alert."""
    asked = f"?{query}" if query else ""
    links = {form: reverse(f"ledger:{name}-{form}", args=args) + asked for form in forms}
    if "csv" in forms:
        links["columns"] = f"{reverse('data')}#{COLUMNS_OF.get(name, name)}"
    if topic:
        links["alert"] = f"{reverse('alerts:ask')}?{urlencode({'topic': topic})}"
    return links
