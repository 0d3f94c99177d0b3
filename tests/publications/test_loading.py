"""Files into the ledger: complete, repeatable, never over what an editor changed."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from directory.loading import load_vocabulary
from publications.ledger import casefile
from publications.ledger.clock import State
from publications.loading import load_ledger
from publications.models import Recommendation, Related, Sending

pytestmark = pytest.mark.django_db
DEMO = Path(settings.BASE_DIR) / "demo"


@pytest.fixture
def loaded():
    load_vocabulary(DEMO / "vocabulary")
    return load_ledger(DEMO)


def test_a_second_load_adds_nothing(loaded):
    assert loaded > 80
    assert load_ledger(DEMO) == 0


def test_what_an_editor_changed_stays(loaded):
    one = Recommendation.objects.get(number="2015-01")
    one.title_fr = "Corrigé à la main"
    one.save_revision().publish()
    sending = one.sendings.get()
    sending.note_fr = "Précisé"
    sending.save()
    load_ledger(DEMO)
    one.refresh_from_db()
    assert one.title_fr == "Corrigé à la main"
    assert one.sendings.get().note_fr == "Précisé"


def test_the_seniors_were_answered(loaded):
    three = Recommendation.objects.filter(number__startswith="2015-")
    clocks = casefile.clocks_of(three, timezone.localdate())
    assert [clock.state for clock in clocks.values()] == [State.ACCEPTED] * 3


def test_every_state_can_be_seen(loaded):
    clocks = casefile.clocks_of(Recommendation.objects.all(), timezone.localdate())
    # Acknowledged is an interpellation: loaded with the pages.
    assert {clock.state for clock in clocks.values()} >= set(State) - {State.ACKNOWLEDGED}


def test_what_is_told_again_is_told_as_a_chain(loaded):
    third = Recommendation.objects.get(number="2026-08")
    chain = Related.objects.of_chain(third)
    numbers = {row.other.number for row in chain} | {row.recommendation.number for row in chain}
    assert numbers == {"2013-01", "2019-01", "2026-08"}


def test_days_that_no_source_gives_say_so(loaded):
    """A day is either invented and marked as demonstration, or it is not there."""
    for sending in Sending.objects.filter(sent_on__isnull=False):
        for note in (sending.note_fr, sending.note_nl):
            assert "démonstration" in note or "demonstratie" in note


def test_only_fictitious_authorities_are_shown_silent(loaded):
    awaiting = Sending.objects.awaiting_answer(timezone.localdate())
    for sending in awaiting:
        assert "ficti" in sending.authority.name_fr
