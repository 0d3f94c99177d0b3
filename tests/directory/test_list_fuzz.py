"""Whatever stands in the address of the list, its map, its print or its suggestions: an answer.

Most cases stop short of the template, which says nothing of what was asked; some go all the way.
"""

import random
from urllib.parse import quote_plus

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone, translation

from directory.asking import Asked
from directory.filters import FACETS, RADII, SORTS
from directory.listing import Listing, number_of
from directory.map import Frame, points
from directory.suggestions import suggestions
from tests.factories.directory import full_organisation

from .test_list import address

pytestmark = pytest.mark.django_db
QUICK, THROUGH_A_VIEW, WHOLE_PAGES = 2400, 150, 40
NAMES = [*FACETS, "q", "near", "within", "at", "sort", "page", "zoom", "south", "north", "west",
         "east", "format", "theme[]", "Q", "", "page.x", "__proto__"]  # fmt: skip
GOOD = [
    *("housing", "health", "now", "saturday", "evening", "walk-in", "fr", "step-free", "public"),
    *(code for code, _label in SORTS),
    *(code for code, _label in RADII),
    *(
        "1030",
        "Liedts",
        "rue de l’Exemple 12",
        "50.86, 4.37",
        "2026-11-17T10:00",
        "maison",
        "02 000",
    ),
]
FITTING = {
    "theme": ["housing", "health"],
    "open": ["now", "saturday", "evening"],
    "mode": ["walk-in", "referral"],
    "q": ["maison", "exemple", "permanence"],
    "near": ["1030", "50.86, 4.37", "Schaerbeek"],
    "within": [code for code, _label in RADII],
    "at": ["2026-11-17T10:00"],
    "sort": [code for code, _label in SORTS],
    "page": ["1", "2", "700"],
}
BAD = ["", " ", "0", "-1", "1e999", "nan", "inf", "99999999999999999999", "٣", "½", "🚲", "%", "'",
       '"', "\\", "<script>", "' OR 1=1 --", "é" * 40, "\u202e", "\ufeff", "ﬁ", "İ", "\ud800",
       "x" * 3000, "-" * 90, "*?~^:()[]{}", "AND OR NOT", "../..", "{{7*7}}", "%s", "\x01\x1f",
       "9999-12-31T23:59", "0001-01-01T00:00", "2026-03-29T02:30", "2026-10-25T02:30",
       "2026-13-45T99:99", "90,180", "-90.0,-180.0", "91.5, 4.1", "85.05 0.0", "50.8,4.3,1",
       "1 1 1 1", "0000", "9999", ",,,,", "rue", "rue ,", "12 12 12", "b-1030", "l'", "a " * 100,
       "1" * 400, "[]", "null", "true", "on"]  # fmt: skip


def some_address(dice):
    pairs = []
    for _pair in range(dice.randrange(1, 7)):
        name = dice.choice(NAMES)
        if dice.random() < 0.3:
            name = dice.choice(list(FITTING))
            value = dice.choice(FITTING[name])
        else:
            value = dice.choice(GOOD if dice.random() < 0.5 else BAD)
        if dice.random() < 0.2:
            value += dice.choice(BAD)
        pairs.append(f"{name}={quote_plus(value, errors='surrogatepass')}")
    raw = dice.choice(["&", "&", "&", ";", "&&"]).join(pairs)
    return raw if dice.random() < 0.9 else raw[: dice.randrange(len(raw) + 1)]


@pytest.fixture
def entries(db):
    for number in range(6):
        full_organisation(number)
    Listing(Asked(QueryDict(""), timezone.now()), QueryDict(""))  # the index follows


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_every_parameter_of_the_list(entries, seed):
    dice, asked_something = random.Random(seed), 0
    for number in range(QUICK // 4):
        raw = some_address(dice)
        data = QueryDict(raw)
        with translation.override(dice.choice(["fr", "nl"])):
            asked = Asked(data, timezone.now())
            result = Listing(asked, data, number_of(data))
            assert result.total >= 0, raw
            assert len(result.results.hits) <= 20
            assert result.page_obj.number >= 1
            assert {facet.name for facet in result.facets} <= set(FACETS)
            if number % 6 == 0:
                assert all(one["count"] for one in [*result.loosened, *result.wider]), raw
            Frame(data).box  # noqa: B018
        asked_something += asked.is_narrowed
    assert asked_something > QUICK // 16


def test_every_parameter_of_points_and_suggestions(entries):
    dice, ask = random.Random(5), RequestFactory()
    for _case in range(THROUGH_A_VIEW):
        raw = some_address(dice)
        for view in (points, suggestions):
            response = view(ask.get("/", QUERY_STRING=raw))
            assert response.status_code == 200, raw
            assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("page", ["list", "map", "print"])
def test_the_whole_pages(entries, site, page):
    dice = random.Random(page)
    for _case in range(WHOLE_PAGES):
        raw = some_address(dice)
        if "%00" in raw:
            continue
        response = site.get(address(query=raw, page=page))
        assert response.status_code == 200, raw
        assert len(response.content) < 60_000
