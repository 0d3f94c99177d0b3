"""The agenda merges what has a date, whoever keeps it; the same for calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar
from wagtail.models import PageViewRestriction, Site

from directory.vocabulary import Theme
from groups.models import GroupPage, Meeting
from publications.models import InterpellationPage, Milestone
from tests.factories.cms import add_page
from tests.factories.groups import group, group_index
from tests.factories.home import ThemeFactory, event, site

pytestmark = pytest.mark.django_db
HEARD = "/guichet/#m"


@pytest.fixture(autouse=True)
def pages():
    site()


@pytest.fixture
def seniors():
    index = group_index(Site.objects.get().root_page)
    return group(index, title="Seniors", theme=ThemeFactory())


def soon(days=3, **fields):
    start = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)
    start += timedelta(days=days)
    return {"start": start, "end": start + timedelta(hours=2), **fields}


def every_month(page, **fields):
    """On the second Tuesday, from one on in which summer time was not yet."""
    return Meeting.objects.create(
        group=page,
        start=datetime(2026, 1, 13, 13, tzinfo=UTC),
        end=datetime(2026, 1, 13, 15, tzinfo=UTC),
        every="months",
        **fields,
    )


def interpellation():
    return add_page(
        Site.objects.get().root_page, InterpellationPage, title="Un guichet", slug="guichet"
    )


def html(client, url="/fr/agenda/"):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def calendar(client, name="agenda-calendar", *args):
    with translation.override("fr"):
        response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content


def events_of(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_everything_public_stands_in_one_list(client, seniors):
    event(title="Colloque", **soon(5))
    Meeting.objects.create(group=seniors, label_fr="séance commune", **soon(2))
    page = html(client)
    assert page.index("Seniors : séance commune") < page.index("Colloque")
    Milestone.objects.create(
        interpellation=interpellation(), happened_on=timezone.localdate(), kind="heard", note_fr="x"
    )
    assert HEARD not in html(client)
    assert HEARD in html(client, "/fr/agenda/?when=past")


def test_what_is_not_public_is_nowhere(client, seniors):
    Meeting.objects.create(group=seniors, label_fr="à huis clos", is_public=False, **soon())
    Meeting.objects.create(group=seniors, label_fr="ouverte", **soon())
    Milestone.objects.create(
        interpellation=interpellation(), happened_on=date(2030, 1, 1), kind="heard", note_fr="x"
    )
    for text in (html(client), html(client, "/fr/agenda/?when=past"), calendar(client).decode()):
        assert "huis clos" not in text
        assert HEARD not in text
    assert "ouverte" in html(client)
    restriction = PageViewRestriction.objects.create(
        page=seniors, restriction_type=PageViewRestriction.LOGIN
    )
    assert "ouverte" not in html(client)
    assert "ouverte" not in calendar(client).decode()
    restriction.delete()
    seniors.unpublish()
    assert "ouverte" not in html(client)


def test_group_theme_and_kind_narrow_and_can_be_taken_away(client, seniors):
    other = group(seniors.get_parent(), title="Guide")
    Meeting.objects.create(group=seniors, **soon())
    Meeting.objects.create(group=other, **soon())
    event(title="Une audition", kind="hearing", group=other, **soon())
    key = str(other.translation_key)
    page = html(client, f"/fr/agenda/?group={key}")
    assert "Seniors :" not in page
    assert "Une audition" in page
    assert "chip--remove" in page
    assert f"webcal://localhost:8000/fr/agenda/groupe/{key}.ics" in page
    page = html(client, "/fr/agenda/?theme=housing")
    assert "Seniors :" in page
    assert "Guide :" not in page
    page = html(client, f"/fr/agenda/?group={key}&kind=meeting&theme=nonsense")
    assert "Guide :" in page
    assert "Une audition" not in page


def test_a_reader_of_dutch_sees_in_which_language_a_group_can_be_read(client, seniors):
    Meeting.objects.create(group=seniors, label_fr="séance", label_nl="zitting", **soon())
    assert 'lang="fr-BE">Seniors : séance</a>' in html(client, "/nl/agenda/")


def test_one_calendar_for_each_group_and_each_theme(client, seniors):
    other = group(seniors.get_parent(), title="Guide")
    Meeting.objects.create(group=seniors, **soon())
    Meeting.objects.create(group=other, **soon())
    assert len(events_of(calendar(client))) == 2
    for name, key in (
        ("group-calendar", seniors.translation_key),
        ("theme-calendar", Theme.objects.get().code),
    ):
        (entry,) = events_of(calendar(client, name, key))
        assert entry["summary"].startswith("Seniors")
    assert client.get("/fr/agenda/theme/nothing.ics").status_code == 404
    seniors.unpublish()
    with translation.override("fr"):
        url = reverse("group-calendar", args=[seniors.translation_key])
    assert client.get(url).status_code == 404


def test_what_comes_back_keeps_its_hour_over_both_changes_of_the_clock(client, seniors):
    every_month(seniors)
    lines = calendar(client).decode().split("\r\n")
    starts = [line for line in lines if line.startswith("DTSTART;TZID=Europe/Brussels:2026")]
    assert len(starts) == 12
    assert all(line.endswith("T140000") for line in starts)  # 13:00 UTC in winter, 12:00 in summer
    entries = {entry["dtstart"].dt.date(): entry for entry in events_of(calendar(client))}
    assert entries[date(2026, 3, 10)]["dtstart"].dt.astimezone(UTC).hour == 13
    assert entries[date(2026, 4, 14)]["dtstart"].dt.astimezone(UTC).hour == 12
    assert entries[date(2026, 10, 13)]["dtstart"].dt.astimezone(UTC).hour == 12
    assert entries[date(2026, 11, 10)]["dtend"].dt.astimezone(UTC).hour == 15


def test_one_time_moved_or_cancelled_stays_the_same_event(client, seniors):
    series = every_month(seniors)
    before = {e["dtstart"].dt.date(): e for e in events_of(calendar(client))}
    planned, moved = date(2026, 12, 8), datetime(2026, 12, 10, 9, tzinfo=UTC)
    change = Meeting(group=seniors, series=series, instead_of=planned, start=moved, cancelled=True)
    change.full_clean()
    change.save()
    after = {e["dtstart"].dt.date(): e for e in events_of(calendar(client))}
    assert planned not in after
    assert after[moved.date()]["uid"] == before[planned]["uid"]
    assert after[moved.date()]["status"] == "CANCELLED"
    assert after[moved.date()]["sequence"] >= before[planned]["sequence"]
    change.is_public = False
    change.save()
    assert planned not in {e["dtstart"].dt.date() for e in events_of(calendar(client))}
    assert len({str(e["uid"]) for e in events_of(calendar(client))}) == len(after) - 1


def test_a_change_of_an_event_raises_its_sequence(client, seniors):
    meeting = Meeting.objects.create(group=seniors, **soon())
    (before,) = events_of(calendar(client))
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=timezone.now() + timedelta(minutes=5))
    (after,) = events_of(calendar(client))
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_lines_are_folded_by_bytes_and_the_text_survives(client, seniors):
    points = "Première évaluation, suite; fin\\\n" * 12
    Meeting.objects.create(group=seniors, agenda_fr=points, **soon())
    content = calendar(client)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode()  # a fold within a letter would not be read by all
    assert str(events_of(content)[0]["description"]) == points


def many(page, count):
    rows = [soon(n - count // 2) for n in range(count)]
    Meeting.objects.bulk_create([Meeting(group=page, **row) for row in rows])
    asked = interpellation()
    day = timezone.localdate()
    Milestone.objects.bulk_create(
        Milestone(interpellation=asked, happened_on=day - timedelta(n), kind="met", note_fr="x")
        for n in range(count)
    )
    for n in range(5):
        event(title=f"E {n}", **soon(n - 2))
    series = every_month(page)
    Meeting.objects.create(group=page, series=series, instead_of=date(2026, 12, 8), **soon())


@pytest.mark.parametrize("count", [10, 1000])
def test_twelve_queries_whatever_there_is(client, seniors, count):
    many(seniors, count)
    key = GroupPage.objects.get().translation_key
    for query in ("", "?when=past", "?theme=housing", f"?group={key}", "?when=past&page=2"):
        client.get(f"/fr/agenda/{query}")
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/fr/agenda/{query}")
        assert len(queries) <= 12, query
        assert len(response.content) <= 60 * 1024
