"""The short way to a page (cms/frame.py) leads where Wagtail's own would, and shows no more."""

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from cms import frame
from cms.coordination import Coordination
from home.models import ContactPage, FrontPage, NewsIndexPage, StandardPage
from tests.factories.home import add, index, news, site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    site()


@pytest.fixture
def below():
    """A page three levels below the front page."""
    parent = index(FrontPage)
    for title in ("Qui", "Charte", "Annexe"):
        parent = add(parent, StandardPage, title=title, slug=title.lower())
    return parent


def test_pages_of_every_depth_are_found(client, below):
    for url in ("/fr/", "/nl/", "/fr/qui/", "/fr/qui/charte/", "/fr/qui/charte/annexe/"):
        assert client.get(url).status_code == 200, url


def test_only_the_whole_way_leads_to_a_page(client, below):
    for url in ("/fr/annexe/", "/fr/charte/annexe/", "/nl/qui/", "/fr/qui/annexe/", "/fr/x/qui/"):
        assert client.get(url).status_code == 404, url


def test_the_pages_above_are_named_above(client, below):
    response = client.get("/fr/qui/charte/annexe/")
    assert [crumb["title"] for crumb in response.context["crumbs"]] == ["Qui", "Charte"]
    assert [crumb["url"] for crumb in response.context["crumbs"]] == ["/fr/qui/", "/fr/qui/charte/"]


def test_a_draft_is_not_found(client, below):
    below.unpublish()
    assert client.get("/fr/qui/charte/annexe/").status_code == 404


@pytest.mark.parametrize("restricted", ["qui", "charte", "annexe"])
def test_what_is_for_some_people_only_asks_who_one_is(client, below, restricted):
    page = Page.objects.get(slug=restricted)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/fr/qui/charte/annexe/")
    assert response.status_code == 302
    assert response["Location"].startswith("/fr/membres/connexion/?next=")
    client.force_login(get_user_model().objects.create_user("a"))
    assert client.get("/fr/qui/charte/annexe/").status_code == 200


def test_an_alias_is_as_restricted_as_what_it_stands_for(client, below):
    PageViewRestriction.objects.create(
        page=Page.objects.get(slug="qui"), restriction_type=PageViewRestriction.LOGIN
    )
    alias = below.create_alias(parent=index(FrontPage), update_slug="alias")
    PageViewRestriction.objects.create(page=below, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(alias.url).status_code == 302


def test_restricted_pages_and_drafts_are_not_in_the_menu(client):
    def menu():
        site = client.get("/fr/").context["site"]
        return {item.url for item in [*site.menu, *site.footer_menu]}

    assert {"/fr/contact/", "/fr/actualites/"} <= menu()
    PageViewRestriction.objects.create(
        page=index(ContactPage), restriction_type=PageViewRestriction.LOGIN
    )
    index(NewsIndexPage).unpublish()
    assert "/fr/contact/" not in menu()
    assert "/fr/actualites/" not in menu()


def test_restricted_news_are_in_no_list(client):
    page = news(title="Entre nous")
    assert "Entre nous" in client.get("/fr/actualites/").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for url in ("/fr/actualites/", "/nl/nieuws/", "/fr/"):
        assert "Entre nous" not in client.get(url).content.decode()


def test_the_same_public_pages_as_wagtail_says(below):
    PageViewRestriction.objects.create(
        page=Page.objects.get(slug="charte"), restriction_type=PageViewRestriction.LOGIN
    )
    news()
    for model in (StandardPage, FrontPage):
        ours = model.objects.filter(~frame.is_restricted())
        assert set(ours) == set(model.objects.public())


@pytest.mark.parametrize(
    ("host", "port", "chosen"),
    [
        ("localhost", "8000", "default"),
        ("elsewhere.test", "80", "default"),
        ("other.test", "8080", "other"),
        ("other.test", "81", "other"),
        ("OTHER.test:81", "81", "other"),
        ("[::1]:8000", "8000", "numbered"),
        ("twice.test", "81", "default"),
        ("twice.test", "8082", "second"),
        ("", "80", "default"),
    ],
)
def test_the_site_is_the_one_wagtail_would_choose(host, port, chosen):
    default = Site.objects.get()
    sites = {
        name: Site.objects.create(hostname=host, port=port, root_page=default.root_page)
        for name, host, port in (
            ("other", "other.test", 8080),
            ("numbered", "[::1]", 8080),
            ("first", "twice.test", 8081),
            ("second", "twice.test", 8082),
        )
    }
    request = RequestFactory().get("/", HTTP_HOST=host, SERVER_PORT=port)
    expected = {"default": default, **sites}[chosen]
    assert Site._find_for_request(request) == expected
    assert frame.choose(list(Site.objects.all()), request) == expected


def test_wagtail_still_reads_what_it_is_told(client, below, monkeypatch, django_assert_num_queries):
    """The frame is told to Wagtail by private names; one that changes fails here (ADR 10)."""

    def asked(*args, **kwargs):
        raise AssertionError("Wagtail looks for itself what the frame has told it.")

    monkeypatch.setattr(Site, "_find_for_request", staticmethod(asked))
    monkeypatch.setattr(Site, "get_site_root_paths", staticmethod(asked))
    monkeypatch.setattr(Page, "route", asked)
    monkeypatch.setattr(Coordination, "for_site", asked)
    response = client.get("/fr/qui/charte/annexe/")
    assert response.status_code == 200
    with django_assert_num_queries(0):
        assert response.context["page"].get_parent().get_parent().slug == "qui"


def test_no_front_page_no_pages_rather_than_those_of_the_other_language(client):
    Page.objects.filter(pk=index(FrontPage, "nl").pk).update(live=False)
    for url in ("/nl/", "/nl/contact/", "/nl/actualites/"):
        assert client.get(url).status_code == 404, url
    assert client.get("/fr/").status_code == 200


def test_an_address_of_a_thousand_parts_is_a_404(client):
    assert client.get("/fr/" + "a/" * 1500).status_code == 404
