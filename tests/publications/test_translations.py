"""What a family of pages shares hangs on the original: both languages tell the same facts."""

from datetime import date

import pytest

from groups.models import GroupPage, Participation, Phase
from groups.phases import Stage
from home.translating import translate_page
from publications.models import Demand, InterpellationPage
from tests.factories.editors import front_pages
from tests.factories.groups import group, group_index
from tests.factories.publications import (
    OrganisationFactory,
    RecommendationFactory,
    SendingFactory,
    SignatoryFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
ON = date(2015, 3, 18)


def in_dutch(page, title):
    page.save_revision().publish()
    return translate_page(page, type(page)(title=title, slug=f"{page.slug}-nl"))


@pytest.fixture
def french_front():
    return front_pages()[0]


def test_an_interpellation_tells_its_facts_in_both_languages(client, french_front):
    index = interpellation_index(french_front)
    in_dutch(index, "Interpellaties")
    page = interpellation(index, adopted_on=ON)
    page.demands.add(Demand(recommendation=RecommendationFactory()))
    dutch = in_dutch(page, "Een open loket")
    SignatoryFactory(interpellation=page)
    SendingFactory(recommendation=None, interpellation=page)
    french, other = (client.get(one.url).context for one in (page, dutch))
    for fact in ("demands", "signatories"):
        assert french[fact] == other[fact]
        assert len(french[fact]) == 1
    assert french["case"].clock == other["case"].clock
    assert french["case"].clock.is_open
    assert Demand.objects.count() == 1
    assert dutch.adopted_on == ON


def test_bringing_a_translation_up_to_date_copies_no_row(client, french_front):
    index = interpellation_index(french_front)
    in_dutch(index, "Interpellaties")
    page = interpellation(index)
    page.demands.add(Demand(recommendation=RecommendationFactory()))
    in_dutch(page, "Een open loket")
    in_dutch(InterpellationPage.objects.get(pk=page.pk), "Een open loket, nog altijd")
    assert Demand.objects.count() == 1


def test_a_sending_recorded_on_the_translation_hangs_on_the_original(french_front):
    index = interpellation_index(french_front)
    in_dutch(index, "Interpellaties")
    page = interpellation(index)
    dutch = in_dutch(page, "Een open loket")
    sending = SendingFactory.build(
        recommendation=None, interpellation=dutch, authority=SendingFactory().authority
    )
    sending.clean()
    assert sending.interpellation.pk == page.pk


def test_a_group_tells_its_facts_in_both_languages(client, french_front):
    index = group_index(french_front)
    in_dutch(index, "Werkgroepen")
    page = group(index)
    page.phases.add(Phase(stage=Stage.WATCH, started_on=ON))
    page.participations.add(Participation(organisation=OrganisationFactory(), shown_since=ON))
    dutch = in_dutch(page, "Senioren")
    french, other = (client.get(one.url).context for one in (page, dutch))
    assert french["phases"] == other["phases"]
    assert french["participants"] == other["participants"]
    assert french["participants"].total == 1
    assert {one.stage for one in GroupPage.objects.with_stage(date(2015, 6, 1))} == {Stage.WATCH}
    assert Phase.objects.count() == 1
