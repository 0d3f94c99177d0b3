"""Drafts and those who did not sign leak nowhere: pages, lists, site map, search."""

from datetime import date

import pytest
from django.urls import reverse

from cms import sitemaps
from publications.ledger import casefile
from publications.ledger.addresses import addresses
from publications.models import Demand, Recommendation, Sending
from search.models import SearchDocument
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AuthorityFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
ON = date(2015, 6, 15)


@pytest.fixture
def french_root():
    return language_roots()[0]


def page_of(client, one):
    return client.get(reverse("ledger:recommendation", args=[one.number]))


def test_a_draft_recommendation_is_nowhere(client):
    draft = RecommendationFactory(title_fr="Encore secrète", live=False)
    sending = SendingFactory(recommendation=draft)
    assert page_of(client, draft).status_code == 404
    assert client.get(reverse("ledger:authority", args=[sending.authority.slug])).status_code == 404
    assert "secrète" not in client.get(reverse("ledger:list")).content.decode()
    assert not {"recommendation", "authority"} & {key[0] for key in addresses("fr")}
    assert not SearchDocument.objects.exists()
    assert not Sending.objects.public().exists()


def test_withdrawing_a_recommendation_takes_its_page_away(client):
    one = RecommendationFactory()
    assert page_of(client, one).status_code == 200
    one.unpublish()
    assert page_of(client, one).status_code == 404


def test_a_draft_interpellation_does_not_betray_its_demands(client, french_root):
    one = RecommendationFactory()
    page = interpellation(interpellation_index(french_root), "Préparée en secret", live=False)
    Demand.objects.create(page=page, recommendation=one)
    SendingFactory(recommendation=None, interpellation=page)
    html = page_of(client, one).content.decode()
    assert "secret" not in html
    assert "Aucun envoi" in html or "No sending recorded" in html
    assert casefile.clocks_of([one], ON)[one.pk].sent_on is None
    page.save_revision().publish()
    assert "secret" in page_of(client, one).content.decode()
    assert casefile.clocks_of([one], ON)[one.pk].sent_on is not None


def test_what_happens_tomorrow_is_not_told_today():
    one = RecommendationFactory()
    SendingFactory(recommendation=one, sent_on=date(2015, 6, 16))
    FollowUpFactory(recommendation=one, assessed_on=date(2015, 6, 16))
    assert casefile.of_recommendation(one, ON).events == ()


def test_the_site_map_holds_what_is_public(client):
    one = SendingFactory().recommendation
    entries = [entry["path"] for entry in sitemaps.app_entries("fr")]
    assert one.get_absolute_url() in entries
    assert len([path for path in entries if "/r/" in path]) == 1


def test_an_unaddressed_authority_has_no_page(client):
    authority = AuthorityFactory()
    assert client.get(reverse("ledger:authority", args=[authority.slug])).status_code == 404


def test_numbers_are_given_once_and_for_all():
    first = RecommendationFactory(year=2015)
    second = RecommendationFactory(year=2015, live=False)
    assert (first.number, second.number) == ("2015-01", "2015-02")
    second.delete()
    RecommendationFactory(year=2015, number="2015-100")
    assert Recommendation.objects.next_number(2015) == "2015-101"
    assert Recommendation.objects.next_number(2016) == "2016-01"
