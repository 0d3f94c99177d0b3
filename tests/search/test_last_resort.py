"""No engine answers: facets, places and order are those of the rows, all the same."""

from datetime import date

import pytest

from search.changes import to_row
from search.documents import Document
from search.engines.base import EngineError
from search.find import find
from search.query import Clause, Near, Query

pytestmark = pytest.mark.django_db


class Broken:
    name = "broken"
    trouble_since = None

    def waiting_since(self):
        return None

    def search(self, query, parsed):
        raise EngineError("down")


@pytest.fixture
def rows(monkeypatch):
    engines = (Broken(),)
    for place in ("search.find", "search.standing", "search.indexer"):
        monkeypatch.setattr(f"{place}.engines", lambda: engines)
    monkeypatch.setattr("search.indexer.wake", lambda: None)
    for key, facts in {
        "near": {"facets": {"theme": ("food",)}, "places": [(50.861, 4.37)], "marks": ("now",)},
        "far": {"facets": {"theme": ("debt",)}, "places": [(50.99, 4.37), (50.869, 4.37)]},
        "dutch": {"facets": {"theme": ("debt",)}, "written": "nl", "checked": date(2026, 5, 1)},
    }.items():
        document = Document("organisation", "fr", f"Maison {key}", f"/{key}/", **facts)
        to_row(f"test.x:{key}", document).save(force_insert=True)


def found(**asked):
    results = find(Query(**{"stand_ins": True, **asked}))
    assert results.degraded
    counts = {
        name: {value.code: value.count for value in facet.values}
        for name, facet in results.facets.items()
    }
    return [hit.pk for hit in results.hits], counts


def test_facets_narrow_each_other_and_ignore_their_own_choice(rows):
    keys, counts = found(filters={"theme": ("food",)})
    assert keys == ["near"]
    assert counts["theme"] == {"food": 1, "debt": 2}
    assert counts["_kind"] == {"organisation": 1}


def test_computed_values(rows):
    keys, counts = found(
        computed={"open": {"now": (Clause(("now",)),)}}, filters={"open": ("now",)}
    )
    assert keys == ["near"]
    assert counts["theme"] == {"food": 1}


def test_near_orders_and_stand_ins(rows):
    near = Near(50.86, 4.37, kilometres=2)
    assert found(near=near, sort="distance")[0] == ["near", "far"]
    assert found(sort="checked")[0][0] == "dutch"
    assert found(sort="title")[0] == ["dutch", "far", "near"]
    assert found(stand_ins=False, sort="title")[0] == ["far", "near"]
    assert sum(cell.count for cell in find(Query(grid=12, stand_ins=True)).cells) == 2
