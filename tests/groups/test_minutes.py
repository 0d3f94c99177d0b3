"""Keeping minutes: begun from an agenda, counted by institution, opened to nobody by itself."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.roles import Code
from directory.vocabulary import BodyKind
from groups.meetings.telling import meetings_of
from groups.minutes import attendance, drafting
from groups.minutes.attendance import Attendance
from groups.minutes.facilitators import Facilitator
from groups.minutes.readers import readable_by
from groups.minutes.records import Minutes, MinutesFile
from groups.minutes.telling import text_of
from groups.models import Body, Constituency, Mandate, Meeting, Membership, Participation
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import client_of, group_page, site_with_editors
from tests.factories.minutes import held, member, minutes_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


@pytest.fixture
def made():
    made = site_with_editors()
    made.group = group_page(made)
    made.client = client_of(made.users[Code.COORDINATION])
    return made


# --- the draft ------------------------------------------------------------------------------------
def test_a_heading_for_each_point_with_room_for_what_comes_of_it():
    text = drafting.skeleton(["Mobilité", "Suite <des> travaux"], "fr")
    assert text.count("<h3>") == 2
    assert "<h3>2. Suite &lt;des&gt; travaux</h3>" in text
    assert text.count("Décision") == 2
    assert "Beslissing" in drafting.skeleton([], "nl")


def test_one_click_makes_them_in_the_chosen_language(made):
    meeting = held(group=made.group, agenda_fr="Mobilité\n\nDivers", agenda_nl="Mobiliteit")
    here, gone = OrganisationFactory(), OrganisationFactory()
    Participation.objects.create(page=made.group, organisation=here)
    Participation.objects.create(
        page=made.group, organisation=gone, left_on=meeting.first_day - timedelta(days=1)
    )
    url = reverse("minutes", args=[meeting.pk])
    assert "Mobilité" in made.client.get(url).content.decode()
    assert made.client.post(url, {"language": "nl"}).status_code == 302
    minutes = Minutes.objects.get()
    assert "<h3>1. Mobiliteit</h3>" in minutes.text
    assert (minutes.language, minutes.is_draft) == ("nl", True)
    assert not minutes.for_members
    assert not minutes.for_officials
    assert [row.organisation for row in meeting.institutions.all()] == [here]
    made.client.post(url, {"language": "fr"})  # a second click changes nothing: it is a form now
    assert Minutes.objects.get().language == "nl"


def test_an_agenda_in_one_language_serves_both(made):
    assert drafting.points_of(held(group=made.group, agenda_fr="Budget"), "nl") == ["Budget"]


def test_one_time_of_what_comes_back_gets_its_own_record(made):
    start = timezone.now() - timedelta(days=20)
    series = Meeting.objects.create(
        group=made.group, start=start, every="weeks", agenda_fr="Tour de table"
    )
    url = reverse("minutes_of_a_time", args=[series.pk])
    days = drafting.times_to_tell(series, timezone.localdate())
    assert days == sorted(days, reverse=True)
    assert len(days) == 3
    response = made.client.post(url, {"day": days[1].isoformat(), "language": "fr"})
    one = Meeting.objects.get(series=series)
    assert response.url == reverse("minutes", args=[one.pk])
    assert (one.instead_of, one.first_day) == (days[1], days[1])
    assert "Tour de table" in one.minutes.text
    assert days[1] not in drafting.times_to_tell(series, timezone.localdate())
    assert made.client.post(url, {"day": days[1].isoformat()}).status_code == 422


# --- the form -------------------------------------------------------------------------------------
def draft_of(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def typed(minutes, rows=(), **fields):
    data = {
        "version": minutes.changed_at.isoformat(),
        "language": "fr",
        "text": draft_of("On a décidé."),
        "rows-TOTAL_FORMS": len(rows),
        "rows-INITIAL_FORMS": sum("id" in row for row in rows),
    }
    for number, row in enumerate(rows):
        filled = {"kind": "other"} | row
        data |= {f"rows-{number}-{name}": value for name, value in filled.items()}
    return data | fields


def save(made, minutes, *args, **fields):
    url = reverse("minutes", args=[minutes.meeting_id])
    return made.client.post(url, typed(minutes, *args, **fields))


def pdf(name="pv.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4 text")


def test_what_is_typed_is_kept_with_its_files(made):
    minutes = minutes_of(held(group=made.group))
    [old] = minutes.files.all()
    stored = old.file
    response = save(made, minutes, drop=str(old.pk), files=[pdf(), pdf("bis.pdf")])
    assert response.status_code == 302
    minutes.refresh_from_db()
    assert "On a décidé." in minutes.text
    assert [file.name for file in minutes.files.all()] == ["pv.pdf", "bis.pdf"]
    assert not MinutesFile.objects.filter(pk=old.pk).exists()
    assert stored.name


def test_a_file_goes_from_the_disk_with_its_minutes(made, django_capture_on_commit_callbacks):
    minutes = minutes_of(held(group=made.group))
    stored = minutes.files.get().file
    assert stored.storage.exists(stored.name)
    with django_capture_on_commit_callbacks(execute=True):
        made.client.post(reverse("delete_minutes", args=[minutes.meeting_id]))
    assert not Minutes.objects.exists()
    assert not stored.storage.exists(stored.name)
    assert Meeting.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"files": SimpleUploadedFile("pv.exe", b"MZ")},
        {"files": [pdf(f"{n}.pdf") for n in range(6)]},
        {"approved_on": "2999-01-01"},
        {"approved_on": "2001-01-01"},
        {"for_officials": "on"},
        {"language": "de"},
        {"text": "{not json"},
        {"text": "[]"},
        {"rows-TOTAL_FORMS": "many"},
        {"version": "2001-01-01"},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(made, wrong):
    minutes = minutes_of(held(group=made.group), text="<p>Avant</p>")
    response = save(made, minutes, **wrong)
    assert response.status_code == 422
    minutes.refresh_from_db()
    assert minutes.text == "<p>Avant</p>"
    assert not minutes.for_officials
    assert minutes.files.count() == 1
    if "text" not in wrong:
        assert "On a décidé." in response.content.decode().replace("\\u00e9", "é")


def test_who_saves_after_somebody_else_is_told_and_may_insist(made):
    minutes = minutes_of(held(group=made.group))
    first = typed(minutes)
    assert save(made, minutes, text=draft_of("Le premier")).status_code == 302
    url = reverse("minutes", args=[minutes.meeting_id])
    again = made.client.post(url, first)
    assert again.status_code == 422
    assert "Le premier" in Minutes.objects.get().text
    assert made.client.post(url, first | {"version": again.context["version"]}).status_code == 302
    assert "On a décidé." in Minutes.objects.get().text


def test_a_text_from_elsewhere_runs_nothing(made):
    shown = text_of(Minutes(text='<h3>A</h3><script>x()</script><p onclick="x()">b</p>'))
    assert "<script" not in shown
    assert "onclick" not in shown
    assert text_of(Minutes(text='<p><a linktype="page" id="1">x</a></p>')) == "<p>x</p>"


# --- who was there ------------------------------------------------------------------------------
def test_the_public_reads_sums_by_kind_and_no_institution(made):
    minutes = minutes_of(held(group=made.group, present_other=9))
    public = OrganisationFactory(kind=BodyKind.PUBLIC, name_fr="Bureau nommé")
    kept = minutes.meeting.institutions.get()
    rows = [
        {"id": kept.pk, "label": "Chez nous", "kind": "association", "present": 2, "absent": 4},
        {"organisation": public.pk, "present": 3, "excused": 1},
        {"label": "Un passant", "kind": "association", "present": 1},
        {},
    ]
    assert save(made, minutes, rows).status_code == 302
    [told] = meetings_of(made.group, timezone.localdate())["past"]
    assert told.meeting.attendance == [
        (BodyKind.PUBLIC.label, 3),
        (BodyKind.ASSOCIATION.label, 3),
    ]
    page = made.client.get(made.group.get_url()).content.decode()
    assert "Bureau nommé" not in page
    assert "Chez nous" not in page


def test_numbers_typed_with_the_meeting_give_way_to_those_counted(made):
    minutes = minutes_of(held(group=made.group))
    meeting = minutes.meeting
    meeting.present_public = 40
    meeting.save()
    meeting.refresh_from_db()
    assert (meeting.present_public, meeting.present_association) == (None, 3)
    other = held(group=made.group, present_public=5)
    other.save()
    other.refresh_from_db()
    assert other.present_public == 5


@pytest.mark.parametrize(
    "row", [{"present": 2}, {"label": "A", "organisation": "ours"}, {"label": "A", "present": -1}]
)
def test_a_row_is_of_one_institution_and_of_a_number(made, row):
    minutes = minutes_of(held(group=made.group))
    if row.get("organisation"):
        row = row | {"organisation": OrganisationFactory().pk}
    assert save(made, minutes, [row]).status_code == 422


def test_rows_without_numbers_say_nothing():
    row = Attendance(label="A", excused=2)
    told = attendance.told([row, Attendance(label="B")])
    assert (told.present, told.excused, told.absent) == ([], [("A", 2)], [])
    assert not attendance.told([Attendance(label="B")])


def test_the_form_costs_no_more_for_many_institutions(made):
    minutes = minutes_of(held(group=made.group))
    url, found = reverse("minutes", args=[minutes.meeting_id]), []
    for more in (1, 30):
        for _number in range(more):
            one = OrganisationFactory()
            Attendance.objects.create(meeting=minutes.meeting, organisation=one, present=1)
        made.client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert made.client.get(url).status_code == 200
        found.append(len(queries))
    assert found[0] == found[1]


# --- who may ------------------------------------------------------------------------------------
def test_of_a_body_those_read_who_sit_in_it(made):
    body = Body.objects.create(kind="committee", name_fr="Comité", slug="comite")
    side = Constituency.objects.create(body=body, name_fr="CSS", seats=1)
    house = OrganisationFactory()
    term = {"started_on": date(2026, 1, 1), "ended_on": date(2026, 6, 30)}
    Mandate.objects.create(constituency=side, function_fr="Siège", organisation=house, **term)
    minutes = minutes_of(held(body=body), for_members=True)
    user = member("siege", house, since=date(2025, 1, 1))
    last = date(2026, 6, 30)
    assert minutes in readable_by(user, last)
    assert minutes not in readable_by(user, last + timedelta(days=1))
    Constituency.objects.update(ended_on=date(2026, 3, 1))
    assert minutes not in readable_by(user, last)


def test_a_membership_counts_on_its_own_days(made):
    house = OrganisationFactory()
    Participation.objects.create(
        page=made.group, organisation=house, joined_on=date(2026, 2, 1), left_on=date(2026, 5, 1)
    )
    minutes = minutes_of(held(group=made.group), for_members=True)
    user = member("lid", house, since=date(2026, 3, 1))
    days = {day: minutes in readable_by(user, on(day)) for day in (28, 31, 60, 120)}
    assert days == {28: False, 31: False, 60: True, 120: False}
    Membership.objects.update(until=date(2026, 3, 1))
    assert minutes not in readable_by(user, on(60))


def on(days):
    return date(2026, 1, 1) + timedelta(days=days)


def test_a_facilitator_sees_the_meetings_of_her_group_alone(made):
    other = group_page(made, "Logement")
    mine, theirs = held(group=made.group), held(group=other)
    coming_back = Meeting.objects.create(group=other, start=mine.start, every="weeks")
    user = made.users[Code.FACILITATION]
    client = client_of(user)
    assert client.get(reverse("minutes_list")).status_code == 302  # shown the door: nothing yet
    Facilitator.objects.create(user=user, group=made.group)
    listed = client.get(reverse("minutes_list")).content.decode()
    assert reverse("minutes", args=[mine.pk]) in listed
    assert reverse("minutes", args=[theirs.pk]) not in listed
    assert reverse("minutes_of_a_time", args=[coming_back.pk]) not in listed
    for name in ("minutes", "minutes_of_a_time"):
        url = reverse(name, args=[coming_back.pk if "time" in name else theirs.pk])
        assert client.post(url, {"language": "fr"}, follow=True).status_code == 404
    assert client.post(reverse("minutes", args=[mine.pk]), {"language": "fr"}).status_code == 302
    assert [one.meeting for one in Minutes.objects.all()] == [mine]
    for name in ("minutes_sent", "delete_minutes"):
        client.post(reverse(name, args=[mine.pk]))
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize("role", [Code.TRANSLATION, Code.COMMITTEE])
def test_the_menu_says_nothing_to_the_others(made, role):
    home = client_of(made.users[role]).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("minutes_list") not in home
    coordination = made.client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("minutes_list") in coordination


def test_what_has_minutes_is_not_deleted_by_the_way(made):
    body = Body.objects.create(kind="committee", name_fr="Comité", slug="comite")
    first, second = minutes_of(held(group=made.group)), minutes_of(held(body=body))
    targets = [
        reverse("wagtailadmin_pages:delete", args=[made.group.pk]),
        reverse("wagtailadmin_pages:delete", args=[made.group.get_parent().pk]),
        reverse("wagtailsnippets_groups_meeting:delete", args=[first.meeting_id]),
        reverse("wagtailsnippets_groups_body:delete", args=[body.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        + f"?id={made.group.pk}",
        reverse("wagtail_bulk_action", args=["groups", "meeting", "delete"])
        + f"?id={second.meeting_id}",
    ]
    for url in targets:
        assert made.client.post(url).url == reverse("minutes_list"), url
    assert Minutes.objects.count() == 2
    Minutes.objects.all().delete()
    made.client.post(targets[2])
    assert not Meeting.objects.filter(pk=first.meeting_id).exists()


def test_the_form_of_a_meeting_says_what_is_public_and_what_is_private(made):
    meeting = held(group=made.group)
    page = made.client.get(reverse("wagtailsnippets_groups_meeting:edit", args=[meeting.pk]))
    said = page.content.decode()
    assert "Public : ordre du jour et résumé" in said.replace("\xa0", " ")
    assert "Privé : procès-verbal" in said.replace("\xa0", " ")
    assert reverse("minutes", args=[meeting.pk]) in said


def test_every_screen_answers_without_anything_to_show(made):
    for url in (reverse("minutes_list"), reverse("wagtailsnippets_groups_facilitator:list")):
        assert made.client.get(url).status_code == 200
    for name in ("minutes", "minutes_sent", "delete_minutes", "minutes_of_a_time"):
        assert made.client.get(reverse(name, args=[4711]), follow=True).status_code == 404


def test_a_member_finds_in_her_area_what_she_may_read(made):
    house = OrganisationFactory()
    Participation.objects.create(page=made.group, organisation=house)
    open_one = minutes_of(held(group=made.group), for_members=True)
    closed = minutes_of(held(-5, group=made.group))
    client, area = client_of(member("lid", house)), reverse("members:area")
    page = client.get(area).content.decode()
    assert reverse("minutes:read", args=[open_one.meeting.uid]) in page
    assert reverse("minutes:read", args=[closed.meeting.uid]) not in page
    Participation.objects.update(left_on=timezone.localdate())
    assert str(open_one.meeting.uid) not in client.get(area).content.decode()


def test_who_is_not_logged_in_is_led_to_the_door_and_back(made, client):
    url = reverse("minutes:read", args=[minutes_of(held(group=made.group)).meeting.uid])
    response = client.get(url)
    assert response.url.startswith(reverse("members:login"))
    assert url in response.url
    assert "no-store" in response["Cache-Control"]
