from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from cms.coordination import Coordination
from tests.factories.home import ThemeFactory, news, site, translated

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, code="fr"):
    with translation.override(code):
        response = client.get(reverse("news-feed"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def texts(root, path):
    return [node.text for node in root.findall(path, ATOM)]


def test_the_latest_comes_first_with_what_a_reader_needs(client):
    site()
    news(title="Avant", date=date(2026, 1, 1))
    page = news(title="Après & depuis <ici>", date=date(2026, 2, 2), lead="Un « résumé » & plus.")
    page.themes.set([ThemeFactory()])
    page.save_revision().publish()
    root = feed(client)
    assert texts(root, "a:entry/a:title") == ["Après & depuis <ici>", "Avant"]
    assert texts(root, "a:entry/a:summary")[0] == "Un « résumé » & plus."
    entry = root.find("a:entry", ATOM)
    link = entry.find("a:link", ATOM).get("href")
    assert link == "http://localhost:8000/fr/actualites/apres-depuis-ici/"
    assert entry.find("a:published", ATOM).text == "2026-02-02T00:00:00+01:00"
    assert entry.find("a:category", ATOM).get("term") == "Logement"
    # What the standard asks of each feed and each entry.
    for node in (root, entry):
        assert node.find("a:id", ATOM).text
        assert node.find("a:updated", ATOM).text


def test_each_language_has_its_own_feed(client):
    site()
    page = news(title="Une nouvelle", lead="En bref.")
    news(title="Non traduite")
    translated(page, title="Een bericht", lead="Kort.")
    french, dutch = feed(client, "fr"), feed(client, "nl")
    assert texts(french, "a:entry/a:title") == ["Non traduite", "Une nouvelle"]
    assert texts(dutch, "a:entry/a:title") == ["Een bericht"]
    assert french.get(XML_LANG).startswith("fr")
    assert dutch.get(XML_LANG).startswith("nl")
    assert not set(texts(french, "a:entry/a:id")) & set(texts(dutch, "a:entry/a:id"))


def test_an_entry_keeps_its_identity_when_its_address_changes(client):
    site()
    page = news(title="Une nouvelle")
    before = texts(feed(client), "a:entry/a:id")
    page.slug = "ailleurs"
    page.save_revision().publish()
    assert texts(feed(client), "a:entry/a:id") == before


def test_drafts_and_withdrawn_news_are_not_in_the_feed(client):
    site()
    news(title="Retirée").unpublish()
    assert texts(feed(client), "a:entry/a:title") == []


def test_pages_tell_where_the_feed_is(client):
    site()
    html = client.get("/fr/actualites/").content.decode()
    with translation.override("fr"):
        assert 'type="application/atom+xml" title' in html
        assert reverse("news-feed") in html


def test_a_coordination_without_a_name_yet_still_has_an_author(client, settings):
    """RFC 4287: a feed whose author has no name is refused."""
    site()
    Coordination.objects.update(name_fr="", name_nl="", acronym_fr="", acronym_nl="")
    settings.WAGTAIL_SITE_NAME = "Une coordination"
    root = feed(client)
    assert texts(root, "a:author/a:name") == ["Une coordination"]
    assert "Une coordination" in root.find("a:title", ATOM).text
