"""What a list asks of an engine besides words: computed values, places, order, the other language.

`test_engine_contract.py` holds the rest; an engine passes both.
"""

import math
import random
from datetime import date

import pytest

from search.find import find
from search.query import Box, Clause, Near, Query

from .test_engine_contract import counts, keys, put

DOOR = {"open": {"now": (Clause(("mon-9",), none_of=("closed-today",)), Clause(("extra-9",)))}}


@pytest.fixture
def doors(filled):
    """Two that are open by their week, one of which has a day off; one that opens for once."""
    put("weekly", title="Girafe une", marks=("mon-9", "mon-10"), facets={"open": ("saturday",)})
    put("off", title="Girafe deux", marks=("mon-9", "closed-today"), facets={"theme": ("food",)})
    put("extra", title="Girafe trois", marks=("extra-9", "closed-today"))
    put("never", title="Girafe quatre", facets={"open": ("saturday",)})
    filled.catch_up()
    return filled


def test_a_computed_value_is_counted_and_chosen_like_the_others(doors):
    free = find(Query("girafe", computed=DOOR))
    assert counts(free, "open") == {"now": 2, "saturday": 2}
    chosen = find(Query("girafe", computed=DOOR, filters={"open": ("now",)}))
    assert sorted(keys(chosen)) == ["extra", "weekly"]
    assert counts(chosen, "open") == {"now": 2, "saturday": 2}
    either = find(Query("girafe", computed=DOOR, filters={"open": ("now", "saturday")}))
    assert sorted(keys(either)) == ["extra", "never", "weekly"]


def test_other_facets_narrow_the_count_of_a_computed_value(doors):
    narrowed = find(Query("girafe", computed=DOOR, filters={"theme": ("food",)}))
    assert keys(narrowed) == ["off"]
    assert counts(narrowed, "open").get("now", 0) == 0
    assert "theme" not in find(Query("girafe", computed=DOOR, filters={"open": ("now",)})).facets


def test_all_of_several_marks(doors):
    both = {"open": {"now": (Clause(("mon-9", "extra-9"), all_of=("closed-today",)),)}}
    found = find(Query("girafe", computed=both, filters={"open": ("now",)}))
    assert sorted(keys(found)) == ["extra", "off"]


def test_marks_are_no_words(doors):
    assert keys(find(Query("mon-9"))) == []


def test_recently_confirmed_first_then_by_name(filled):
    put("b", title="Girafe B", checked=date(2026, 5, 1))
    put("a", title="Girafe A", checked=date(2026, 5, 1))
    put("new", title="Girafe Z", checked=date(2026, 10, 1))
    put("never", title="Girafe 0")
    filled.catch_up()
    assert keys(find(Query("girafe", sort="checked"))) == ["new", "a", "b", "never"]


def test_order_by_title_goes_to_the_end_of_the_name_and_knows_no_accents(filled):
    names = ["Centre exemple du quartier est", "Centre exemple du quartier nord",
             "Éa", "École", "Ecume", "Zèbre"]  # fmt: skip
    for number, name in enumerate(reversed(names)):
        put(f"n{number}", title=name, kind="link", facets={"order": ("yes",)})
    filled.catch_up()
    found = find(Query("", filters={"order": ("yes",)}, sort="title"))
    assert [hit.title for hit in found.hits] == names


@pytest.fixture
def places(filled):
    """A kilometre is 0.009 of latitude; the second stands in the corner of the box of a circle."""
    put("here", title="Girafe", places=[(50.8605, 4.37)])
    put("corner", title="Girafe", places=[(50.8675, 4.3816)])
    put("branch", title="Girafe", places=[(50.99, 4.6), (50.8650, 4.37)])
    put("nowhere", title="Girafe")
    filled.catch_up()
    return filled


def test_near_is_a_circle_round_any_of_the_places(places):
    near = Near(50.86, 4.37, kilometres=1)
    found = find(Query("girafe", near=near, sort="distance"))
    assert keys(found) == ["here", "branch"]
    assert found.total == 2
    wider = find(Query("girafe", near=Near(50.86, 4.37, kilometres=2), sort="distance"))
    assert keys(wider) == ["here", "branch", "corner"]


def test_counts_know_the_circle_too(places):
    for key in ("here", "corner"):
        put(key + "2", title="Zèbre", places=[(50.8675, 4.3816)], facets={"theme": ("stripes",)})
    put("in", title="Zèbre", places=[(50.86, 4.37)], facets={"theme": ("stripes",)})
    places.catch_up()
    found = find(Query("zèbre", near=Near(50.86, 4.37, kilometres=1)))
    assert counts(found, "theme") == {"stripes": 1}


def test_page_after_page_of_a_circle_from_its_middle_to_its_border(filled):
    chance, near = random.Random(2015), Near(50.86, 4.37, kilometres=3)
    kilometres = {}
    for number in range(60):
        doors = [
            (50.86 + chance.gauss(0, 0.02), 4.37 + chance.gauss(0, 0.03))
            for _door in range(1 + number % 3)
        ]
        put(f"n{number}", title="Zèbre", places=doors)
        kilometres[f"n{number}"] = min(near.kilometres_to(*door) for door in doors)
    filled.catch_up()
    within = sorted((far, key) for key, far in kilometres.items() if far <= near.kilometres)
    assert 20 < len(within) < 60
    pages = [
        find(Query("zèbre", near=near, sort="distance", per_page=7, page=page))
        for page in range(1, math.ceil(len(within) / 7) + 1)
    ]
    assert [key for page in pages for key in keys(page)] == [key for _far, key in within]
    assert {page.total for page in pages} == {len(within)}


def test_what_a_map_shows(places):
    box = Box(south=50.85, west=4.36, north=50.866, east=4.375)
    assert sorted(keys(find(Query("girafe", box=box)))) == ["branch", "here"]


def test_the_tiles_of_a_map_count_what_lies_in_them(places):
    cells = find(Query("girafe", grid=10)).cells
    assert sorted(cell.count for cell in cells) == [1, 2]
    many = next(cell for cell in cells if cell.count == 2)
    assert (many.latitude, many.longitude) == (
        pytest.approx(50.864, abs=1e-3),
        pytest.approx(4.3758, abs=1e-3),
    )
    assert not find(Query("girafe")).cells


@pytest.fixture
def untranslated(filled):
    """In the Dutch index, with the French text: nobody has written the Dutch one yet."""
    put("fr", title="Girafes", body="Les girafes mangent", written="fr")
    put("nl", language="nl", title="Girafes", body="Les girafes mangent", written="fr",
        keywords="huisvesting")  # fmt: skip
    filled.catch_up()
    return filled


def test_a_stand_in_is_found_only_where_it_is_asked_for(untranslated):
    assert keys(find(Query("girafes", "nl"))) == []
    found = find(Query("girafe", "nl", stand_ins=True))
    assert keys(found) == ["nl"]
    assert found.hits[0].language == "nl"
    assert keys(find(Query("girafe", "fr"))) == ["fr"]


def test_a_stand_in_has_the_words_of_both_languages(untranslated):
    assert "nl" in keys(find(Query("huisvestingen", "nl", stand_ins=True)))
    assert keys(find(Query("mangent", "nl", stand_ins=True))) == ["nl"]
