"""Whatever an address asks of the search page or of the suggestions is answered."""

import json
import random

import pytest
from django.test import RequestFactory

from search import views
from search.engines import engines
from search.models import Change, SearchDocument
from tests.contract import region
from tests.factories.cms import language_roots

CASES = 1300  # of each of the two; seeded, so that a failure comes back
TOKENS = [
    "cpas", "OCMW", "l’école", "sans-abri", "médiation de dettes", "daklozenopvang",
    "02 000 30 30", "+32(0)2/000.30.30", '"', "«", "»", "-", "--", "-cpas", "'", "’", "*", "?",
    "~2", "^", "(", ")", "[", "]", "{", "}", "\\", "/", "AND", "OR NOT", "title:x", "œ", "ﬁ", "İ",
    "ß", "e\u0301", "\u202e", "\u200b", "🙂", "١٢٣", "中文", "0" * 60, "a" * 300, "%00", "<script>",
    "&amp;", ";", "|", "\t", "\n", "\u0000", "\ufffd", "1030", "rue", "st.", "d'", "qu'",
    "C.P.A.S.", "...", "-" * 40, "x-" * 30, "$where",
]  # fmt: skip
KINDS = ["organisation", "news", "term", "", "x", "organisation'", "\u0000", "🙂" * 20]
NUMBERS = ["1", "2", "0", "-1", "1e9", "99999999999999999999", "abc", "", "١", "1.5", "NaN", " 2 "]
SORTS = ["relevance", "date", "title", "distance", "", "x", "-date", "\u0000"]
NAMES = ["q", "kind", "sort", "page", "q[]", "theme", "", "utm_source", "q" * 200]
VALUES = {"kind": KINDS, "sort": SORTS, "page": NUMBERS}


def text(chance):
    return chance.choice(["", " ", "  "]).join(chance.choices(TOKENS, k=chance.randrange(8)))


def address(chance):
    """Each parameter none, one or several times, in any order."""
    pairs = []
    for _number in range(chance.randrange(6)):
        name = chance.choice(NAMES)
        pairs.append(
            (name, chance.choice(VALUES.get(name, [])) if name in VALUES else text(chance))
        )
    pairs.append(("q", text(chance)))
    chance.shuffle(pairs)
    return pairs


def asked(pairs):
    request = RequestFactory().get("/")
    query = request.GET.copy()
    for name, value in pairs:
        query.appendlist(name, value)
    request.GET = query
    return request


@pytest.fixture
def filled(db):
    language_roots()
    Change.objects.create(source="contract.before:1", described=True)
    SearchDocument.objects.bulk_create(region.handwritten("corpus.yaml"))
    engines()[0].rebuild()


def test_the_search_page(filled, monkeypatch):
    """Without drawing the page each time: what it shows is checked instead."""
    drawn = []
    monkeypatch.setattr(views, "render", lambda request, name, context: drawn.append(context) or {})
    chance = random.Random(2015)
    for _number in range(CASES):
        pairs = address(chance)
        views.search(asked(pairs))
        context = drawn.pop()
        if results := context.get("results"):
            assert not results.degraded, pairs
            assert 1 <= results.page <= results.pages or not results.hits, pairs
            assert len(results.hits) <= results.query.size, pairs
            assert bool(results.hits) == bool(results.total), pairs
            assert {hit.language for hit in results.hits} <= {"fr"}, pairs
            assert all("<script" not in hit.passage for hit in results.hits), pairs


def test_the_suggestions(filled, django_assert_max_num_queries):
    chance = random.Random(2016)
    for _number in range(CASES):
        pairs = address(chance)
        response = views.suggestions(asked(pairs))
        found = json.loads(response.content)["suggestions"]
        assert response.status_code == 200, pairs
        assert len(found) <= 8, pairs
        assert all(set(one) == {"title", "kind", "url"} for one in found), pairs
    with django_assert_max_num_queries(6):
        views.suggestions(asked([("q", "log")]))
