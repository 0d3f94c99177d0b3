"""The rule that says whether a translation is in step, as a function of dates."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cms.parity import State, compare

PUBLISHED = datetime(2015, 3, 2, 9, tzinfo=UTC)
LATER = PUBLISHED + timedelta(days=3)
EARLIER = PUBLISHED - timedelta(days=3)


def page(published, live=True):
    return SimpleNamespace(last_published_at=published, live=live)


@pytest.mark.parametrize(
    ("fetched", "translated", "expected"),
    [
        (LATER, LATER, State.IN_STEP),
        (PUBLISHED, PUBLISHED, State.IN_STEP),
        (EARLIER, EARLIER, State.OUT_OF_DATE),
        (LATER, EARLIER, State.OUT_OF_DATE),  # fetched, but nobody published the new translation
        (EARLIER, LATER, State.OUT_OF_DATE),  # published again without fetching the changes
    ],
)
def test_in_step_means_fetched_and_published_after_the_original(fetched, translated, expected):
    parity = compare(page(translated), page(PUBLISHED), fetched)
    assert parity.state == expected
    assert parity.is_out_of_date == (expected == State.OUT_OF_DATE)


def test_both_dates_are_told():
    parity = compare(page(EARLIER), page(PUBLISHED), EARLIER)
    assert (parity.original_changed_at, parity.translated_at) == (PUBLISHED, EARLIER)


def test_an_unpublished_translation_is_a_draft():
    assert compare(page(None, live=False), page(PUBLISHED), LATER).state == State.DRAFT


def test_without_an_original_in_public_the_page_stands_alone():
    assert compare(page(LATER), None, LATER).state == State.ORIGINAL
    assert compare(page(LATER), page(None), LATER).state == State.ORIGINAL


@pytest.mark.parametrize("changed", [EARLIER, PUBLISHED])
def test_published_again_without_new_texts_it_leaves_nothing_behind(changed):
    parity = compare(page(PUBLISHED), page(LATER), PUBLISHED, changed)
    assert parity.state == State.IN_STEP
    assert parity.original_changed_at == changed


def test_texts_that_changed_later_leave_the_translation_behind():
    parity = compare(page(PUBLISHED), page(LATER), LATER, LATER)
    assert parity.state == State.OUT_OF_DATE
