"""The life of a group is read from its rows; who takes part is named by consent only."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.vocabulary import BodyKind
from groups.models import GroupPage, Participation, Phase
from groups.participation import participants
from groups.phases import Stage
from groups.search import describe
from tests.factories.cms import language_roots
from tests.factories.groups import ParticipationFactory, PhaseFactory, group, group_index
from tests.factories.publications import OrganisationFactory

pytestmark = pytest.mark.django_db
ON = date(2015, 6, 15)
BUDGET = 12


@pytest.fixture
def index():
    return group_index(language_roots()[0])


def stages(page, *pairs):
    return [PhaseFactory(page=page, stage=stage, started_on=day) for stage, day in pairs]


def test_the_present_stage_is_the_latest_that_began(index):
    page = group(index)
    stages(
        page,
        (Stage.CLOSED, date(2099, 1, 1)),
        (Stage.PREPARATION, date(2014, 1, 1)),
        (Stage.ACTIVE, date(2015, 1, 1)),
    )
    assert page.phase.stage == Stage.ACTIVE
    assert GroupPage.objects.with_stage(ON).get(pk=page.pk).stage == Stage.ACTIVE
    assert list(GroupPage.objects.at_work(ON)) == [page]
    assert list(GroupPage.objects.at_work(date(2014, 6, 1))) == []


def test_a_group_without_a_stage_is_no_error(client, index):
    assert group(index).phase is None
    assert client.get(index.url).status_code == 200
    assert client.get(GroupPage.objects.get().url).status_code == 200


def test_only_those_who_agreed_are_named_the_others_are_counted(client, index):
    page = group(index)
    ParticipationFactory(page=page, organisation__name_fr="Nommée asbl", shown_since=ON)
    ParticipationFactory(page=page, organisation__name_fr="Discrète asbl")
    public = OrganisationFactory(name_fr="Service discret", kind=BodyKind.PUBLIC)
    ParticipationFactory(page=page, organisation=public)
    gone = OrganisationFactory(name_fr="Retirée asbl", live=False)
    ParticipationFactory(page=page, organisation=gone, shown_since=ON)
    ParticipationFactory(page=page, left_on=date(2015, 1, 1))
    found = participants(page.participations.all(), ON)
    assert [str(one) for one in found.shown] == ["Nommée asbl"]
    assert dict(found.unnamed) == {BodyKind.PUBLIC: 1, BodyKind.ASSOCIATION: 2}
    assert found.total == 4
    html = client.get(page.url).content.decode()
    assert "Nommée asbl" in html
    for hidden in ("Discrète", "Service discret", "Retirée"):
        assert hidden not in html
        assert hidden not in str(describe(GroupPage.objects.with_stage(ON).get()))


def test_a_draft_group_is_nowhere(client, index):
    page = group(index, "Encore secret", live=False)
    assert client.get(page.url).status_code == 404
    assert "secret" not in client.get(index.url).content.decode()


def test_a_copy_takes_no_rows_along(index):
    page = group(index)
    page.phases.add(Phase(stage=Stage.ACTIVE, started_on=ON))
    page.participations.add(Participation(organisation=OrganisationFactory(), shown_since=ON))
    page.save_revision().publish()
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copie"})
    assert not copy.phases.exists()
    assert not copy.participations.exists()


@pytest.mark.parametrize("count", [10, 100])
def test_as_few_queries_for_many_as_for_few(client, index, count):
    for n in range(count):
        page = group(index, f"Groupe {n}")
        stages(page, (Stage.ACTIVE, ON))
    for _n in range(30):
        ParticipationFactory(page=page, shown_since=ON)
    client.get(index.url)
    for address in (index.url, page.url):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) <= 60_000
        assert len(queries) <= BUDGET, f"{address}: {len(queries)} queries"
