"""The same thing in the other language: for the switcher, for `hreflang` and for the site map."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation

from . import languages


@dataclass(frozen=True)
class Choice:
    code: str
    url: str
    exists: bool
    is_current: bool

    @property
    def label(self):
        return languages.NAMES[self.code]

    @property
    def html_lang(self):
        return languages.html_lang(self.code)

    @property
    def absolute_url(self):
        return absolute(self.url)


def absolute(path):
    return settings.WAGTAILADMIN_BASE_URL + path


def choices(request):
    """One per language. Where the other one is missing, its address is a page that says so."""
    current = languages.current()
    found = []
    for code in languages.CODES:
        if code == current:
            found.append(Choice(code, request.get_full_path(), exists=True, is_current=True))
        else:
            url = address_in(request, code)
            found.append(Choice(code, url or missing_url(request, code), bool(url), False))
    return found


def address_in(request, code):
    """Where this page or view is in another language; None if it is not there."""
    if page := getattr(request, "served_page", None):
        return next(
            (
                sibling.get_url(request)
                for sibling in page.live_translations
                if sibling.locale.language_code == code
            ),
            None,
        )
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return None  # an address that leads nowhere has no twin
    translated = translate_url(request.get_full_path(), code)
    return translated if translated != request.get_full_path() else None


def missing_url(request, code):
    """What is for some people only is not announced to the others, not even as missing."""
    page = getattr(request, "served_page", None)
    if page is None or page.get_view_restrictions().exists():
        return f"/{code}/"
    with translation.override(code):
        return reverse("untranslated", args=[page.pk])
