"""What may follow what in the life of a group, and when it may be called active."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.roles import Code
from directory.vocabulary import BodyKind
from groups.conditions import Thresholds, missing
from groups.phases import Fault, Phase, Stage, faults, stage_on
from tests.factories.editors import client_of, group_page, site_with_editors
from tests.factories.publications import OrganisationFactory
from tests.factories.role_actions import edit, management

TODAY = date(2015, 6, 15)
WANTED = Thresholds(organisations=3, public_services=1, associations=1)
FOUR = [BodyKind.PUBLIC, BodyKind.ASSOCIATION, BodyKind.ASSOCIATION]


def day(number):
    return date(2015, number, 1)


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        (Stage.PREPARATION, Stage.ACTIVE, True),
        (Stage.PREPARATION, Stage.WATCH, False),
        (Stage.ACTIVE, Stage.WATCH, True),
        (Stage.ACTIVE, Stage.ACTIVE, False),
        (Stage.ACTIVE, Stage.PREPARATION, False),
        (Stage.WATCH, Stage.ACTIVE, True),
        (Stage.WATCH, Stage.CLOSED, True),
        (Stage.CLOSED, Stage.ACTIVE, True),
        (Stage.CLOSED, Stage.DISSOLVED, False),
        (Stage.DISSOLVED, Stage.ACTIVE, False),
    ],
)
def test_what_may_follow_what(before, after, may):
    found = faults([(day(3), after), (day(1), before)])  # in any order
    assert found == ([] if may else [Fault(before, after, day(3))])


def test_a_fault_says_what_could_come_instead():
    said = str(Fault(Stage.PREPARATION, Stage.WATCH, day(3)))
    assert str(Stage.WATCH.label) in said
    assert str(Stage.ACTIVE.label) in said
    assert str(Fault(Stage.DISSOLVED, Stage.ACTIVE, day(3))) != said


def test_the_stage_of_any_day():
    rows = [Phase(stage="watch", started_on=day(5)), Phase(stage="active", started_on=day(2))]
    assert stage_on(rows, day(1)) is None
    assert stage_on(rows, day(2)) == Stage.ACTIVE
    assert stage_on(rows, day(5)) == Stage.WATCH


@pytest.mark.parametrize(
    ("kinds", "agreed_on", "count"),
    [
        (FOUR, TODAY, 0),
        (FOUR, None, 1),
        (FOUR, date(2016, 1, 1), 1),
        ([BodyKind.ASSOCIATION] * 3, TODAY, 1),
        ([BodyKind.PUBLIC] * 3, TODAY, 1),
        (FOUR[:2], TODAY, 1),
        ([], None, 4),
    ],
)
def test_three_conditions(kinds, agreed_on, count):
    assert len(missing(kinds, agreed_on, WANTED, TODAY)) == count


def test_thresholds_are_the_coordinations():
    wanted = Thresholds(organisations=1, public_services=0, associations=0)
    assert missing([BodyKind.OTHER], TODAY, wanted, TODAY) == []


def form_of(page, kinds, stages, **more):
    organisations = [OrganisationFactory(kind=kind) for kind in kinds]
    started = [{"stage": stage, "started_on": on, "day_is_known": "on"} for stage, on in stages]
    return nested_form_data(
        {
            "title": "Seniors, titre retravaillé",
            "slug": page.slug,
            "body": streamfield([]),
            "perspectives": streamfield([]),
            "phases": inline_formset(started),
            "participations": inline_formset([{"organisation": one.pk} for one in organisations]),
            "years": management(),
            "productions": management(),
            "comments": management(),
            **more,
        }
    )


ACTIVE = [(Stage.ACTIVE, "2015-01-01")]
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def coordinator(db):
    site = site_with_editors()
    return group_page(site), client_of(site.users[Code.COORDINATION])


def live_title(page):
    return Page.objects.get(pk=page.pk).title


def test_publishing_as_active_says_what_is_missing_and_loses_nothing(coordinator):
    page, client = coordinator
    response = edit(page, form_of(page, FOUR[:2], ACTIVE, **PUBLISH), client)
    said = response.context["form"].non_field_errors()
    with translation.override("en"):
        wanted = missing(FOUR[:2], None, Thresholds(4, 1, 1), TODAY)
    assert len(wanted) == 2
    assert len(said) == 2 + len(wanted)
    assert "titre retravaillé" in response.content.decode()
    assert live_title(page) == "Seniors"


def test_a_group_that_fulfils_them_is_published(coordinator):
    page, client = coordinator
    data = form_of(page, [*FOUR, BodyKind.OTHER], ACTIVE, convention_agreed_on="2015-01-01")
    edit(page, data | PUBLISH, client)
    assert "retravaillé" in live_title(page)


@pytest.mark.parametrize("stage", [Stage.PREPARATION, Stage.WATCH, Stage.CLOSED])
def test_conditions_hold_for_active_groups_only(coordinator, stage):
    page, client = coordinator
    edit(page, form_of(page, [], [(stage, "2015-01-01")], **PUBLISH), client)
    assert "retravaillé" in live_title(page)


def test_a_draft_may_be_unfinished(coordinator):
    page, client = coordinator
    before = page.revisions.count()
    edit(page, form_of(page, [], ACTIVE), client)
    assert page.revisions.count() == before + 1


def test_an_impossible_life_is_not_published(coordinator):
    page, client = coordinator
    life = [(Stage.DISSOLVED, "2015-01-01"), (Stage.CLOSED, "2015-02-01")]
    response = edit(page, form_of(page, [], life, **PUBLISH), client)
    assert len(response.context["form"].non_field_errors()) == 1
    assert live_title(page) == "Seniors"
