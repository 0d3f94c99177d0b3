"""One site map per language; each address names its twin in the other language."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from . import languages, navigation
from .readable import readable

XML = "application/xml; charset=utf-8"

SECTION_DEPTH = 3  # just below the front pages
_sources: list = []


def register(source):
    """An app's addresses: a function of a language code giving {key: (path, last change)}."""
    if source not in _sources:
        _sources.append(source)


@require_safe
def index(request):
    maps = [f"{settings.WAGTAILADMIN_BASE_URL}/{code}/sitemap.xml" for code in languages.CODES]
    return render(request, "cms/sitemap_index.xml", {"maps": maps}, content_type=XML)


@require_safe
def language_map(request):
    code = languages.current()
    entries = [*page_entries(request, code), *section_entries(code), *app_entries(code)]
    return render(request, "cms/sitemap.xml", {"entries": entries}, content_type=XML)


def page_entries(request, code):
    """Live public pages, with their live public twins: two queries whatever their number."""
    families, changed, above = {}, {}, set()
    for page in readable(Page.objects).select_related("locale").order_by("path"):
        if page.depth > SECTION_DEPTH and page.path[: -page.steplen] not in above:
            continue  # below what was withdrawn: chapters wait with their publication
        above.add(page.path)
        if path := page.get_url(request):  # none beside the tree of the site
            families.setdefault(page.translation_key, {})[page.locale.language_code] = path
            changed[path] = page.last_published_at
    for paths in families.values():
        if path := paths.get(code):
            yield {"path": path, "changed": changed[path], "alternates": alternates(paths)}


def section_entries(code):
    for section in navigation.sections():
        yield paired(code, lambda section=section: reverse(section.url_name))


def app_entries(code):
    for source in _sources:
        here, there = source(code), source(languages.other(code))
        for key, (path, changed) in here.items():
            paths = {code: path}
            if key in there:
                paths[languages.other(code)] = there[key][0]
            yield {"path": path, "changed": changed, "alternates": alternates(paths)}


def paired(code, address):
    """An entry for something that exists in both languages."""
    paths = {}
    for language in languages.CODES:
        with translation.override(language):
            paths[language] = address()
    return {"path": paths[code], "changed": None, "alternates": alternates(paths)}


def alternates(paths):
    return [(languages.html_lang(code), path) for code, path in sorted(paths.items())]
