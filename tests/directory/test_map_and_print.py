"""The same list elsewhere: on a map, on paper, while typing. Nobody outside is asked unasked."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.models import Organisation
from tests.factories.directory import (
    NeighbourhoodFactory,
    OrganisationFactory,
    PlaceFactory,
    ServiceFactory,
    ThemeFactory,
    full_organisation,
)

from .test_list import address

pytestmark = pytest.mark.django_db
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture
def tiles(settings):
    settings.MAP_TILES = TILES


@pytest.fixture
def doors(site):
    for number, latitude in enumerate((50.861, 50.862, 50.9)):
        entry = OrganisationFactory(name_fr=f"Maison {number}", themes=[f"theme-{number % 2}"])
        PlaceFactory(organisation=entry, latitude=latitude, longitude=4.37)
    PlaceFactory(organisation=entry, latitude=50.8615, longitude=4.371)  # a second door
    OrganisationFactory(name_fr="Sans adresse")
    return site


def points(site, query="", language="fr"):
    response = site.get(address(language, query, "points"))
    return json.loads(response.content)


def test_only_the_page_of_the_map_may_show_pictures_of_the_tile_server(doors, tiles):
    policy = doors.get(address(page="map"))["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example.org" in policy
    assert "tiles.example.org" not in doors.get(address())["Content-Security-Policy"]


def test_the_page_asks_nothing_of_it_by_itself(doors, tiles):
    html = doors.get(address(page="map")).content.decode()
    assert html.count("tiles.example.org") == 2  # said to the reader, kept for the script
    assert 'src="https://' not in html
    assert "leaflet.js" in html
    assert "<script src" not in html


def test_the_map_shows_the_list_too(doors, tiles):
    response = doors.get(address(query="theme=theme-1", page="map"))
    assert [line["entry"].name_fr for line in response.context["lines"]] == ["Maison 1"]
    assert "points.json?theme=theme-1" in response.content.decode()


def test_without_a_tile_server_there_is_no_map(doors, settings):
    settings.MAP_TILES = ""
    assert doors.get(address(page="map")).status_code == 404
    assert reverse("directory:map") not in doors.get(address()).content.decode()


def test_each_door_is_a_point_and_filters_hold(doors):
    found = points(doors)
    assert found["total"] == 4
    assert len(found["points"]) == 4
    assert {point["name"] for point in found["points"]} == {"Maison 0", "Maison 1", "Maison 2"}
    assert found["points"][0]["phone"] == "02 000 00 01"
    assert [point["name"] for point in points(doors, "theme=theme-1")["points"]] == ["Maison 1"]


def test_a_frame_keeps_what_it_shows(doors):
    frame = "south=50.86&north=50.8617&west=4.36&east=4.38&zoom=15"
    found = points(doors, frame)
    assert sorted(point["at"][0] for point in found["points"]) == [50.861, 50.8615]


def test_an_entry_shows_its_own_doors(doors, tiles):
    entry = Organisation.objects.get(name_fr="Maison 2")
    page = doors.get(entry.get_absolute_url())
    assert f"points.json?entry={entry.slug}" in page.content.decode()
    assert "https://tiles.example.org" in page["Content-Security-Policy"]
    found = points(doors, f"entry={entry.slug}")
    assert [point["at"] for point in found["points"]] == [[50.9, 4.37], [50.8615, 4.371]]
    nowhere = Organisation.objects.get(name_fr="Sans adresse")
    assert "data-map=" not in doors.get(nowhere.get_absolute_url()).content.decode()
    entry.unpublish()
    response = doors.get(address(query=f"entry={entry.slug}", page="points"))
    assert response.status_code == 404


def test_many_are_told_by_numbers(doors, monkeypatch):
    monkeypatch.setattr("directory.map.MOST_POINTS", 2)
    found = points(doors, "zoom=12")
    assert found["points"] == []
    assert sum(count for _south, _west, count in found["cells"]) == 3
    assert len(points(doors, "zoom=5")["cells"]) == 1


def test_drafts_have_no_point(doors):
    draft = OrganisationFactory(name_fr="Brouillon", live=False)
    PlaceFactory(organisation=draft, latitude=50.861, longitude=4.37)
    Organisation.objects.get(name_fr="Maison 0").unpublish()
    names = {point["name"] for point in points(doors)["points"]}
    assert names == {"Maison 1", "Maison 2"}


@pytest.mark.parametrize("page", ["map", "print", "points", "suggestions"])
def test_many_cost_what_few_cost(site, tiles, page):
    def cost():
        query = "q=ma" if page == "suggestions" else "open=now&near=1030"
        site.get(address(query=query, page=page))
        with CaptureQueriesContext(connection) as captured:
            response = site.get(address(query=query, page=page))
        assert response.status_code == 200
        assert len(response.content) < 60_000
        return len(captured)

    for number in range(3):
        full_organisation(number)
    few = cost()
    for number in range(3, 40):
        full_organisation(number)
    assert cost() == few <= 12


def test_on_paper_all_is_there_with_telephone_door_and_hours(site):
    for number in range(45):
        full_organisation(number)
    html = site.get(address(page="print")).content.decode()
    assert html.count('<th scope="row">') == 45
    assert "02 000 00 01" in html
    assert "rue de l’Exemple 12, 1030 Schaerbeek" in html
    assert "09:00–12:00" in html
    assert "noindex" in html


def test_a_long_list_is_printed_in_sheets(site, monkeypatch):
    monkeypatch.setattr("directory.printing.MOST_PER_PAGE", 2)
    monkeypatch.setattr("directory.printing.SHEET", 4)
    for number in range(9):
        OrganisationFactory(name_fr=f"Maison {number}")
    names = []
    for page in (1, 2, 3):
        response = site.get(address(query=f"page={page}", page="print"))
        names += [line["entry"].name_fr for line in response.context["lines"]]
    assert names == [f"Maison {number}" for number in range(9)]


def test_suggestions_are_organisations_themes_and_neighbourhoods(site):
    ThemeFactory(code="debt", label_fr="Médiation de dettes", label_nl="Schuldbemiddeling")
    NeighbourhoodFactory(code="dailly", label_fr="Dailly", label_nl="Dailly")
    OrganisationFactory(name_fr="Médiation Exemple")
    ServiceFactory()

    def titles(text, language="fr"):
        found = json.loads(site.get(address(language, f"q={text}", "suggestions")).content)
        return [one["title"] for one in found["suggestions"]]

    assert titles("medi") == ["Médiation de dettes", "Médiation Exemple"]
    assert titles("schuld", "nl") == ["Schuldbemiddeling"]
    assert titles("dai") == ["Dailly"]
    assert titles("m") == []
    assert titles("zzz") == []
