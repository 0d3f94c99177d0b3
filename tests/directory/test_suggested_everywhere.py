"""The box of the whole site knows the words of the directory, and nothing of drafts."""

import pytest
from django.urls import reverse

from tests.factories.directory import (
    NeighbourhoodFactory,
    OrganisationFactory,
    ThemeFactory,
    two_languages,
)

pytestmark = pytest.mark.django_db
BOXES = ["search-suggestions", "directory:suggestions"]
MOST_QUERIES = 8


def offered(client, box, text):
    return client.get(reverse(box), {"q": text}).json()["suggestions"]


@pytest.fixture(autouse=True)
def words():
    two_languages()
    ThemeFactory(code="giraffes", label_fr="Girafes")
    NeighbourhoodFactory(code="girofle", label_fr="Quartier du Girofle")


@pytest.mark.parametrize("box", BOXES)
def test_words_then_organisations(client, box):
    OrganisationFactory(name_fr="Girandole exemple")
    found = offered(client, box, "gir")
    assert [one["title"] for one in found] == [
        "Girafes",
        "Quartier du Girofle",
        "Girandole exemple",
    ]
    assert len({one["kind"] for one in found}) == 3
    theme, neighbourhood, organisation = (one["url"] for one in found)
    assert theme.endswith("?theme=giraffes")
    assert neighbourhood.endswith("?neighbourhood=girofle")
    for url in (theme, neighbourhood, organisation):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("box", BOXES)
def test_nothing_of_what_is_not_public(client, box):
    OrganisationFactory(name_fr="Girandole secrète", live=False)
    shown = OrganisationFactory(name_fr="Giroflée exemple", acronym_fr="GIRX")
    assert [one["title"] for one in offered(client, box, "girofl")] == [
        "Quartier du Girofle",
        "Giroflée exemple",
    ]
    assert offered(client, box, "girand") == []
    shown.unpublish()
    assert offered(client, box, "giroflée") == []
    assert offered(client, box, "girx") == []


@pytest.mark.parametrize("box", BOXES)
def test_few_queries_and_a_few_seconds_of_cache(client, box, django_assert_max_num_queries):
    for number in range(12):
        OrganisationFactory(name_fr=f"Girandole exemple {number}")
    offered(client, box, "gir")
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(reverse(box), {"q": "gir"})
    assert len(response.json()["suggestions"]) == 8
    assert "private" in response["Cache-Control"]
    assert "max-age=60" in response["Cache-Control"]
