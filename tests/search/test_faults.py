"""An index that is missing, broken or late breaks no page and no save, and mends itself."""

import shutil

import pytest
from django.db import OperationalError
from django.urls import reverse

from cms.models import Term
from cms.users import User
from search.documents import Kind
from search.engines import engines
from search.engines.base import EngineError
from search.engines.embedded import storage
from search.find import find, suggest
from search.indexer import attempt
from search.query import KIND, MOST_PER_PAGE, Query
from search.ranking import ranking
from tests.factories.cms import TermFactory

from .helpers import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    TermFactory(term_fr="abécédaire")
    assert titles("abecedaire") == ["abécédaire"]
    return engines()[0]


@pytest.fixture
def no_repair(monkeypatch):
    """As in the moment before the thread has rebuilt."""
    monkeypatch.setattr("search.indexer.catch_up", lambda: 0)


def garble(folder):
    """Every file keeps its length: a shorter one under a memory map kills a process."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".lock" and path.name not in {"position", "current"}:
            path.write_bytes(b"\xff" * path.stat().st_size)


def damage(kind, root):
    folder = storage.Storage(root).folder()
    if kind == "deleted":
        shutil.rmtree(root)
    elif kind == "emptied":
        shutil.rmtree(folder / "fr")
    elif kind == "garbled":
        garble(folder)
    elif kind == "meta":
        (folder / "fr" / "meta.json").write_text("{")
    elif kind == "position":
        (folder / "position").write_text("not json")
    elif kind == "old position":
        (folder / "position").write_text('{"low": 3}')
    elif kind == "pointer":
        (root / "current").write_text("1-nowhere")


KINDS = ["deleted", "emptied", "garbled", "meta", "position", "old position", "pointer"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_index_is_built_again(index, kind, settings):
    damage(kind, settings.SEARCH_DIR)
    index.storage._opened = None  # as a process that just started
    titles("abecedaire")  # whoever comes first may see the simple results
    index.last_repair = -1000
    results = find(Query("abecedaires"))
    assert [hit.title for hit in results.hits] == ["abécédaire"]
    assert results.engine == "embedded"
    assert not results.degraded


@pytest.mark.parametrize("kind", ["deleted", "emptied", "garbled", "meta", "pointer"])
def test_until_then_the_database_answers(index, kind, settings, no_repair, client):
    damage(kind, settings.SEARCH_DIR)
    index.storage._opened = None
    results = find(Query("abécédaire"))
    assert [hit.title for hit in results.hits] == ["abécédaire"]
    assert results.degraded
    assert [v.count for v in results.facets[KIND].values if v.code == "term"] == [1]
    assert [hit.title for hit in suggest("abécé", "fr")] == ["abécédaire"]
    response = client.get(reverse("search"), {"q": "abécédaire"})
    assert response.status_code == 200
    assert "usual search engine" not in response.content.decode()


def test_staff_is_told(index, settings, no_repair, client):
    damage("deleted", settings.SEARCH_DIR)
    index.storage._opened = None
    client.force_login(User.objects.create_superuser("chief", "chief@example.org", "x"))
    response = client.get(reverse("search"), {"q": "abécédaire"})
    assert response.context["results"].degraded
    assert "message--warning" in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_save_does_not_notice(index, kind, settings, django_capture_on_commit_callbacks):
    damage(kind, settings.SEARCH_DIR)
    index.storage._opened = None
    with django_capture_on_commit_callbacks(execute=True):
        TermFactory(term_fr="bestiaire")


def test_a_folder_that_cannot_be_written_breaks_nothing(index, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError("read-only disk")

    monkeypatch.setattr(storage.Storage, "lock", refuse)
    TermFactory(term_fr="bestiaire")
    assert titles("abecedaire") == ["abécédaire"]


def test_a_question_that_fails_does_not_condemn_a_good_index(index, monkeypatch, no_repair):
    monkeypatch.setattr("search.engines.embedded.engine.ask", lambda *a: 1 / 0)
    assert find(Query("abécédaire")).degraded
    monkeypatch.undo()
    assert not find(Query("abécédaire")).degraded
    assert index.storage.folder() is not None


def test_another_process_holds_the_lock(index, monkeypatch):
    monkeypatch.setattr("search.engines.embedded.engine.PATIENCE", 0)
    with index.storage.lock("writing", 0) as held:
        assert held
        TermFactory(term_fr="bestiaire")
        assert titles("bestiaire") == []
        assert titles("abecedaire") == ["abécédaire"]
    assert titles("bestiaire") == ["bestiaire"]


def test_two_rebuilds_at_once(index):
    with index.storage.lock("rebuilding", 0), pytest.raises(Exception, match="already"):
        index.rebuild()


def test_a_reader_opens_the_new_generation(index):
    before = index.storage.opened().folder
    other = type(index)(index.storage.root)
    other.rebuild()
    assert titles("abecedaire") == ["abécédaire"]
    assert index.storage.opened().folder != before
    assert not before.exists()


def test_a_ranking_whose_later_pages_fail_starts_again_elsewhere(index, monkeypatch):
    for number in range(MOST_PER_PAGE + 5):
        TermFactory(term_fr=f"abécédaire {number}")
    keys = list(Term.objects.values_list("pk", flat=True))
    whole, search = ranking(Term, Kind.TERM, "abécédaire", keys), type(index).search
    assert len(whole) == len(keys)

    def first_page_only(engine, query, parsed):
        if query.page > 1:
            raise EngineError("gone meanwhile")
        return search(engine, query, parsed)

    monkeypatch.setattr(type(index), "search", first_page_only)
    assert sorted(ranking(Term, Kind.TERM, "abécédaire", keys)) == sorted(keys)


def test_a_database_that_is_busy_is_no_alarm(caplog):
    """The log of changes stays; the next search or the next change takes it up."""

    def busy():
        raise OperationalError("database is locked")

    with caplog.at_level("INFO", logger="search.indexer"):
        assert attempt(busy) == 0
    [record] = caplog.records
    assert record.levelname == "INFO"
