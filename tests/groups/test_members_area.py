"""What a member finds: her groups, their meetings, her organisation's entry."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from directory.models import Organisation
from directory.reports.records import Origin, Report
from groups.members import joining
from groups.models import Meeting, Participation
from tests.factories.groups import group, group_index
from tests.factories.home import site
from tests.factories.members import logged_in, member
from tests.factories.minutes import address, minutes_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def index():
    site()
    return group_index(Site.objects.get().root_page)


def takes_part(one, page, **fields):
    return Participation.objects.create(page=page, organisation=one.organisation, **fields)


def held(page, days, **fields):
    return Meeting.objects.create(group=page, start=timezone.now() + timedelta(days), **fields)


def area(one):
    return logged_in(one).get(reverse("members:area")).content.decode()


def test_my_groups_are_those_my_organisation_is_in_today(index):
    one, today = member(), timezone.localdate()
    takes_part(one, group(index, "Séniors"))
    takes_part(one, group(index, "Parti"), left_on=today)
    takes_part(one, group(index, "Demain"), joined_on=today + timedelta(1))
    takes_part(one, group(index, "Brouillon", live=False))
    takes_part(member("autre@example.org"), group(index, "Étranger"))
    html = area(one)
    assert "Séniors" in html
    for other in ("Parti", "Demain", "Brouillon", "Étranger"):
        assert other not in html


def test_next_meetings_even_those_behind_closed_doors(index):
    one = member()
    mine, foreign = group(index, "Séniors"), group(index, "Étranger")
    takes_part(one, mine)
    held(mine, 3, label_fr="À huis clos", is_public=False)
    held(mine, -3, label_fr="Passée")
    held(foreign, 3, label_fr="Pas la mienne", is_public=False)
    html = area(one)
    assert "À huis clos" in html
    assert "Passée" not in html
    assert "Pas la mienne" not in html


def test_as_many_questions_for_many_groups_as_for_one(index):
    one = member()
    client, counts = logged_in(one), []
    for number in range(7):
        page = group(index, f"Groupe {number}")
        takes_part(one, page)
        for day in range(1, 5):
            held(page, day, label_fr=f"Point {day}")
        if number in (0, 6):
            client.get(reverse("members:area"))  # what a process remembers is not asked again
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse("members:area")).status_code == 200
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 16


def test_minutes_that_i_may_read_and_no_others(index):
    one, other = member(), member("autre@example.org")
    mine, foreign = group(index, "Séniors"), group(index, "Étranger")
    takes_part(one, mine)
    takes_part(other, foreign)
    shared, closed, elsewhere = held(mine, -3), held(mine, -4), held(foreign, -5)
    minutes_of(shared, for_members=True)
    minutes_of(closed)
    minutes_of(elsewhere, for_members=True)
    html = area(one)
    assert address("read", shared.uid) in html
    assert address("read", closed.uid) not in html
    assert address("read", elsewhere.uid) not in html
    assert logged_in(one).get(address("read", shared.uid)).status_code == 200
    joining.end(one)
    assert address("read", shared.uid) not in area(one)
    assert logged_in(one).get(address("read", shared.uid)).status_code == 404


def test_the_way_to_minutes_leads_through_this_door(index):
    page = address("read", held(group(index), -3).uid)
    assert Client().get(page).url == f"{reverse('members:login')}?next={page}"


def test_the_area_in_dutch(index):
    one = member()
    takes_part(one, group(index, "Séniors"))
    with translation.override("nl"):
        html = area(one)
    assert 'lang="nl-BE"' in html
    assert 'lang="fr-BE">Séniors' in html


# --- the entry ------------------------------------------------------------------------------------
def entry(one):
    return reverse("members:entry", args=[one.organisation.slug])


def values(one, **changes):
    names = ("summary", "description", "access_conditions")
    found = {f"{name}_{code}": "" for name in names for code in ("fr", "nl")}
    found |= {"summary_fr": one.organisation.summary_fr, "summary_nl": one.organisation.summary_nl}
    return found | {"phone": "02 000 00 01", "email": "", "website": "", "remarks": ""} | changes


def stored(one):
    return Organisation.objects.get(pk=one.organisation_id)


def test_one_confirms_the_entry():
    one = member()
    assert logged_in(one).post(entry(one), {"right": "yes"}).status_code == 302
    assert stored(one).confirmed_on == timezone.localdate()


def test_a_change_is_a_draft_and_nothing_public_moves():
    one = member()
    client = logged_in(one)
    before = stored(one).summary_fr
    assert client.post(entry(one), values(one, summary_fr="Tout autre")).status_code == 302
    now = stored(one)
    assert now.summary_fr == before
    assert now.has_unpublished_changes
    draft = now.get_latest_revision_as_object()
    assert draft.summary_fr == "Tout autre"
    assert draft.phone == now.phone
    assert now.latest_revision.user == one.user
    assert "Tout autre" not in client.get(now.get_absolute_url()).content.decode()
    assert client.get(entry(one)).context["waiting"]


def test_what_somebody_prepared_is_not_lost_and_not_shown():
    one = member()
    prepared = stored(one)
    prepared.description_fr = "Préparé par la coordination"
    prepared.save_revision()
    client = logged_in(one)
    assert "Préparé" not in client.get(entry(one)).content.decode()
    client.post(entry(one), values(one, summary_fr="Tout autre"))
    draft = stored(one).get_latest_revision_as_object()
    assert (draft.description_fr, draft.summary_fr) == (
        "Préparé par la coordination",
        "Tout autre",
    )


def test_a_draft_does_not_undo_a_confirmation():
    one = member()
    client = logged_in(one)
    client.post(entry(one), values(one, summary_fr="Tout autre"))
    client.post(entry(one), {"right": "yes"})
    stored(one).latest_revision.publish()
    assert (stored(one).summary_fr, stored(one).confirmed_on) == (
        "Tout autre",
        timezone.localdate(),
    )


def test_remarks_go_to_the_coordination():
    one = member()
    logged_in(one).post(entry(one), values(one, remarks="Fermé le mardi"))
    report = Report.objects.waiting().get()
    assert (report.text, report.origin, report.email) == ("Fermé le mardi", Origin.MEMBER, "")
    assert not stored(one).has_unpublished_changes


def test_a_locked_entry_is_told_in_words():
    one = member()
    Organisation.objects.update(locked=True)
    logged_in(one).post(entry(one), values(one, summary_fr="Tout autre"))
    assert "Tout autre" in Report.objects.get().text
    assert not stored(one).has_unpublished_changes


@pytest.mark.parametrize(
    "change", [{"phone": "abc"}, {"website": "javascript:alert(1)"}, {"summary_fr": "x" * 300}, {}]
)
def test_what_cannot_be_kept_is_said(change):
    one = member()
    answer = logged_in(one).post(entry(one), values(one, **change))
    assert answer.status_code == 422
    assert not stored(one).has_unpublished_changes
    assert not Report.objects.exists()
