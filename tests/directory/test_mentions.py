"""What else on the site names an organisation, as far as this reader may open it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from directory import mentions
from search.changes import describe_pending
from search.models import SearchDocument
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import front_pages
from tests.factories.groups import ParticipationFactory, group, group_index
from tests.factories.publications import SignatoryFactory, interpellation, interpellation_index

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def front(db):
    return front_pages()[0]


def titles(entry, language="fr"):
    with translation.override(language):
        return [mention.title for mention in mentions.of(entry)]


def test_groups_are_named_where_the_organisation_agreed(front):
    entry = OrganisationFactory()
    index = group_index(front)
    for title, facts in {
        "Montré": {"shown_since": YESTERDAY},
        "Seulement compté": {},
        "Quitté": {"shown_since": YESTERDAY, "left_on": YESTERDAY},
    }.items():
        ParticipationFactory(page=group(index, title=title), organisation=entry, **facts)
    draft = group(index, title="Brouillon", live=False)
    ParticipationFactory(page=draft, organisation=entry, shown_since=YESTERDAY)
    assert titles(entry) == ["Montré"]
    assert titles(OrganisationFactory()) == []


def test_interpellations_are_named_while_the_signature_stands(front):
    entry = OrganisationFactory()
    index = interpellation_index(front)
    signed = interpellation(index, title="Signée")
    taken_back = interpellation(index, title="Retirée")
    SignatoryFactory(interpellation=signed, organisation=entry)
    SignatoryFactory(interpellation=taken_back, organisation=entry, withdrawn_on=YESTERDAY)
    assert titles(entry) == ["Signée"]


def test_the_reader_gets_the_page_in_his_language_or_marked(front):
    entry = OrganisationFactory()
    page = group(group_index(front), title="En français")
    ParticipationFactory(page=page, organisation=entry, shown_since=YESTERDAY)
    with translation.override("nl"):
        [mention] = mentions.of(entry)
        assert mention.is_fallback
    assert (mention.title, mention.html_lang) == ("En français", "fr-BE")


def test_texts_that_write_the_whole_name_down_are_found(front, django_capture_on_commit_callbacks):
    entry = OrganisationFactory(name_fr="Maison Exemple du Logement")
    one_word = OrganisationFactory(name_fr="Logement")
    index = group_index(front)
    group(index, title="Le droit au toit", lead="Avec la Maison Exemple du Logement, chaque mois.")
    group(index, title="Autre chose", lead="Une maison, et un exemple de logement.")
    with django_capture_on_commit_callbacks(execute=True):
        describe_pending()
    assert SearchDocument.objects.filter(kind="group").exists()
    assert titles(entry) == ["Le droit au toit"]
    assert titles(one_word) == []


def test_nothing_is_asked_for_an_entry_that_was_never_saved():
    assert mentions.of(OrganisationFactory.build()) == []
