"""A file of the index that becomes shorter while a process has it open."""

import pytest

from search.engines import engines
from search.find import find, suggest
from search.query import Query
from tests.factories.cms import TermFactory

from .helpers import titles

pytestmark = pytest.mark.django_db


def test_it_is_noticed_before_it_is_read(monkeypatch):
    """Else this process would die here, and the test with it."""
    TermFactory(term_fr="abécédaire")
    engine = engines()[0]
    assert titles("abecedaire") == ["abécédaire"]
    monkeypatch.setattr("search.indexer.catch_up", lambda: 0)
    for path in (engine.storage.folder() / "fr").iterdir():
        if path.suffix not in {".json", ".lock"}:
            with path.open("r+b") as file:
                file.truncate(path.stat().st_size // 2)
    results = find(Query("abécédaire"))
    assert [hit.title for hit in results.hits] == ["abécédaire"]
    assert results.engine == "database"
    assert [hit.title for hit in suggest("abécé", "fr")] == ["abécédaire"]
    monkeypatch.undo()
    engine.last_repair = -1000
    titles("abecedaire")
    assert find(Query("abecedaires")).engine == "embedded"
