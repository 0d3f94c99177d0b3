"""What the front page tells of the ledger and of the groups, and what that costs."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from groups.models import GroupIndexPage, GroupPage, Phase
from home.models import FrontPage, StandardPage
from publications.models import InterpellationIndexPage, InterpellationPage
from tests.factories.home import add, event, index, news, site, translated
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    RecommendationFactory,
    SendingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    site()


@pytest.fixture
def asked():
    """An interpellation sent forty days ago, in both languages."""
    section = add(index(FrontPage), InterpellationIndexPage, title="Interpellations")
    translated(section, title="Interpellaties")
    page = add(section, InterpellationPage, title="Garder un guichet")
    translated(page, title="Een open loket")
    return SendingFactory(
        recommendation=None,
        interpellation=page,
        authority=AuthorityFactory(name_fr="Commune", name_nl="Gemeente"),
        sent_on=timezone.localdate() - timedelta(days=40),
        basis="",
    )


def html(client, code="fr"):
    return client.get(f"/{code}/").content.decode()


def test_a_silence_is_counted_in_both_languages(client, asked):
    page = html(client)
    assert 'counter__number">40</span>' in page
    assert "Garder un guichet</a>" in page
    dutch = html(client, "nl")
    assert 'counter__number">40</span>' in dutch
    assert "Een open loket</a>" in dutch
    assert "Garder un guichet" not in dutch
    assert "Gemeente" in dutch


def test_what_was_answered_waits_no_more(client, asked):
    AnswerFactory(sending=asked, received_on=timezone.localdate())
    assert "Garder un guichet" not in html(client)


def test_a_draft_recommendation_is_not_told(client):
    RecommendationFactory(title_fr="Publique")
    RecommendationFactory(title_fr="Brouillon", live=False)
    page = html(client)
    assert "Publique" in page
    assert "Brouillon" not in page


def test_the_longest_silence_comes_first(client):
    for title, day in (("Hier", date(2020, 1, 2)), ("Jadis", date(2010, 1, 2))):
        SendingFactory(recommendation=RecommendationFactory(title_fr=title), sent_on=day)
    waiting = html(client).split("</section>")[1]
    assert waiting.index("Jadis") < waiting.index("Hier")


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("count", [10, 60])
def test_a_full_front_page_costs_twelve_queries(client, asked, code, count):
    SendingFactory.create_batch(count)
    AnswerFactory.create_batch(count)
    groups = add(index(FrontPage), GroupIndexPage, title="Groupes")
    for number in range(4):
        group = add(groups, GroupPage, title=f"Groupe {number}")
        Phase.objects.create(page=group, stage="active", started_on=date(2020, 1, 1))
    news()
    event(start=timezone.now() + timedelta(days=1), end=None)
    page = add(index(FrontPage), StandardPage, title="Qui")
    front = index(FrontPage, code)
    front.body = [
        {"type": block.block_type, "value": block.get_prep_value()["value"]} for block in front.body
    ] + [
        {"type": "link_cards", "value": {"title": "", "cards": [{"page": page.pk}]}},
        {"type": "paragraph", "value": f'<p>Un <a linktype="page" id="{page.pk}">mot</a></p>'},
    ]
    front.save_revision().publish()
    html(client, code)
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as queries:
        text = html(client, code)
    assert "Groupe 3" in text
    assert "Demander" in text
    assert len(queries) <= 12
