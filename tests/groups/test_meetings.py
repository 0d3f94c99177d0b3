"""Meetings of a group: what its page says of them, and what may not be kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from groups.meetings.telling import PLANNED, meetings_of
from groups.models import Meeting
from tests.factories.directory import OrganisationFactory
from tests.factories.groups import group, group_index
from tests.factories.home import site

pytestmark = pytest.mark.django_db


@pytest.fixture
def seniors():
    site()
    return group(group_index(Site.objects.get().root_page))


def held(page, days, **fields):
    return Meeting.objects.create(group=page, start=timezone.now() + timedelta(days), **fields)


def series(page, **fields):
    start = datetime(2026, 1, 13, 13, tzinfo=UTC)
    return Meeting.objects.create(group=page, start=start, every="months", **fields)


def test_the_page_of_a_group_tells_what_comes_and_what_was(client, seniors):
    held(seniors, -9, label_fr="Avant", summary_fr="On a parlé de <bus>.", present_public=3)
    held(seniors, 2, label_fr="Bientôt", agenda_fr="Mobilité\n\nDivers")
    held(seniors, 3, label_fr="Huis clos", is_public=False)
    page = client.get(seniors.url).content.decode()
    assert page.index("Bientôt") < page.index("Avant")
    assert "On a parlé de &lt;bus&gt;." in page
    assert "<li>Mobilité</li><li>Divers</li>" in page
    assert "Huis clos" not in page


def test_of_what_comes_back_the_next_times_in_one_query(seniors):
    planned = series(seniors, venue=OrganisationFactory(name_fr="Maison Exemple"))
    held(seniors, 1, series=planned, instead_of=date(2026, 12, 8), cancelled=True)
    with CaptureQueriesContext(connection) as queries:
        told = meetings_of(seniors, date(2026, 11, 21))
    assert len(queries) == 1
    days = [one.meeting.first_day for one in told["coming"] if not one.meeting.series_id]
    assert len(told["coming"]) == PLANNED + 1
    assert date(2026, 12, 8) not in days
    assert told["coming"][-1].place.plain == "Maison Exemple"


def test_an_entry_that_left_the_directory_is_not_named(seniors):
    venue = OrganisationFactory(name_fr="Partie", live=False)
    held(seniors, 1, venue=venue)
    assert meetings_of(seniors, timezone.localdate())["coming"][0].place.plain == ""


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"end": datetime(2026, 2, 1, tzinfo=UTC)}, "end"),
        ({"every": "weeks", "last_time": date(2026, 1, 1)}, "last_time"),
        ({"every": "weeks", "end": datetime(2026, 2, 13, tzinfo=UTC)}, "end"),
        ({"instead_of": date(2026, 2, 10)}, "instead_of"),
        ({"series": True}, "instead_of"),
        ({"series": True, "instead_of": date(2026, 2, 11)}, "instead_of"),
        ({"series": True, "instead_of": date(2026, 2, 10), "every": "weeks"}, "every"),
    ],
)
def test_a_meeting_that_makes_no_sense_is_refused(seniors, fields, faulty):
    if "series" in fields:
        fields = fields | {"series": series(seniors)}
    start = datetime(2026, 2, 12, 13, tzinfo=UTC)
    with pytest.raises(ValidationError) as refused:
        Meeting(**{"group": seniors, "start": start} | fields).full_clean()
    assert set(refused.value.message_dict) == {faulty}


def test_a_day_has_one_meeting_in_its_place(seniors):
    planned = series(seniors)
    held(seniors, 1, series=planned, instead_of=date(2026, 2, 10))
    again = Meeting(
        group=seniors, start=timezone.now(), series=planned, instead_of=date(2026, 2, 10)
    )
    with pytest.raises(ValidationError):
        again.full_clean()
