"""What search is told of the directory, and what it must never be told."""

import pytest
from django.db import transaction

from directory.models import Organisation
from directory.search import describe, public
from search.documents import source_of
from search.find import find
from search.models import SearchDocument
from search.query import Query
from tests.factories.directory import (
    NeighbourhoodFactory,
    OrganisationFactory,
    PlaceFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def found(text, language="fr"):
    return [hit.title for hit in find(Query(text=text, language=language)).hits]


def documents(entry):
    return {document.language: document for document in describe(public().get(pk=entry.pk))}


def test_an_entry_has_a_document_in_each_language_that_says_in_which_it_is_written():
    both = documents(OrganisationFactory(name_fr="Maison", name_nl="Huis"))
    assert (both["fr"].title, both["nl"].title) == ("Maison", "Huis")
    assert both["fr"].url.startswith("/fr/")
    assert both["nl"].url.startswith("/nl/")
    only_french = documents(OrganisationFactory(name_nl="", summary_nl=""))
    assert (only_french["fr"].written, only_french["nl"].written) == ("fr", "fr")
    assert only_french["nl"].title == only_french["fr"].title
    assert (both["fr"].written, both["nl"].written) == ("fr", "nl")


def test_what_stands_in_is_found_in_the_directory_and_not_by_the_search_of_the_site():
    OrganisationFactory(name_fr="Le Colibri", name_nl="", summary_nl="")
    assert found("colibri", "fr") == ["Le Colibri"]
    assert found("colibri", "nl") == []
    query = Query(text="colibri", language="nl", stand_ins=True)
    assert [hit.title for hit in find(query).hits] == ["Le Colibri"]


def test_a_document_holds_its_own_language_only():
    entry = OrganisationFactory(description_fr="texte français", description_nl="")
    ServiceFactory(organisation=entry, name_fr="Permanence", name_nl="Spreekuur")
    dutch = documents(entry)["nl"]
    assert "Spreekuur" in dutch.body
    assert "texte français" not in dutch.body
    assert "Permanence" not in dutch.body


def test_facets_hold_the_codes_of_the_list():
    entry = OrganisationFactory(themes=["housing"])
    ServiceFactory(
        organisation=entry,
        walk_in=True,
        words__themes=["debt"],
        words__audiences=["tenants"],
        words__languages=["ar"],
    )
    PlaceFactory(organisation=entry, neighbourhood=NeighbourhoodFactory(code="helmet"))
    facets = documents(entry)["fr"].facets
    assert facets["theme"] == ("debt", "housing")
    assert facets["audience"] == ("tenants",)
    assert facets["language"] == ("ar",)
    assert facets["neighbourhood"] == ("helmet",)
    assert facets["mode"] == ("walk-in",)


def test_an_entry_is_found_by_its_service_and_no_more_once_withdrawn():
    entry = OrganisationFactory(name_fr="Maison Exemple")
    ServiceFactory(organisation=entry, name_fr="Consignes à bagages")
    assert found("consignes") == ["Maison Exemple"]
    entry.unpublish()
    assert found("consignes") == []


def test_withdrawing_takes_effect_in_the_same_transaction():
    entry = OrganisationFactory(name_fr="Maison Exemple")
    documents = SearchDocument.objects.of([source_of(Organisation, entry.pk)])
    assert documents.exists()
    with transaction.atomic():
        entry.unpublish()
        assert not documents.exists()  # before the index gets to it


def test_a_draft_of_a_listed_entry_changes_nothing_until_it_is_published():
    entry = OrganisationFactory(name_fr="Ancienne")
    entry.name_fr = "Nouvelle"
    revision = entry.save_revision()
    assert found("ancienne") == ["Ancienne"]
    assert found("nouvelle") == []
    revision.publish()
    assert found("nouvelle") == ["Nouvelle"]
    assert not Organisation.objects.filter(name_fr="Ancienne").exists()
