"""Networks are entries of their own: a page, drafts, the site map, the search."""

import pytest
from django.urls import reverse
from django.utils import translation

from directory.models import Network
from directory.slugs import RESERVED
from search.changes import describe_pending
from search.models import SearchDocument
from tests.factories.directory import NetworkFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def address(network, language="fr"):
    with translation.override(language):
        return network.get_absolute_url()


def member(network, **fields):
    entry = OrganisationFactory(**fields)
    entry.networks = [network]
    entry.save()
    return entry


def test_the_page_names_the_members_that_are_listed(site):
    network = NetworkFactory(summary_fr="Ils se partagent les jours.")
    listed = member(network)
    member(network, name_fr="Brouillon", live=False)
    html = site.get(address(network)).content.decode()
    assert listed.name_fr in html
    assert "Brouillon" not in html
    assert "Ils se partagent les jours." in html


def test_a_draft_of_a_network_is_nowhere(site):
    network = NetworkFactory(live=False)
    entry = member(network)
    assert site.get(address(network)).status_code == 404
    with translation.override("fr"):
        everything = reverse("directory:networks")
    for path in (everything, entry.get_absolute_url(), "/fr/sitemap.xml"):
        assert network.name_fr not in site.get(path).content.decode()
    describe_pending()
    assert not SearchDocument.objects.filter(kind="network").exists()


def test_a_network_is_found_and_in_the_site_map(site):
    network = NetworkFactory(description_nl="Zij delen de dagen.")
    assert address(network, "nl") in site.get("/nl/sitemap.xml").content.decode()
    describe_pending()
    found = SearchDocument.objects.filter(kind="network", language="nl").get()
    assert (found.url, found.title) == (address(network, "nl"), network.name_nl)


def test_withdrawing_a_network_takes_it_out_of_the_search_at_once(site):
    network = NetworkFactory()
    describe_pending()
    assert SearchDocument.objects.filter(kind="network").exists()
    network.unpublish()
    assert not SearchDocument.objects.filter(kind="network").exists()


@pytest.mark.parametrize("members", [1, 40])
def test_pages_of_networks_stay_within_their_queries(site, django_assert_max_num_queries, members):
    network = NetworkFactory()
    for _number in range(members):
        member(network)
    with translation.override("fr"):
        everything = reverse("directory:networks")
    for path in (everything, address(network)):
        with django_assert_max_num_queries(12):
            assert site.get(path).status_code == 200


def test_no_entry_can_stand_where_a_list_stands(db):
    for view in ("networks", "map", "print"):
        for code in ("fr", "nl", "en"):
            with translation.override(code):
                last = reverse(f"directory:{view}").rstrip("/").rpartition("/")[2]
            assert last in RESERVED


def test_its_address_is_given_once_and_never_that_of_a_list(db):
    network = NetworkFactory(name_fr="Réseaux")
    assert network.slug == "reseaux-2"
    network.name_fr = "Autre"
    network.save()
    assert Network.objects.get().slug == "reseaux-2"


def test_members_are_found_by_the_new_name_of_their_network(site):
    network = NetworkFactory(name_fr="Réseau des Colibris")
    entry = member(network)
    network.name_fr = "Réseau des Mésanges"
    network.save_revision().publish()
    assert "Mésanges" in labels(entry)
    assert "Colibris" not in labels(entry)
    network.unpublish()
    assert "Mésanges" not in labels(entry)


def labels(entry):
    describe_pending()
    return SearchDocument.objects.get(
        source=f"directory.organisation:{entry.pk}", language="fr"
    ).labels
