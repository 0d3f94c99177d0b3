"""Walks through the site as a visitor's browser would, by its site maps and its links."""

import re
from functools import cached_property
from urllib.parse import urldefrag, urljoin

import html5lib
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

LOC = re.compile(r"<loc>https?://[^/]+([^<]*)</loc>")
XHTML = "{http://www.w3.org/1999/xhtml}"


class Page:
    def __init__(self, path, response, queries):
        self.path = path
        self.status = response.status_code
        self.redirect = response.get("Location", "")
        self.type = response.get("Content-Type", "").split(";")[0]
        self.body = response.getvalue()
        self.queries = queries

    @property
    def is_html(self):
        return self.type == "text/html"

    @property
    def language(self):
        return self.path.split("/")[1]

    @cached_property
    def _parsed(self):
        parser = html5lib.HTMLParser()
        return parser.parse(self.body.decode()), parser.errors

    @property
    def markup_errors(self):
        return [f"{code} at {place} {details}" for place, code, details in self._parsed[1]]

    def find(self, name):
        return list(self._parsed[0].iter(XHTML + name))

    def elements(self):
        return [element for element in self._parsed[0].iter() if isinstance(element.tag, str)]

    def links(self):
        for anchor in self.find("a"):
            target = urldefrag(urljoin(self.path, anchor.get("href", ""))).url
            if target.startswith("/") and not target.startswith("//"):
                yield target


def get(path, client=None, cold=True):
    if cold:
        cache.clear()
        Site.clear_site_root_paths_cache()
    client = client or Client()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    return Page(path, response, list(captured.captured_queries))


def addresses(language):
    return LOC.findall(get(f"/{language}/sitemap.xml").body.decode())


def all_addresses():
    return [path for language in ("fr", "nl") for path in addresses(language)]
