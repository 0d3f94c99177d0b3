"""FR | NL: the same page in the other language, or an honest page that says it is missing."""

import pytest
from wagtail.models import Page

from cms import parity

from . import crawler

pytestmark = pytest.mark.xdist_group("site")


def untranslated():
    pages = Page.objects.live().public().filter(depth__gt=2).specific()
    return [page for page in pages if not page.live_translations]


def test_the_demonstration_shows_missing_translations():
    assert untranslated()


def test_a_missing_page_says_so_and_leads_to_its_original(client):
    for page in untranslated():
        here = page.locale.language_code
        there = "nl" if here == "fr" else "fr"
        html = client.get(page.url).content.decode()
        marker = f"/{page.pk}/"
        assert marker in html, f"no way from {page.url} to its absence in {there}"
        link = next(link for link in crawler.get(page.url).links() if link.endswith(marker))
        assert link.startswith(f"/{there}/")
        answer = client.get(link)
        assert answer.status_code == 200
        assert f'href="{page.url}"' in answer.content.decode()
        assert "noindex" in answer.content.decode()


def test_once_translated_the_absence_leads_to_the_translation(client):
    page = next(p for p in Page.objects.live().filter(depth=3).specific() if p.live_translations)
    twin = page.live_translations[0]
    language = twin.locale.language_code
    word = "pas-encore-traduit" if language == "fr" else "nog-niet-vertaald"
    assert client.get(f"/{language}/{word}/{page.pk}/").url == twin.url


def test_a_withdrawn_page_is_not_announced(client):
    page = untranslated()[0]
    link = next(link for link in crawler.get(page.url).links() if link.endswith(f"/{page.pk}/"))
    page.unpublish()
    assert client.get(link).status_code == 404


def test_the_demonstration_shows_every_state_of_translation():
    pages = Page.objects.live().filter(depth__gt=2).specific()
    states = {page.parity.state for page in pages}
    assert {parity.State.ORIGINAL, parity.State.IN_STEP, parity.State.OUT_OF_DATE} <= states
