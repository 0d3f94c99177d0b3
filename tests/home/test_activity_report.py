"""The draft of an activity report: what the site knows of a year, and what people wrote in it."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Site

from groups.models import Body, Meeting, MeetingCount, Phase
from home.activity_report import drafting, gathering
from home.activity_report.gathering import period
from home.models import Attendance, ReportDraft
from publications.models import ChapterPage, PublicationIndexPage, PublicationPage
from tests.factories.cms import add_page
from tests.factories.editors import client_of, site_with_editors
from tests.factories.groups import group, group_index
from tests.factories.home import event, site
from tests.factories.publications import (
    AnswerFactory,
    OrganisationFactory,
    RecommendationFactory,
    SendingFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)


@pytest.fixture
def index():
    site()
    front = Site.objects.get().root_page
    return add_page(front, PublicationIndexPage, title="Publications", slug="publications")


@pytest.fixture
def seniors(index):
    page = group(group_index(Site.objects.get().root_page), title="Seniors")
    Phase.objects.create(page=page, stage="active", started_on=date(2026, 2, 1))
    return page


def meeting(page, month, day, **fields):
    start = datetime(2026, month, day, 13, tzinfo=UTC)
    return Meeting.objects.create(group=page, start=start, **fields)


def bodies_of(draft):
    pages = [
        PublicationPage.objects.get(pk=draft.page_id),
        *ChapterPage.objects.child_of(draft.page),
    ]
    return {page.title: page.get_latest_revision_as_object().body for page in pages}


def text_of(draft):
    return json.dumps(
        [body.get_prep_value() for body in bodies_of(draft).values()],
        default=str,
        ensure_ascii=False,
    )


# --- the facts ------------------------------------------------------------------------------------
def test_meetings_held_count_each_time_of_what_comes_back(seniors):
    series = meeting(seniors, 1, 13, every="months")  # the second Tuesday
    meeting(seniors, 2, 10, series=series, instead_of=date(2026, 2, 10), cancelled=True)
    meeting(seniors, 3, 12, series=series, instead_of=date(2026, 3, 10), present_public=3)
    meeting(seniors, 4, 30, present_association=4, present_other=1)
    meeting(seniors, 4, 29, cancelled=True)
    meeting(seniors, 6, 1)  # not yet
    (found,) = gathering.groups(period(2026, TODAY))
    assert found.meetings == 4  # January, March, April, and once in between
    assert found.present == 8
    assert [phase.stage for phase in found.phases] == ["active"]


def test_a_meeting_of_the_first_and_last_hours_of_the_year_is_of_that_year(seniors):
    Meeting.objects.create(group=seniors, start=datetime(2024, 12, 31, 23, 30, tzinfo=UTC))
    Meeting.objects.create(group=seniors, start=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    (found,) = gathering.groups(period(2025, TODAY))
    assert found.meetings == 1


def test_a_group_that_did_nothing_that_year_is_not_told_about(seniors):
    assert list(gathering.groups(period(2024, TODAY))) == []


def test_where_it_stood_is_where_it_stood_on_the_last_day(index):
    one = RecommendationFactory(year=2025, number="2025-01", adopted_on=date(2025, 3, 1))
    sending = SendingFactory(recommendation=one, sent_on=date(2025, 4, 1))
    AnswerFactory(sending=sending, received_on=date(2026, 1, 15), kind="substantive")
    ((_one, case),) = gathering.recommendations(period(2025, TODAY))
    assert case.is_open
    ((_one, case),) = gathering.recommendations(period(2025, date(2025, 3, 15)))
    assert case.state == "not-sent"


def test_encounters_are_told_with_numbers_and_without_names(index):
    page = event(start=datetime(2026, 3, 5, 9, tzinfo=UTC), end=None, kind="network")
    event(title="Reportée", start=datetime(2026, 4, 5, 9, tzinfo=UTC), end=None, cancelled=True)
    event(title="L'an prochain", start=datetime(2027, 1, 5, 9, tzinfo=UTC), end=None)
    Attendance.objects.create(event=page, people=28, services=13, registered=40)
    found = gathering.encounters(period(2026, TODAY.replace(month=12)))
    assert [(one.page.title, one.people) for one in found] == [
        ("Une rencontre", 28),
        ("Reportée", 0),
    ]


def test_a_body_counts_its_meetings_itself_or_the_site_does(index):
    counted = Body.objects.create(kind="committee", name_fr="Comité", slug="comite")
    MeetingCount.objects.create(body=counted, year=2026, held=7)
    known = Body.objects.create(kind="assembly", name_fr="Assemblée", slug="assemblee")
    for body in (counted, known):
        Meeting.objects.create(body=body, start=datetime(2026, 3, 3, 13, tzinfo=UTC))
    found = [(one.body.name.plain, one.held) for one in gathering.bodies(period(2026, TODAY))]
    assert found == [("Comité", 7), ("Assemblée", 1)]
    assert gathering.bodies(period(2025, TODAY)) == []


def test_drafts_are_in_no_report(seniors):
    meeting(seniors, 3, 3)
    seniors.unpublish()
    assert list(gathering.groups(period(2026, TODAY))) == []


# --- the draft ------------------------------------------------------------------------------------
def test_a_draft_that_nobody_else_sees(seniors, index, client):
    meeting(seniors, 3, 3, present_public=5)
    OrganisationFactory(confirmed_on=date(2026, 2, 2))
    draft = drafting.make(index, 2026)
    page = draft.page
    assert (page.kind, page.live, page.locale) == ("activity-report", False, index.locale)
    assert page.title == "Rapport d’activité 2026"
    chapters = ChapterPage.objects.child_of(page)
    assert chapters.count() == 6
    assert not chapters.filter(live=True).exists()
    assert client.get(page.full_url).status_code == 404
    text = text_of(draft)
    assert "Seniors" in text
    assert "À compléter" in text
    for body in bodies_of(draft).values():
        body.stream_block.clean(body)


def test_in_the_language_chosen(index):
    front = Site.objects.get().root_page.get_translation(Locale.objects.get(language_code="nl"))
    dutch = add_page(front, PublicationIndexPage, title="Publicaties", slug="publicaties")
    draft = drafting.make(dutch, 2015)
    assert draft.page.title == "Activiteitenverslag 2015"
    assert "Aan te vullen" in text_of(draft)
    assert "À compléter" not in text_of(draft)


def test_the_same_facts_make_the_same_blocks(index):
    first, second = drafting.make(index, 2015), drafting.make(index, 2015)
    assert first.page.slug != second.page.slug
    ids = [
        [block.id for body in bodies_of(one).values() for block in body] for one in (first, second)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(set(ids[0]))


# --- bringing up to date --------------------------------------------------------------------------
def groups_chapter(draft):
    page = ChapterPage.objects.get(pk=draft.chapters["groups"])
    return page.get_latest_revision_as_object()


def rewrite(draft, change):
    page = groups_chapter(draft)
    blocks = [dict(block) for block in page.body.raw_data]
    page.body = json.dumps(change(blocks))
    page.save_revision()


def test_untouched_passages_follow_the_facts_and_what_was_written_stays(seniors, index):
    meeting(seniors, 3, 3)
    draft = drafting.make(index, 2026)
    assert drafting.refresh(draft) == 0

    def write(blocks):
        for block in blocks:
            if block["type"] == "callout":
                block["value"] = block["value"] | {"text": "<p>Nous avons compris.</p>"}
        return [*blocks, {"type": "paragraph", "value": "<p>De ma main.</p>"}]

    rewrite(draft, write)
    meeting(seniors, 3, 10)
    draft.refresh_from_db()
    assert drafting.refresh(draft) > 0
    table = next(block for block in groups_chapter(draft).body if block.block_type == "table")
    assert table.value["table"].row_data[0]["values"][1] == "2"
    text = text_of(draft)
    assert "Nous avons compris." in text
    assert "De ma main." in text
    draft.refresh_from_db()
    assert drafting.refresh(draft) == 0


def test_a_table_that_somebody_corrected_is_left_alone(seniors, index):
    meeting(seniors, 3, 3)
    draft = drafting.make(index, 2026)

    def correct(blocks):
        blocks[0]["value"]["table"]["rows"][0]["values"][1] = "6 et une audition"
        return blocks

    rewrite(draft, correct)
    meeting(seniors, 3, 10)
    drafting.refresh(draft)
    assert "6 et une audition" in text_of(draft)


def test_what_was_removed_does_not_come_back_and_what_is_new_comes(seniors, index):
    meeting(seniors, 3, 3)
    draft = drafting.make(index, 2026)
    rewrite(draft, lambda blocks: [block for block in blocks if block["type"] != "callout"])
    other = group(seniors.get_parent(), title="Logement")
    meeting(other, 3, 4)
    drafting.refresh(draft)
    headings = [b.value["text"] for b in groups_chapter(draft).body if b.block_type == "heading"]
    assert headings.index("Logement") < headings.index("Seniors")
    callouts = [b for b in groups_chapter(draft).body if b.block_type == "callout"]
    assert len(callouts) == 2  # those of the new group


def test_a_key_that_the_editor_gives_a_paragraph_changes_nothing(seniors, index):
    draft = drafting.make(index, 2026)
    before = drafting.prints_of(groups_chapter(draft).body)
    rewrite(
        draft,
        lambda blocks: json.loads(
            json.dumps(blocks).replace("<p>", '<p data-block-key=\\"a1b2c\\">')
        ),
    )
    assert drafting.prints_of(groups_chapter(draft).body) == before


# --- the screen -----------------------------------------------------------------------------------
@pytest.fixture
def screen():
    return reverse("activity_report")


def test_a_second_time_it_says_that_there_is_one(index, screen, admin_client):
    data = {"year": 2015, "language": "fr"}
    assert admin_client.get(screen).status_code == 200
    assert admin_client.post(screen, data).status_code == 302
    answer = admin_client.post(screen, data)
    assert answer.status_code == 409
    assert ReportDraft.objects.count() == 1
    assert 'name="anew"' in answer.content.decode()
    draft = ReportDraft.objects.get()
    assert admin_client.post(screen, {"refresh": draft.pk}).status_code == 302
    assert admin_client.post(screen, data | {"anew": ""}).status_code == 302
    assert ReportDraft.objects.count() == 2


@pytest.mark.parametrize(
    "data", [{"year": 2999, "language": "fr"}, {"year": "x"}, {"year": 2015, "language": "de"}, {}]
)
def test_nonsense_is_said(data, index, screen, admin_client):
    assert admin_client.post(screen, data).status_code == 422
    assert not ReportDraft.objects.exists()


def test_a_published_report_is_not_touched(index, screen, admin_client):
    draft = drafting.make(index, 2015)
    draft.page.get_latest_revision().publish()
    before = draft.page.revisions.count()
    admin_client.post(screen, {"refresh": draft.pk})
    assert draft.page.revisions.count() == before
    assert admin_client.post(screen, {"refresh": "x"}).status_code != 500


def test_only_who_may_add_a_publication(screen):
    editors = site_with_editors()
    add_page(editors.fr, PublicationIndexPage, title="Publications", slug="publications")
    for code, user in editors.users.items():
        may = str(code) == "coordination"
        assert (client_of(user).get(screen).status_code == 200) is may, code


def test_of_this_year_until_today(index):
    with translation.override("fr"):
        found = period(timezone.localdate().year)
    assert found.until == timezone.localdate()
    assert found.window[1] - found.window[0] > timedelta(hours=20)
