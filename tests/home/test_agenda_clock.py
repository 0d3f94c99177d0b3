"""Calendars over the two nights of 2026 on which the clock changes, read by a strict parser."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from wagtail.models import Site

from groups.models import Meeting
from tests.factories.groups import group, group_index
from tests.factories.home import ThemeFactory, event, site

pytestmark = pytest.mark.django_db
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.fixture
def seniors(monkeypatch):
    """It is April 2026: one change is just behind, the other before the horizon of a year."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 4, 15, 9, tzinfo=UTC))
    site()
    index = group_index(Site.objects.get().root_page)
    return group(index, title="Seniors", theme=ThemeFactory())


def strictly_read(content):
    """As a suspicious program does: nothing broken, nothing missing, nothing twice."""
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    for component in (calendar, *events):
        assert component.errors == []
    for one in events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(one)
        assert one["dtstamp"].dt.utcoffset().total_seconds() == 0
        for name in ("dtstart", "dtend"):
            zone = one[name].params.get("TZID") if name in one else None
            assert zone is None or zone in zones
        if "dtend" in one:
            assert one["dtend"].dt > one["dtstart"].dt
    uids = [str(one["uid"]) for one in events]
    assert len(uids) == len(set(uids))
    assert calendar.to_ical().count(b"BEGIN:VEVENT") == len(events)
    return events


def feeds(client, page):
    with translation.override("fr"):
        urls = [
            reverse("agenda-calendar"),
            reverse("group-calendar", args=[page.translation_key]),
            reverse("theme-calendar", args=[page.theme.code]),
        ]
    for url in urls:
        yield strictly_read(client.get(url).content)


def in_utc(moment):
    return moment.dt.astimezone(UTC).strftime("%H:%M")


def test_every_sunday_morning_over_both_changes(client, seniors):
    start, end = datetime(2026, 3, 15, 9, tzinfo=UTC), datetime(2026, 3, 15, 11, tzinfo=UTC)
    Meeting.objects.create(group=seniors, start=start, end=end, every="weeks")
    for events in feeds(client, seniors):
        told = {one["dtstart"].dt.date(): one for one in events}
        assert all(one["dtstart"].dt.strftime("%H:%M") == "10:00" for one in events)
        hours = [in_utc(told[day]["dtstart"]) for day in (date(2026, 3, 22), SPRING)]
        hours += [in_utc(told[day]["dtstart"]) for day in (date(2026, 10, 18), AUTUMN)]
        assert hours == ["09:00", "08:00", "08:00", "09:00"]
        assert in_utc(told[AUTUMN]["dtend"]) == "11:00"


def test_an_hour_that_does_not_exist_and_one_that_comes_twice(client, seniors):
    """Half past two at night, every week: the worst that one can ask of a calendar."""
    start, end = datetime(2026, 3, 15, 1, 30, tzinfo=UTC), datetime(2026, 3, 15, 3, tzinfo=UTC)
    Meeting.objects.create(group=seniors, start=start, end=end, every="weeks")
    for events in feeds(client, seniors):
        days = [one["dtstart"].dt.astimezone(UTC).date() for one in events]
        assert SPRING in days
        assert AUTUMN in days
        assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 15, tzinfo=UTC), datetime(2026, 10, 25, 1, 15, tzinfo=UTC)),
    ],
)
def test_an_event_of_that_night_keeps_its_instants(client, seniors, start, end):
    event(start=start, end=end, group=seniors)
    with translation.override("fr"):
        content = client.get(reverse("group-calendar", args=[seniors.translation_key])).content
    (one,) = strictly_read(content)
    assert one["dtstart"].dt.astimezone(UTC) == start
    assert one["dtend"].dt.astimezone(UTC) == end
