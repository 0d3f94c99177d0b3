"""Hours as a calendar file, read back by a strict reader of RFC 5545."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rruleset, rrulestr
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from directory import hours, hours_calendar, reading
from directory.hours import BRUSSELS
from directory.models import Organisation
from tests.factories.directory import (
    OpeningExceptionFactory,
    OrganisationFactory,
    PlaceFactory,
    ReceptionSlotFactory,
    ServiceFactory,
    ServiceSlotFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def calendar(entry):
    complete = reading.complete(Organisation.objects.get(pk=entry.pk))
    raw = hours_calendar.calendar_of(complete, TODAY)
    strict(raw)
    return Calendar.from_ical(raw).walk("VEVENT")


def strict(raw):
    """What other readers stumble over: line ends, long lines, what each event must have."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert event["dtend"].dt > event["dtstart"].dt
        if rule := event.get("rrule"):
            assert rule["UNTIL"][0].utcoffset() == timedelta(0)
            day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][event["dtstart"].dt.weekday()]
            assert day in rule["BYDAY"]


def openings(events, first, last):
    """Every stretch in these days, as a reader of the file works them out."""
    found = []
    for event in events:
        start, length = event["dtstart"].dt, event["dtend"].dt - event["dtstart"].dt
        naive = start.replace(tzinfo=None)
        moments = rruleset()
        if "rrule" in event:
            rule = re.sub(r"UNTIL=\w+;?", "", event["rrule"].to_ical().decode())
            moments.rrule(rrulestr(rule, dtstart=naive))
        else:
            moments.rdate(naive)
        for days in [event["exdate"]] if "exdate" in event else []:
            for day in days.dts:
                moments.exdate(day.dt.replace(tzinfo=None))
        between = datetime.combine(first, time.min), datetime.combine(last, time.max)
        found += [(moment, moment + length) for moment in moments.between(*between, inc=True)]
    return sorted(
        (one.replace(tzinfo=BRUSSELS), other.replace(tzinfo=BRUSSELS)) for one, other in found
    )


def test_the_file_says_the_same_as_the_page_over_a_whole_year():
    entry = OrganisationFactory()
    for weekday in range(5):
        ReceptionSlotFactory(organisation=entry, weekday=weekday)
    ReceptionSlotFactory(organisation=entry, weekday=3, opens=time(20), closes=time(2))
    for first, last, opens, closes in [
        (date(2026, 12, 24), date(2027, 1, 3), None, None),
        (date(2027, 2, 10), None, time(13), time(18)),
    ]:
        OpeningExceptionFactory(
            organisation=entry, first_day=first, last_day=last, opens=opens, closes=closes
        )
    schedule = reading.complete(Organisation.objects.get()).schedule
    days = date(2026, 11, 1), date(2027, 10, 20)
    read = openings(calendar(entry), *days)
    in_utc = [(one.astimezone(UTC), other.astimezone(UTC)) for one, other in read]
    assert hours.joined(in_utc) == schedule.spans(*days)
    assert len(read) > 200


@pytest.mark.parametrize("open_on_holidays", [True, False])
def test_public_holidays_fall_away_unless_it_is_open(open_on_holidays):
    entry = OrganisationFactory(open_on_holidays=open_on_holidays)
    ReceptionSlotFactory(organisation=entry, weekday=4)  # 25 December 2026 is a Friday
    day = date(2026, 12, 25)
    assert bool(openings(calendar(entry), day, day)) is open_on_holidays


def test_a_service_is_told_by_its_name_and_an_exception_by_its_reason():
    entry = OrganisationFactory(name_fr="Maison")
    PlaceFactory(organisation=entry)
    ServiceSlotFactory(service=ServiceFactory(organisation=entry, name_fr="Écrivain"))
    OpeningExceptionFactory(
        organisation=entry,
        first_day=TODAY,
        opens=time(10),
        closes=time(11),
        reason_fr="portes ouvertes",
    )
    with translation.override("fr"):
        events = calendar(entry)
    assert "Écrivain (Maison)" in {str(event["summary"]) for event in events}
    assert "portes ouvertes" in {str(event.get("description")) for event in events}
    assert "1030 Schaerbeek" in str(events[0]["location"])


def test_day_and_night_lasts_a_day():
    entry = OrganisationFactory()
    ReceptionSlotFactory(organisation=entry, opens=time(0), closes=time(0))
    [event] = calendar(entry)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)


def test_drafts_have_no_calendar(site):
    for live, status in ((True, 200), (False, 404)):
        entry = OrganisationFactory(live=live)
        with translation.override("fr"):
            response = site.get(reverse("directory:hours-calendar", args=[entry.slug]))
        assert response.status_code == status
