"""Meetings of governance bodies: on their page, in the agenda, in calendars; never of nobody."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar
from wagtail.models import Site

from groups.meetings.loading import load_meetings
from groups.models import Body, Meeting
from home.models import AgendaPage
from tests.factories.groups import group, group_index
from tests.factories.home import site

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def seniors():
    site()
    return group(group_index(Site.objects.get().root_page))


@pytest.fixture
def committee(seniors):
    return Body.objects.create(
        kind=Body.Kind.COMMITTEE, name_fr="Comité de pilotage", name_nl="Stuurgroep", slug="comite"
    )


def held(body, days=3, **fields):
    return Meeting.objects.create(body=body, start=timezone.now() + timedelta(days), **fields)


def agenda(language="fr"):
    return AgendaPage.objects.get(locale__language_code=language).url


def address_of(body, language):
    with translation.override(language):
        return body.get_absolute_url()


def test_its_page_tells_what_comes_and_what_was(client, committee):
    held(committee, -9, label_fr="Avant", summary_fr="Deux groupes ouverts.")
    held(committee, 2, label_fr="Bientôt", agenda_fr="Budget\nCharte")
    held(committee, 4, label_fr="Huis clos", is_public=False)
    page = client.get(committee.get_absolute_url()).content.decode()
    assert page.index("Bientôt") < page.index("Avant")
    assert "Deux groupes ouverts." in page
    assert "<li>Budget</li><li>Charte</li>" in page
    assert "Huis clos" not in page


def test_the_agenda_names_the_body_in_the_language_of_the_reader(client, committee):
    held(committee, label_fr="Séance de rentrée", label_nl="Eerste zitting")
    french, dutch = client.get(agenda("fr")), client.get(agenda("nl"))
    assert "Comité de pilotage : Séance de rentrée" in french.content.decode().replace("\xa0", " ")
    assert "Stuurgroep: Eerste zitting" in dutch.content.decode()
    assert f"{address_of(committee, 'fr')}#meetings" in french.content.decode()


def test_a_name_in_french_only_is_said_to_be(client, committee):
    Body.objects.update(name_nl="")
    held(committee, label_fr="Séance", label_nl="Zitting")
    page = client.get(agenda("nl")).content.decode()
    assert "Comité de pilotage" in page
    assert "Zitting" not in page


@pytest.mark.parametrize("hidden", ["body", "meeting"])
def test_what_is_not_public_is_in_no_list_and_no_calendar(client, committee, hidden):
    held(committee, label_fr="Huis clos", is_public=hidden != "meeting")
    Body.objects.update(is_public=hidden != "body")
    for address in (agenda(), reverse("agenda-calendar")):
        assert "Huis clos" not in client.get(address).content.decode()


def test_calendars_carry_it_with_the_same_identity_in_both_languages(client, committee):
    one = held(committee)
    found = []
    for code in ("fr", "nl"):
        with translation.override(code):
            file = client.get(reverse("agenda-calendar")).content
        [event] = Calendar.from_ical(file).walk("VEVENT")
        found.append((str(event["uid"]), str(event["url"])))
    assert {uid for uid, _url in found} == {str(one.uid)}
    assert found[0][1] != found[1][1]


def test_asking_for_a_group_or_a_theme_leaves_bodies_out(client, committee, seniors):
    held(committee, label_fr="Séance")
    Meeting.objects.create(group=seniors, start=timezone.now() + timedelta(1), label_fr="Groupe")
    page = client.get(agenda(), {"group": str(seniors.translation_key)}).content.decode()
    assert "Seniors : Groupe" in page.replace("\xa0", " ")
    assert "Comité de pilotage" not in page


def test_a_series_of_a_body_lends_it_to_the_time_that_is_changed(committee):
    start = timezone.make_aware(timezone.datetime(2026, 1, 13, 14))
    series = Meeting.objects.create(body=committee, start=start, every="months")
    one = Meeting(start=start, series=series, instead_of=date(2026, 2, 10))
    one.full_clean()
    assert one.body == committee


def test_a_meeting_is_of_a_group_or_of_a_body(committee, seniors):
    for hosts in ({}, {"group": seniors, "body": committee}):
        one = Meeting(start=timezone.now(), **hosts)
        with pytest.raises(ValidationError):
            one.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save()


@pytest.mark.parametrize("count", [1, 12])
def test_as_few_queries_for_many_meetings(client, committee, count):
    for day in range(count):
        held(committee, day - 5, label_fr=f"Séance {day}")
    for address in (committee.get_absolute_url(), agenda()):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= BUDGET, address


def test_they_are_loaded_from_a_file(committee, tmp_path):
    path = tmp_path / "meetings.yaml"
    path.write_text("- {body: comite, day: 2026-01-05, from: '14:00', until: '16:00'}\n")
    assert load_meetings(path) == 1
    assert load_meetings(path) == 0
    assert committee.meetings.get().first_day == date(2026, 1, 5)
