"""What is withdrawn, deleted or expired is in nothing that an engine says: hits, totals, counts,
tiles of a map, suggestions.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.changes import to_row
from search.documents import Document
from search.find import find, suggest
from search.models import Change, SearchDocument
from search.query import KIND, Query

WORD = "abécédaire"


def put(**facts):
    document = Document(
        kind="organisation",
        language="fr",
        title=f"{WORD} confidentiel",
        url="/secret/",
        keywords="02 000 99 99",
        places=((50.86, 4.37),),
        facets={"theme": ("secret",)},
        **facts,
    )
    row = to_row("contract.x:secret", document)
    row.save(force_insert=True)
    Change.objects.create(source=row.source, described=True)
    return row


def said(text=WORD):
    """Everything an engine says that could betray it."""
    results = find(Query(text, grid=12))
    everything = find(Query("", per_page=100))
    return {
        "hits": [hit.title for hit in results.hits],
        "total": results.total,
        "tiles": len(results.cells),
        "counts": [
            value.count
            for name in (KIND, "theme")
            if name in results.facets
            for value in results.facets[name].values
        ],
        "theme": any(value.code == "secret" for value in everything.facets["theme"].values),
        "suggestions": [hit.title for hit in suggest(text[:5], "fr")],
        "telephone": [hit.title for hit in find(Query("02 000 99 99")).hits],
    }


NOTHING = {
    "hits": [],
    "total": 0,
    "tiles": 0,
    "counts": [],
    "theme": False,
    "suggestions": [],
    "telephone": [],
}


def test_it_would_be_noticed(filled):
    put()
    filled.catch_up()
    assert all(said().values())


@pytest.mark.parametrize("act", ["deleted", "expired when indexed"])
def test_nowhere(filled, act):
    if act == "deleted":
        row = put()
        filled.catch_up()
        SearchDocument.objects.filter(pk=row.pk).delete()
        Change.objects.create(source=row.source, described=True)
    else:
        put(expires=timezone.now() - timedelta(seconds=1))
    filled.catch_up()
    assert said() == NOTHING


@pytest.mark.parametrize("act", ["deleted", "expired"])
def test_not_shown_even_while_the_index_is_late(filled, act):
    row = put()
    filled.catch_up()
    rows = SearchDocument.objects.filter(pk=row.pk)
    if act == "deleted":
        rows.delete()
    else:
        rows.update(expires=timezone.now() - timedelta(seconds=1))
    heard = said()
    assert (heard["hits"], heard["total"]) == ([], 0)
    assert heard["suggestions"] == heard["telephone"] == []
