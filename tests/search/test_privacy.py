"""Drafts, private, withdrawn and expired pages are nowhere: results, suggestions, counts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.standard import StandardPage
from search.find import find
from search.models import SearchDocument
from search.query import Query
from tests.factories.cms import add_page

from .helpers import suggested, titles

pytestmark = pytest.mark.usefixtures("each_engine")
TITLE = "Abécédaire confidentiel"


def page(parent, **fields):
    return add_page(parent, StandardPage, title=TITLE, slug="abecedaire", **fields)


def assert_nowhere(client):
    assert titles("abecedaire") == []
    assert suggested("abecedaire") == []
    results = find(Query("confidentiel"))
    assert results.total == 0
    assert not any(facet.values for facet in results.facets.values())
    response = client.get(reverse("search"), {"q": "abecedaire confidentiel"})
    assert TITLE not in response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_public_page_is_found(front):
    page(front)
    assert titles("abecedaire") == [TITLE]
    assert suggested("abec") == [TITLE]


def test_draft(front, client):
    page(front, live=False)
    assert_nowhere(client)


def test_draft_of_a_live_page(front, client):
    shown = page(front)
    shown.title = "Brouillon secret"
    shown.save_revision()
    assert titles("brouillon") == []
    assert titles("abecedaire") == [TITLE]


def test_expired_before_the_clock_withdrew_it(front, client):
    page(front, expire_at=timezone.now() - timedelta(minutes=1))
    assert_nowhere(client)


def test_expired_since_it_was_indexed(front, client, nothing_applied_later):
    shown = page(front, expire_at=timezone.now() + timedelta(hours=1))
    assert titles("abecedaire") == [TITLE]
    nothing_applied_later()
    SearchDocument.objects.filter(source__endswith=f":{shown.pk}").update(
        expires=timezone.now() - timedelta(seconds=1)
    )
    assert titles("abecedaire") == []
    assert suggested("abec") == []


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_restricted(front, client, kind):
    hidden = page(front)
    assert titles("abecedaire") == [TITLE]
    PageViewRestriction.objects.create(page=hidden, restriction_type=kind, password="x")
    assert_nowhere(client)
    PageViewRestriction.objects.get().delete()
    assert titles("abecedaire") == [TITLE]


def test_below_a_restricted_page(front, client):
    parent = add_page(front, StandardPage, title="Parent", slug="parent")
    page(parent)
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert_nowhere(client)
    assert titles("parent") == []


def test_moved_below_a_restricted_page(front, client):
    parent = add_page(front, StandardPage, title="Parent", slug="parent")
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    moved = page(front)
    assert titles("abecedaire") == [TITLE]
    moved.move(parent, pos="last-child")
    assert_nowhere(client)


def test_unpublished_and_deleted(front, client):
    shown = page(front)
    assert titles("abecedaire") == [TITLE]
    shown.unpublish()
    assert_nowhere(client)
    shown.save_revision().publish()
    assert titles("abecedaire") == [TITLE]
    shown.delete()
    assert_nowhere(client)


@pytest.fixture
def nothing_applied_later(monkeypatch):
    return lambda: monkeypatch.setattr("search.indexer.catch_up", lambda: 0)


@pytest.mark.parametrize("act", ["unpublish", "delete", "restrict"])
def test_withdrawn_at_once_even_if_the_index_is_late(front, act, nothing_applied_later):
    """Hits are rows of the database, and those go in the transaction itself."""
    shown = page(front)
    assert titles("abecedaire") == [TITLE]
    nothing_applied_later()
    if act == "restrict":
        PageViewRestriction.objects.create(page=shown, restriction_type="login")
    else:
        getattr(shown, act)()
    assert titles("abecedaire") == []
    assert suggested("abec") == []


def test_renamed_address_of_a_parent(front, django_capture_on_commit_callbacks):
    parent = add_page(front, StandardPage, title="Parent", slug="parent")
    page(parent)
    assert find(Query("abecedaire")).hits[0].url.endswith("/parent/abecedaire/")
    parent.slug = "autre"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    assert find(Query("abecedaire")).hits[0].url.endswith("/autre/abecedaire/")
