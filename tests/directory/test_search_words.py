"""Renaming a word of a closed list, or a network, reaches every entry that bears it."""

import pytest

from search.find import find
from search.models import Change
from search.query import Query
from tests.factories.directory import (
    AudienceFactory,
    MunicipalityFactory,
    NeighbourhoodFactory,
    NetworkFactory,
    OrganisationFactory,
    PlaceFactory,
    ServiceFactory,
    ThemeFactory,
    two_languages,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages():
    two_languages()


def names(text):
    return sorted(hit.title for hit in find(Query(text, scope=("organisation",))).hits)


def bearing_theme(entry, theme):
    entry.themes.set([theme])
    entry.save()


def bearing_theme_of_a_service(entry, theme):
    ServiceFactory(organisation=entry, words__themes=[theme.code])


def bearing_audience(entry, audience):
    ServiceFactory(organisation=entry, words__audiences=[audience.code])


def bearing_neighbourhood(entry, neighbourhood):
    PlaceFactory(organisation=entry, neighbourhood=neighbourhood)


def bearing_municipality(entry, municipality):
    PlaceFactory(organisation=entry, municipality=municipality)


def bearing_network(entry, network):
    entry.networks.set([network])
    entry.save()


WORDS = [
    (ThemeFactory, "label_fr", bearing_theme),
    (ThemeFactory, "label_fr", bearing_theme_of_a_service),
    (AudienceFactory, "label_fr", bearing_audience),
    (NeighbourhoodFactory, "label_fr", bearing_neighbourhood),
    (MunicipalityFactory, "label_fr", bearing_municipality),
    (NetworkFactory, "name_fr", bearing_network),
]


@pytest.mark.parametrize(("make", "attribute", "bear"), WORDS)
def test_renamed(make, attribute, bear):
    word = make(**{attribute: "Girafes"})
    for name in ("Maison exemple", "Atelier exemple"):
        bear(OrganisationFactory(name_fr=name), word)
    OrganisationFactory(name_fr="Sans rien")
    assert names("girafes") == ["Atelier exemple", "Maison exemple"]
    setattr(word, attribute, "Zèbres")
    word.save()
    assert names("zebre") == ["Atelier exemple", "Maison exemple"]
    assert names("girafes") == []


def test_a_network_that_is_deleted():
    network = NetworkFactory(name_fr="Girafes")
    bearing_network(OrganisationFactory(name_fr="Maison exemple"), network)
    assert names("girafes") == ["Maison exemple"]
    network.delete()
    assert names("girafes") == []
    assert names("maison") == ["Maison exemple"]


def test_one_change_is_recorded_in_the_request_however_many_bear_it(
    django_capture_on_commit_callbacks,
):
    theme = ThemeFactory(label_fr="Girafes")
    for number in range(3):
        bearing_theme(OrganisationFactory(name_fr=f"Maison exemple {number}"), theme)
    Change.objects.all().update(described=True)
    theme.label_fr = "Zèbres"
    with django_capture_on_commit_callbacks():
        theme.save()
    assert Change.objects.filter(described=False).count() == 1
