"""A group does not become active behind the back of the three conditions."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms import attention
from cms.coordination import Coordination
from cms.roles import Code
from directory.vocabulary import BodyKind
from groups.going_live import days_as_active, lacks_of
from groups.models import GroupPage, Participation, Phase
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import client_of, group_page, site_with_editors
from tests.groups.test_life import FOUR, PUBLISH, form_of

pytestmark = pytest.mark.django_db
ENOUGH = [*FOUR, BodyKind.OTHER]


def phase(stage, day):
    return Phase(stage=stage, started_on=day)


def test_each_day_on_which_it_would_begin_to_be_active():
    first, second, third = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)
    rows = [phase("preparation", first), phase("active", second), phase("watch", third)]
    assert days_as_active(rows, first) == [second]
    assert days_as_active(rows, date(2026, 4, 1)) == [date(2026, 4, 1)]
    assert days_as_active(rows, third) == []


@pytest.fixture
def made():
    return site_with_editors()


def planned(made, kinds, **fields):
    """Published with an hour to come, as one does in the form, and that hour has come."""
    page = group_page(made, live=False)
    page.title, page.convention_agreed_on = "Seniors au complet", date(2015, 1, 1)
    for name, value in fields.items():
        setattr(page, name, value)
    page.phases = [phase("active", date(2015, 1, 1))]
    page.participations = [
        Participation(organisation=OrganisationFactory(kind=kind)) for kind in kinds
    ]
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    then = timezone.now() - timedelta(hours=1)
    revision.refresh_from_db()
    revision.approved_go_live_at, revision.content["go_live_at"] = then, then.isoformat()
    revision.save()
    return page


def is_live(page):
    return GroupPage.objects.get(pk=page.pk).live


def test_a_planned_publication_takes_place_when_nothing_is_missing(made):
    page = planned(made, ENOUGH)
    call_command("publish_scheduled")
    assert is_live(page)
    assert held_back(made) == []


def held_back(made):
    panels = attention.for_user(made.users[Code.COORDINATION])
    return [item for panel, found in panels if panel.key == "held-back" for item in found.items]


@pytest.mark.parametrize(
    ("kinds", "fields"), [(FOUR, {}), (ENOUGH, {"convention_agreed_on": None})]
)
def test_else_it_does_not_and_the_coordination_is_told(made, kinds, fields):
    page = planned(made, kinds, **fields)
    call_command("publish_scheduled")
    assert not is_live(page)
    [item] = held_back(made)
    assert item.title == "Seniors au complet"
    assert item.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert item.note == lacks_of(page.get_latest_revision_as_object())[0]
    home = client_of(made.users[Code.COORDINATION]).get(reverse("wagtailadmin_home"))
    assert item.note in home.content.decode()


def test_it_goes_live_once_the_rule_is_met(made):
    page = planned(made, FOUR)
    call_command("publish_scheduled")
    rule = {"group_organisations_min": 3}
    Coordination.objects.update_or_create(site=made.fr.get_site(), defaults=rule)
    call_command("publish_scheduled")
    assert is_live(page)


def test_many_pages_at_once_are_asked_too(made):
    page = planned(made, FOUR)
    page.revisions.update(approved_go_live_at=None)
    client = client_of(made.users[Code.COORDINATION])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{url}?id={page.pk}", follow=True)
    assert not is_live(page)
    assert lacks_of(page.get_latest_revision_as_object())[0] in response.content.decode()


def test_a_stage_that_is_planned_is_asked_for_its_own_day(made):
    page, client = group_page(made), client_of(made.users[Code.COORDINATION])
    coming = timezone.localdate() + timedelta(days=30)
    life = [("preparation", "2015-01-01"), ("active", coming.isoformat())]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    refused = client.post(edit, form_of(page, FOUR, life, **PUBLISH))
    assert refused.context["form"].non_field_errors()
    agreed = {"convention_agreed_on": coming.isoformat()}
    client.post(edit, form_of(page, ENOUGH, life, **PUBLISH, **agreed))
    assert GroupPage.objects.get(pk=page.pk).title == "Seniors, titre retravaillé"


def test_a_planned_publication_is_checked_for_the_day_it_is_planned_for(made):
    page, client = group_page(made, live=False), client_of(made.users[Code.COORDINATION])
    coming = timezone.localdate() + timedelta(days=30)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    life, when = [("active", "2015-01-01")], {"go_live_at": f"{coming.isoformat()} 10:00"}
    agreed = {"convention_agreed_on": coming.isoformat()}
    data = form_of(page, ENOUGH, life, **PUBLISH, **when, **agreed)
    response = client.post(edit, data)
    assert response.status_code == 302, response.context["form"].errors
