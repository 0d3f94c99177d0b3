"""At most twelve queries for any page, with ten things or a thousand, all caches cold."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from home.models import AgendaPage, EventPage, NewsIndexPage, NewsPage
from tests.factories.cms import TermFactory
from tests.factories.home import LinkFactory, ThemeFactory, index, site

pytestmark = pytest.mark.django_db
QUERIES = 12
BYTES = 60 * 1024
PAGES = [
    "/fr/", "/nl/", "/fr/actualites/", "/nl/nieuws/", "/fr/actualites/?theme=housing&page=2",
    "/fr/actualites/n1/", "/fr/agenda/", "/nl/agenda/?when=past", "/fr/agenda/e1/",
    "/fr/liens-utiles/", "/fr/glossaire/", "/nl/woordenlijst/", "/fr/contact/", "/fr/vie-privee/",
]  # fmt: skip


def fill(count):
    theme = ThemeFactory()
    now = timezone.now()
    news, agenda = index(NewsIndexPage), index(AgendaPage)
    for n in range(count):
        day = date(2026, 1, 1) - timedelta(days=n)
        page = NewsPage(title=f"N {n}", slug=f"n{n}", date=day, lead="Une phrase de lead. " * 8)
        page.locale = news.locale
        page.themes = [theme]
        news.add_child(instance=page)
        start = now + timedelta(days=n - count // 2)
        entry = EventPage(
            title=f"E {n}", slug=f"e{n}", start=start, end=start, place_fr="Ici " * 20
        )
        entry.locale = agenda.locale
        agenda.add_child(instance=entry)
    definition = "Ce que le mot veut dire, en une phrase de longueur ordinaire. " * 6
    TermFactory.create_batch(count, definition_fr=definition, definition_nl=definition)
    LinkFactory.create_batch(count, theme=theme, description_fr="Ce que l’on y trouve. " * 6)


@pytest.mark.parametrize("count", [10, 1000])
def test_queries_and_weight_do_not_grow(client, count):
    site()
    fill(count)
    too_much = []
    for url in PAGES:
        client.get(url)  # what a process learns once: templates, content types
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200, url
        if len(queries) > QUERIES or len(response.content) > BYTES:
            too_much.append((url, len(queries), len(response.content)))
    assert too_much == []
