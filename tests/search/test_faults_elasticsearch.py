"""Elasticsearch refuses, hangs, fails, talks nonsense: no page and no save notices, nothing leaks,
and it catches up by itself. The server is a real one; a door before it shuts.
"""

import time

import pytest
from django.urls import reverse

from cms.users import User
from search import attention, indexer, standing
from search.engines.elasticsearch import connection
from search.engines.embedded.engine import Embedded
from search.find import find, suggest
from search.query import KIND, Query
from tests import elastic
from tests.factories.cms import TermFactory

from .door import ANSWERS
from .helpers import PATIENCE, recovered, suggested, titles

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
FAULTS = ["refused", "hung", *ANSWERS]


def page(client, text):
    response = client.get(reverse("search"), {"q": text})
    assert response.status_code == 200
    return response.context["results"]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_copy_answers_and_follows_until_it_catches_up(engines, door, fault, client):
    gone = TermFactory(term_fr="abécédaire ancien")
    assert sorted(titles("abecedaire")) == ["abécédaire", "abécédaire ancien"]
    door.shut(fault)
    results = page(client, "abécédaire")
    assert results.degraded
    assert results.engine == "embedded"
    assert results.total == 2
    # What is saved meanwhile is found, what is withdrawn is not, in lists, counts, suggestions.
    TermFactory(term_fr="bestiaire")
    gone.delete()
    assert [hit.title for hit in page(client, "bestiaire").hits] == ["bestiaire"]
    assert_alone(page(client, "abécédaire"))
    assert suggested("abéc") == ["abécédaire"]
    door.open()
    assert_alone(recovered("abécédaire"))
    assert [hit.title for hit in recovered("bestiaire").hits] == ["bestiaire"]
    assert suggested("abéc") == ["abécédaire"]


def assert_alone(results):
    assert [hit.title for hit in results.hits] == ["abécédaire"]
    assert results.total == 1
    assert {value.code: value.count for value in results.facets[KIND].values} == {"term": 1}


def test_a_hung_server_costs_one_reader_its_patience_once(engines, door, monkeypatch):
    monkeypatch.setattr(connection, "BETWEEN_TRIES", 60.0)
    door.shut("hung")
    began = time.monotonic()
    assert find(Query("abécédaire")).degraded
    assert time.monotonic() - began < 3 * PATIENCE
    asked, began = door.asked, time.monotonic()
    for _ in range(5):
        assert find(Query("abécédaire")).degraded
        assert suggest("abéc", "fr")
        TermFactory()
    assert door.asked == asked
    assert time.monotonic() - began < 10 * PATIENCE


def test_only_who_indexes_tries_again(engines, door, monkeypatch):
    """A reader never pays for finding out whether the server came back."""
    door.shut("hung")
    assert find(Query("abécédaire")).degraded
    monkeypatch.setattr(indexer, "wake", lambda: None)
    asked = door.asked
    assert find(Query("abécédaire")).degraded
    assert door.asked == asked


def test_a_save_asks_no_server(engines, door, django_capture_on_commit_callbacks, monkeypatch):
    """It is recorded; the thread does the rest (here: nobody)."""
    monkeypatch.setattr(indexer, "catch_up", lambda: 0)
    door.shut("hung")
    with django_capture_on_commit_callbacks(execute=True):
        TermFactory(term_fr="bestiaire")
    assert door.asked == 0


def test_each_machine_keeps_its_copy_in_step(engines, door, tmp_path, monkeypatch):
    """Another one saves; this one only has visitors. Then the server goes."""
    TermFactory(term_fr="bestiaire")
    assert titles("bestiaire") == ["bestiaire"]
    with elastic.engine(prefix=engines[0].shelf.prefix, hosts=[door.url], timeout=PATIENCE) as same:
        here = (same, Embedded(tmp_path / "another-machine"))
        for module in ("find", "indexer", "standing"):
            monkeypatch.setattr(f"search.{module}.engines", lambda: here)
        assert titles("abecedaire") == ["abécédaire"]
        door.shut("refused")
        results = find(Query("bestiaire"))
        assert results.degraded
        assert [hit.title for hit in results.hits] == ["bestiaire"]


def test_late_for_more_than_a_moment_the_copy_in_step_answers(engines, door, monkeypatch):
    server, _copy = engines
    monkeypatch.setattr(server, "catch_up", lambda: 0)
    TermFactory(term_fr="bestiaire")
    assert not find(Query("bestiaire")).degraded  # late since a moment: that is usual
    monkeypatch.setattr(standing, "LATE", -standing.LATE)
    results = find(Query("bestiaire"))
    assert results.engine == "embedded"
    assert results.total == 1


@pytest.mark.parametrize("fault", ["refused", "500"])
def test_staff_is_told_on_the_first_screen_and_on_the_page(engines, door, fault, client):
    client.force_login(User.objects.create_superuser("chief", "chief@example.org", "x"))
    assert attention.trouble(None).items == []
    door.shut(fault)
    [item] = attention.trouble(None).items
    assert item.note
    assert "message--warning" in shown(client)
    client.logout()
    assert "message--warning" not in shown(client)
    door.open()
    recovered("abécédaire")
    assert attention.trouble(None).items == []


def shown(client):
    return client.get(reverse("search"), {"q": "abécédaire"}).content.decode()
