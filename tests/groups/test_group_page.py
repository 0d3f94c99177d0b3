"""What a group made, how to reach it, and what nobody may learn from its page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.coordination import Coordination
from groups.mentions import groups_of
from groups.models import GroupPage, Participation, Production, Year
from groups.participation import participants
from groups.search import describe
from home.models import ContactPage
from publications.ledger.interpellations import SeeAlso
from tests.factories.cms import add_page, language_roots
from tests.factories.groups import ParticipationFactory, group, group_index
from tests.factories.publications import (
    OrganisationFactory,
    RecommendationFactory,
    interpellation,
    interpellation_index,
    publication,
    publication_index,
)

pytestmark = pytest.mark.django_db
ON = date(2015, 6, 15)


@pytest.fixture
def roots():
    return language_roots()


@pytest.fixture
def seniors(roots):
    return group(group_index(roots[0]))


def test_what_came_out_of_it_is_shown_only_where_it_is_public(client, roots, seniors):
    shelf, letters = publication_index(roots[0]), interpellation_index(roots[0])
    for title, live in (("Livre blanc", True), ("Brouillon secret", False)):
        Production.objects.create(page=seniors, publication=publication(shelf, title, live=live))
        asked = interpellation(letters, f"Lettre : {title}", live=live)
        SeeAlso.objects.create(page=asked, other=seniors)
        RecommendationFactory(title_fr=f"Demander un {title}", group=seniors.page_ptr, live=live)
    html = client.get(seniors.url).content.decode()
    for shown in ("Livre blanc", "Lettre : Livre blanc", "Demander un Livre blanc"):
        assert shown in html
    assert "secret" not in html


def test_no_program_collects_the_address_of_the_list(client, seniors):
    GroupPage.objects.update(list_address="seniors@lists.example.org")
    html = client.get(seniors.url).content.decode()
    assert "seniors@" not in html
    assert "lists.example" not in html
    assert "example " in html.partition("lists ")[2]  # written out in words
    page = GroupPage.objects.with_stage(ON).get()
    assert "lists" not in str(describe(page))


def test_years_come_latest_first_in_the_readers_language(client, seniors):
    Year.objects.create(page=seniors, year=2014, evaluation_fr="Réussi", difficulties_nl="Tijd")
    Year.objects.create(page=seniors, year=2015, objectives_fr="Des chèques-taxi")
    html = client.get(seniors.url).content.decode()
    assert html.index("Des chèques-taxi") < html.index("Réussi")
    assert 'lang="nl-BE"' in html[html.index("Réussi") :]


def test_consent_counts_from_its_day_and_how_it_was_given_is_shown_to_nobody(client, seniors):
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = OrganisationFactory(name_fr="Plus tard asbl")
    ParticipationFactory(page=seniors, organisation=later, shown_since=tomorrow)
    ParticipationFactory(page=seniors, shown_since=ON, consent="courriel confidentiel")
    assert len(participants(Participation.objects.all(), timezone.localdate()).shown) == 1
    assert not groups_of(later).exists()
    html = client.get(seniors.url).content.decode()
    assert "Plus tard" not in html
    assert "confidentiel" not in html


def test_one_writes_to_the_coordination_about_this_group(client, roots, seniors):
    asked = reverse("write") + "?subject=Seniors%0AX"
    assert client.get(asked).status_code == 404
    contact = add_page(roots[0], ContactPage, title="Contact", slug="contact")
    Coordination.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"email": "contact@example.org"}
    )
    assert reverse("write") in client.get(seniors.url).content.decode()
    response = client.get(asked)
    assert response.url.startswith(contact.url)
    assert 'value="Seniors X"' in client.get(response.url).content.decode()
