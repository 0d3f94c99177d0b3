from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from tests.factories.home import ThemeFactory, event, site, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    site()


def raw(client, code="fr", slug=None):
    with translation.override(code):
        url = reverse("event-calendar", args=[slug]) if slug else reverse("agenda-calendar")
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def entries(client, code="fr", slug=None):
    return Calendar.from_ical(raw(client, code, slug)).walk("VEVENT")


def in_utc(value):
    return value.dt.astimezone(UTC)


NIGHTS = [
    # The night that loses an hour, from before the change to after it.
    (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    # The night that has an hour twice: from its first half past two to its second.
    (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
    # A summer and a winter morning.
    (datetime(2027, 7, 1, 7, 0, tzinfo=UTC), datetime(2027, 7, 1, 9, 0, tzinfo=UTC)),
    (datetime(2027, 12, 1, 8, 0, tzinfo=UTC), datetime(2027, 12, 1, 10, 0, tzinfo=UTC)),
]


@pytest.mark.parametrize(("start", "end"), NIGHTS)
def test_instants_are_right_over_both_changes_of_the_clock(client, start, end):
    event(start=start, end=end)
    entry = entries(client)[0]
    assert in_utc(entry["dtstart"]) == start
    assert in_utc(entry["dtend"]) == end


def test_belgian_time_is_said_and_explained(client):
    event(start=datetime(2027, 7, 1, 7, 0, tzinfo=UTC), end=None)
    text = raw(client).decode()
    assert "DTSTART;TZID=Europe/Brussels:20270701T090000" in text
    zone = Calendar.from_ical(text).walk("VTIMEZONE")[0]
    assert zone["tzid"] == "Europe/Brussels"
    offset = zone.to_tz(lookup_tzid=False).utcoffset
    assert offset(datetime(2030, 7, 1)) == timedelta(hours=2)
    assert offset(datetime(2030, 1, 1)) == timedelta(hours=1)
    # The last Sundays of March and of October, long after this was written.
    assert offset(datetime(2040, 3, 25, 1, 59)) == timedelta(hours=1)
    assert offset(datetime(2040, 3, 25, 3, 1)) == timedelta(hours=2)
    assert offset(datetime(2040, 10, 28, 3, 1)) == timedelta(hours=1)


def test_an_event_of_whole_days_ends_on_the_first_free_day(client):
    event(
        start=datetime(2027, 3, 26, 23, 0, tzinfo=UTC),  # midnight in Brussels
        end=datetime(2027, 3, 28, 22, 0, tzinfo=UTC),  # midnight, one hour less of difference
        all_day=True,
    )
    entry = entries(client)[0]
    assert entry["dtstart"].dt == date(2027, 3, 27)
    assert entry["dtend"].dt == date(2027, 3, 30)
    assert "DTSTART;VALUE=DATE:20270327" in raw(client).decode()


def test_what_people_typed_is_escaped_and_folded(client):
    title = "Réunion; ordre du jour, suite\\fin\nBEGIN:VALARM " + "très " * 30
    event(
        title=title.replace("\n", " "), slug="r", lead="Ligne 1\nEND:VEVENT\r\nX-EVIL:1", end=None
    )
    body = raw(client)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    entry = entries(client)[0]
    assert str(entry["summary"]) == title.replace("\n", " ")
    assert str(entry["description"]).startswith("Ligne 1\nEND:VEVENT")
    assert "X-EVIL" not in entry
    assert not Calendar.from_ical(body).walk("VALARM")


def test_facts_of_the_entry(client):
    page = event(kind="hearing", cancelled=True)
    page.themes.set([ThemeFactory()])
    page.save_revision().publish()
    page.refresh_from_db()
    entry = entries(client)[0]
    assert str(entry["status"]) == "CANCELLED"
    assert str(entry["location"]) == "Maison communale"
    assert [str(name) for name in entry["categories"].cats][1:] == ["Logement"]
    assert str(entry["url"]) == "http://localhost:8000/fr/agenda/une-rencontre/"
    assert entry["last-modified"].dt == page.last_published_at.replace(microsecond=0)


def test_the_two_languages_are_one_event_each_in_its_words(client):
    page = event(title="Une rencontre")
    translated(page, title="Een ontmoeting")
    french, dutch = entries(client, "fr")[0], entries(client, "nl")[0]
    assert french["uid"] == dutch["uid"]
    assert (str(french["summary"]), str(dutch["summary"])) == ("Une rencontre", "Een ontmoeting")
    assert str(dutch["location"]) == "Gemeentehuis"
    assert "/nl/agenda/een-ontmoeting/" in dutch["url"]


def test_the_identity_survives_a_new_title_and_address(client):
    page = event()
    before = str(entries(client)[0]["uid"])
    page.title, page.slug = "Autre titre", "ailleurs"
    page.save_revision().publish()
    assert str(entries(client)[0]["uid"]) == before


def test_an_event_that_is_not_translated_says_so(client):
    event(title="Une rencontre")
    entry = entries(client, "nl")[0]
    assert str(entry["summary"]) == "Une rencontre (FR)"
    assert entry["summary"].params["language"] == "fr-BE"


def test_one_event_alone(client):
    event(title="Une rencontre")
    event(title="Une autre")
    assert [str(e["summary"]) for e in entries(client, slug="une-autre")] == ["Une autre"]
    assert client.get("/fr/agenda/jamais.ics").status_code == 404


def test_drafts_and_what_is_long_past_stay_out(client):
    event(title="Retirée").unpublish()
    long_ago = timezone.now() - timedelta(days=800)
    event(title="Ancienne", start=long_ago, end=long_ago)
    assert entries(client) == []
    assert client.get("/fr/agenda/retiree.ics").status_code == 404
