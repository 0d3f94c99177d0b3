"""A page disappears at the hour an editor chose, not when the timer that withdraws it passes."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction

from home.models import FrontPage, NewsPage, StandardPage
from tests.factories.home import add, index, news, site, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    site()


def expire(page, **ago):
    hour = timezone.now() - timedelta(**(ago or {"minutes": 1}))
    Page.objects.filter(pk=page.pk).update(expire_at=hour)


@pytest.fixture
def shown(client):
    """Where a page can be seen: its title in lists, its address in the site map."""

    def places(page):
        addresses = {"/fr/", "/fr/actualites/", "/fr/actualites/flux/", "/fr/sitemap.xml", page.url}
        answers = {url: client.get(url) for url in addresses}
        return {
            url
            for url, answer in answers.items()
            if page.url in answer.content.decode() and answer.status_code == 200
        }

    return places


def test_expired_news_are_nowhere(shown):
    page = news(title="Fini")
    everywhere = shown(page)
    assert len(everywhere) == 5
    expire(page, minutes=-10)
    assert shown(page) == everywhere
    expire(page)
    assert shown(page) == set()


def test_an_expired_page_is_not_in_the_menu(client):
    page = add(index(FrontPage), StandardPage, title="Fini", slug="fini", show_in_menus=True)
    assert "/fr/fini/" in client.get("/fr/").content.decode()
    expire(page)
    assert "/fr/fini/" not in client.get("/fr/").content.decode()


def test_an_expired_translation_leaves_its_original_to_be_read(client):
    page = news(title="Valable")
    twin = translated(page, title="Geldig", slug="geldig", lead="Kort.")
    assert "/nl/nieuws/geldig/" in client.get(page.url).content.decode()
    expire(twin)
    assert "/nl/nieuws/geldig/" not in client.get(page.url).content.decode()
    assert [p.pk for p in NewsPage.objects.readable_in("nl")] == [page.pk]


def test_a_private_translation_leaves_its_original_to_be_read():
    page = news(title="Valable")
    twin = translated(page, title="Geldig", slug="geldig", lead="Kort.")
    PageViewRestriction.objects.create(page=twin, restriction_type=PageViewRestriction.LOGIN)
    assert [p.pk for p in NewsPage.objects.readable_in("nl")] == [page.pk]


def absence(pk, code):
    with translation.override(code):
        return reverse("untranslated", args=[pk])


def test_what_expired_is_not_announced_as_missing(client):
    page = news(title="Fini")
    assert client.get(absence(page.pk, "nl")).status_code == 200
    expire(page)
    assert client.get(absence(page.pk, "nl")).status_code == 404


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_root_of_the_tree_is_missing_in_no_language(client, code):
    root = Page.get_first_root_node()
    assert client.get(absence(root.pk, code)).status_code == 404
    assert client.get(absence(10**30, code)).status_code == 404


def test_the_switcher_of_a_private_page_leads_somewhere(client):
    page = add(index(FrontPage), StandardPage, title="Entre nous", slug="entre-nous")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(get_user_model().objects.create_user("a"))
    choices = client.get(page.url).context["site"].languages
    assert [client.get(choice.url).status_code for choice in choices] == [200, 200]


def test_pages_beside_the_site_are_not_in_its_map(client):
    stray = Page(title="Ailleurs", slug="ailleurs", locale=index(FrontPage).locale)
    Page.get_first_root_node().add_child(instance=stray)
    site_map = client.get("/fr/sitemap.xml").content.decode()
    assert "None" not in site_map
    assert "/fr/contact/" in site_map
