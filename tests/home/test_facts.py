"""Dates, places and the like come from the original, at once and always."""

from datetime import UTC, datetime

import pytest
from wagtail_localize.models import Translation

from home.models import EventPage
from tests.factories.home import ThemeFactory, event, news, site, translated

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 12, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def pair():
    site()
    original = event(title="Une rencontre", kind="network")
    return original, translated(original, title="Een ontmoeting")


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_a_translation_has_the_facts_of_its_original(pair):
    original, dutch = pair
    assert (dutch.start, dutch.end, dutch.kind) == (original.start, original.end, original.kind)
    assert dutch.place_nl == "Gemeentehuis"


def test_a_meeting_that_is_cancelled_or_moved_is_so_in_both_languages_at_once(pair):
    original, dutch = pair
    published = dutch.last_published_at
    original.cancelled, original.start, original.end = True, LATER, None
    original.themes.set([ThemeFactory()])
    original.save_revision().publish()
    dutch = fresh(dutch)
    assert dutch.cancelled
    assert (dutch.start, dutch.end) == (LATER, None)
    assert [theme.code for theme in dutch.themes.all()] == ["housing"]
    assert dutch.title == "Een ontmoeting"
    assert dutch.last_published_at == published


def test_themes_taken_away_are_taken_away_in_both_languages(pair):
    original, dutch = pair
    original.themes.set([ThemeFactory()])
    original.save_revision().publish()
    original = fresh(original)
    original.themes.clear()
    original.save_revision().publish()
    assert not fresh(dutch).themes.exists()


def test_publishing_a_translation_does_not_bring_old_facts_back(pair):
    original, dutch = pair
    stale = dutch.save_revision()
    original.cancelled = True
    original.save_revision().publish()
    stale.publish()
    assert fresh(dutch).cancelled


def test_a_translation_cannot_change_a_fact_of_the_original(pair):
    original, dutch = pair
    dutch.cancelled = True
    dutch.save_revision().publish()
    assert not fresh(dutch).cancelled
    assert not fresh(original).cancelled


def test_translators_are_not_asked_for_facts():
    site()
    original = event()
    translated(original, title="Een ontmoeting")
    source = Translation.objects.get(source__object_id=original.translation_key).source
    paths = set(source.stringsegment_set.values_list("context__path", flat=True))
    assert paths == {"title", "slug"}
    overridable = source.overridablesegment_set.values_list("context__path", flat=True)
    assert not set(overridable) & {"start", "kind", "place_fr", "organiser_fr", "cancelled"}


def test_the_date_of_the_news_is_a_fact_too(client):
    site()
    original = news(title="Une nouvelle", lead="En bref.")
    dutch = translated(original, title="Een bericht", lead="Kort.")
    html = client.get(dutch.url).content.decode()
    assert "1 maart 2026" in html


def test_an_event_cannot_end_before_it_starts():
    page = EventPage(title="x", start=LATER, end=datetime(2026, 12, 9, tzinfo=UTC))
    with pytest.raises(Exception, match=r"end before|fini") as refusal:
        page.clean()
    assert "end" in refusal.value.message_dict
