"""A circle by its tiles holds what lies in it, and nothing else."""

import random

import pytest

from search.engines.embedded.tiles import COARSE, FINE, cover, tiles_of
from search.query import Near


@pytest.mark.parametrize("fineness", [COARSE, FINE])
@pytest.mark.parametrize("kilometres", [0.01, 0.3, 1, 2, 5, 20, 60, 300])
def test_what_lies_in_a_circle(kilometres, fineness):
    chance = random.Random(kilometres)
    near = Near(50.5 + chance.random(), 3 + 2 * chance.random(), kilometres)
    inside, border = (set(tiles) for tiles in cover(near, fineness))
    reach = 1.2 * kilometres / 111
    for _number in range(2000):
        latitude = near.latitude + chance.uniform(-reach, reach)
        longitude = near.longitude + chance.uniform(-reach, reach) / near.across
        tiles = set(tiles_of(latitude, longitude))
        is_in = near.kilometres_to(latitude, longitude) <= kilometres
        assert is_in or tiles.isdisjoint(inside)
        assert not is_in or not tiles.isdisjoint(inside | border)


@pytest.mark.parametrize("near", [Near(90, 0, 5), Near(-90, 180, 5), Near(0, -180, 50_000)])
def test_any_place_has_a_cover(near):
    inside, border = cover(near, FINE)
    assert inside or border


def test_few_tiles_make_a_circle():
    assert all(sum(map(len, cover(Near(50.85, 4.35, km), FINE))) < 2500 for km in (1, 2, 5, 10, 50))
