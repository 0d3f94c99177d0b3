"""*Near* what one types: nobody outside is asked, and a slip of the finger is forgiven."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from directory import near, streetnames, words
from directory.models import Organisation, Street
from directory.street_file import load
from tests.factories.directory import (
    MunicipalityFactory,
    NeighbourhoodFactory,
    OrganisationFactory,
    PlaceFactory,
)

from .test_list import address, shown

pytestmark = pytest.mark.django_db
HEADER = (
    "EPSG:31370_x,EPSG:31370_y,EPSG:4258_lat,EPSG:4258_lon,address_id,box_number,house_number,"
    "municipality_id,municipality_name_de,municipality_name_fr,municipality_name_nl,postcode,"
    "postname_fr,postname_nl,street_id,streetname_de,streetname_fr,streetname_nl,region_code,status"
)


def line(latitude, longitude, number, postcode, fr, nl, status="current"):
    town = ("Schaerbeek", "Schaarbeek") if postcode == "1030" else ("Exempleville", "Voorbeeldstad")
    return (
        f"0,0,{latitude},{longitude},1,,{number},1,,{town[0]},{town[1]},{postcode},,,1,,"
        f"{fr},{nl},BE-BRU,{status}"
    )


SAMPLE = "\n".join(
    [
        HEADER,
        *(
            line(
                50.86 + n / 1000 - 0.0001, 4.37, 1 + 10 * n, "1030", "Rue du Modèle", "Modelstraat"
            )
            for n in range(10)
        ),
        line(50.90, 4.40, 1, "1099", "Rue du Modèle", "Modelstraat"),
        line(50.80, 4.30, 7, "1099", "Chaussée de l’Invention", "Uitvindingssteenweg"),
        line(50.81, 4.3, 3, "1099", "Place du 11 Novembre", "11 Novemberplein"),
        line(0, 0, 1, "1099", "Rue Sans Lieu", "Nergensstraat"),
        line(50.8, 4.3, 1, "1099", "Rue Projetée", "Geplandestraat", status="proposed"),
        line("x", 4.3, 1, "1099", "Rue Fausse", "Foutestraat"),
    ]
)


@pytest.fixture
def streets():
    assert load(io.StringIO(SAMPLE)) == 4


@pytest.fixture
def places(streets):
    MunicipalityFactory(code="schaerbeek")
    liedts = NeighbourhoodFactory(code="liedts", label_fr="Liedts", label_nl="Liedts")
    for name, latitude, street in (
        ("Une", 50.861, "rue du Panier"),
        ("Deux", 50.863, "rue Peinte"),
    ):
        PlaceFactory(
            organisation=OrganisationFactory(name_fr=name),
            neighbourhood=liedts,
            street_fr=street,
            street_nl="Mandjesstraat" if name == "Une" else "",
            number="27",
            latitude=latitude,
            longitude=4.37,
        )


def first(text, language="fr"):
    with translation.override(language):
        found = near.find(text, words.read())
    return (round(found[0].latitude, 3), str(found[0].label)) if found else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("50.861, 4.372", (50.861, "là où vous êtes")),
        ("Liedts", (50.862, "Liedts")),
        ("liets", (50.862, "Liedts")),
        ("1030", (50.862, "1030")),
        ("SCHAARBEEK", (50.862, "Schaerbeek")),
        ("rue du Modele", (50.864, "Rue du Modèle, 1030 Schaerbeek")),
        ("rue du modèle 41", (50.864, "Rue du Modèle 41, 1030 Schaerbeek")),
        ("41 rue du modèle, 1030 Schaerbeek", (50.864, "Rue du Modèle 41, 1030 Schaerbeek")),
        ("modelstraat 88 1030", (50.869, "Rue du Modèle 88, 1030 Schaerbeek")),
        ("r. du modéle, 1099", (50.9, "Rue du Modèle, 1099 Exempleville")),
        ("rue du modèle exempleville", (50.9, "Rue du Modèle, 1099 Exempleville")),
        ("uitvindingsteenweg", (50.8, "Chaussée de l’Invention, 1099 Exempleville")),
        ("chaussee de l'inventoin", (50.8, "Chaussée de l’Invention, 1099 Exempleville")),
        ("rue du Panier", (50.861, "rue du Panier, 1030 Schaerbeek")),
        ("mandjesstraat 27", (50.861, "rue du Panier 27, 1030 Schaerbeek")),
        ("rue du pannier", (50.861, "rue du Panier, 1030 Schaerbeek")),
        ("1099", (50.837, "1099")),
        ("place du 11 novembre", (50.81, "Place du 11 Novembre, 1099 Exempleville")),
        ("place du 11 novembre 3", (50.81, "Place du 11 Novembre 3, 1099 Exempleville")),
        ("rue projetée", None),
        ("Tombouctou", None),
        ("", None),
        ("99.9, 300.0", None),
    ],
)
def test_what_is_typed_becomes_a_point(places, typed, expected):
    assert first(typed) == expected


def test_a_street_of_several_towns_offers_the_others(places, site):
    html = site.get(address(query="near=rue+du+mod%C3%A8le")).content.decode()
    assert "1099 Exempleville" in html
    assert "1030 Schaerbeek" in html


def test_places_are_told_in_the_language_of_the_reader(places):
    assert first("rue du Modèle", "nl")[1] == "Modelstraat, 1030 Schaarbeek"


def test_drafts_are_no_landmarks(streets):
    draft = OrganisationFactory(live=False)
    PlaceFactory(
        organisation=draft, postcode="1234", street_fr="rue Cachée", latitude=50, longitude=4
    )
    assert first("1234") is None
    assert first("rue Cachée") is None


def test_the_list_is_in_order_of_distance_and_says_it(places, site):
    for entry in Organisation.objects.all():
        entry.save()
    response = site.get(address(query="near=50.8601,4.37"))
    assert shown(response) == ["Une", "Deux"]
    assert [line["distance"] for line in response.context["lines"]] == ["100 m", "300 m"]
    assert shown(site.get(address(query="near=50.8601,4.37&within=0.5&sort=name"))) == [
        "Deux",
        "Une",
    ]
    far = site.get(address(query="near=50.90,4.37&within=0.5"))
    assert shown(far) == []
    assert [one["label"] for one in far.context["listing"].wider] == ["5 km"]


def test_an_unknown_place_narrows_nothing_and_says_so(places, site):
    response = site.get(address(query="near=Tombouctou"))
    assert len(shown(response)) == 2
    assert 'class="message message--warning"' in response.content.decode()


def test_streets_are_replaced_by_a_newer_file(streets):
    newer = "\n".join([HEADER, line(50.7, 4.2, 3, "1099", "Rue Neuve", "Nieuwstraat")])
    load(io.StringIO(newer))
    assert set(Street.objects.values_list("name_fr", "postcode")) == {
        ("Rue du Modèle", "1030"),
        ("Rue Neuve", "1099"),
    }


def test_only_the_postcodes_that_are_asked_for(tmp_path):
    path = tmp_path / "addresses.csv"
    path.write_text(SAMPLE, encoding="utf-8")
    call_command("load_streets", str(path), "--postcode", "1030", stdout=io.StringIO())
    assert list(Street.objects.values_list("postcode", flat=True)) == ["1030"]


def test_a_file_that_is_not_the_one_is_refused(tmp_path, streets):
    path = tmp_path / "other.csv"
    path.write_text("name,place\nx,y\n", encoding="utf-8")
    with pytest.raises(CommandError, match="house_number"):
        call_command("load_streets", str(path))
    assert Street.objects.count() == 4


def test_a_long_street_keeps_houses_from_end_to_end():
    lines = [HEADER] + [
        line(50 + n / 10_000, 4, n, "1099", "Rue Longue", "") for n in range(1, 400)
    ]
    load(io.StringIO("\n".join(lines)))
    street = Street.objects.get()
    assert len(street.houses) == 40
    assert [street.houses[0][0], street.houses[-1][0]] == [1, 399]
    assert abs(street.position(200)[0] - 50.02) < 0.001


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rue de l’Exemple", "exemple"),
        ("Voorbeeldstraat", "voorbeeld"),
        ("Avenue des Œillets", "oeillets"),
        ("Place", "place"),
        ("", ""),
    ],
)
def test_what_tells_a_street_from_another(name, key):
    assert streetnames.key(name) == key
