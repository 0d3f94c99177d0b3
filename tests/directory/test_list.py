from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from directory.models import Organisation
from search import changes
from tests.factories.directory import (
    NeighbourhoodFactory,
    OrganisationFactory,
    PlaceFactory,
    ReceptionSlotFactory,
    ServiceFactory,
    full_organisation,
)

pytestmark = pytest.mark.django_db


def address(language="fr", query="", page="list"):
    with translation.override(language):
        return f"{reverse(f'directory:{page}')}?{query}"


def shown(response):
    return [line["entry"].name_fr for line in response.context["lines"]]


def counts(response, name):
    facets = {facet.name: facet for facet in response.context["listing"].facets}
    options = facets[name].options if name in facets else []
    return {option.code: option.count for option in options}


@pytest.fixture
def three(site):
    """Housing by walk-in; housing and health by appointment; health on referral."""
    first = OrganisationFactory(name_fr="Alpha", name_nl="Zeta", themes=["housing"])
    second = OrganisationFactory(name_fr="Bêta", name_nl="Yota", themes=["housing", "health"])
    third = OrganisationFactory(name_fr="Écho", name_nl="Xi", themes=["health"])
    ServiceFactory(organisation=first, walk_in=True, words__languages=["ar"])
    ServiceFactory(organisation=second, by_appointment=True, words__languages=["ar", "tr"])
    ServiceFactory(organisation=third, by_referral=True, words__themes=["debt"])
    return first, second, third


def test_everything_that_is_listed_is_shown_in_alphabetical_order(site, three):
    OrganisationFactory(name_fr="Éa", name_nl="A")
    assert shown(site.get(address())) == ["Alpha", "Bêta", "Éa", "Écho"]
    assert shown(site.get(address("nl"))) == ["Éa", "Écho", "Bêta", "Alpha"]


def test_drafts_and_expired_entries_are_nowhere(site, three):
    draft = OrganisationFactory(name_fr="Brouillon", live=False, themes=["secret"])
    OrganisationFactory(name_fr="Passée", expire_at="2020-01-01T00:00Z", themes=["past"])
    ServiceFactory(organisation=draft, walk_in=True)
    response = site.get(address())
    assert shown(response) == ["Alpha", "Bêta", "Écho"]
    assert set(counts(response, "theme")) == {"housing", "health", "debt"}
    assert counts(response, "mode")["walk-in"] == 1


def test_a_theme_of_a_service_is_one_of_its_organisation(site, three):
    assert shown(site.get(address(query="theme=debt"))) == ["Écho"]


def test_several_values_of_a_facet_widen_and_several_facets_narrow(site, three):
    assert shown(site.get(address(query="theme=housing&theme=debt"))) == ["Alpha", "Bêta", "Écho"]
    assert shown(site.get(address(query="theme=housing&mode=walk-in"))) == ["Alpha"]


def test_a_facet_ignores_its_own_choice_when_it_counts(site, three):
    response = site.get(address(query="theme=debt"))
    assert counts(response, "theme") == {"housing": 2, "health": 2, "debt": 1}
    assert counts(response, "mode") == {"referral": 1}


def test_counts_are_what_choosing_the_value_would_give(site, three):
    response = site.get(address(query="language=ar"))
    for facet in response.context["listing"].facets:
        if facet.name == "language":
            continue
        for option in facet.options:
            narrowed = site.get(address(query=f"language=ar&{facet.name}={option.code}"))
            assert len(shown(narrowed)) == option.count


def test_a_chosen_value_can_be_taken_away_even_when_nothing_is_left(site, three):
    response = site.get(address(query="mode=walk-in&theme=debt"))
    assert shown(response) == []
    links = {chip.url for chip in response.context["chips"]}
    assert links == {"?mode=walk-in", "?theme=debt"}
    assert response.context["listing"].facets


def test_neighbourhood_saturday_evening_and_steps(site, three):
    alpha, beta, _echo = three
    PlaceFactory(
        organisation=alpha, neighbourhood=NeighbourhoodFactory(code="helmet"), step_free=True
    )
    ReceptionSlotFactory(organisation=alpha, weekday=5)
    ReceptionSlotFactory(organisation=beta, opens=time(17), closes=time(19))
    for query in ("neighbourhood=helmet", "open=saturday", "building=step-free"):
        assert shown(site.get(address(query=query))) == ["Alpha"]
    assert shown(site.get(address(query="open=evening"))) == ["Bêta"]


def test_sorting_by_confirmation(site, three):
    Organisation.objects.filter(name_fr="Écho").update(confirmed_on=date(2026, 5, 1))
    Organisation.objects.filter(name_fr="Bêta").update(confirmed_on=date(2026, 9, 1))
    assert shown(site.get(address(query="sort=confirmed"))) == ["Bêta", "Écho", "Alpha"]


def test_words_find_entries_best_first_and_facets_follow(site, three):
    OrganisationFactory(name_fr="Maison du vélo", summary_fr="Réparer un vélo", themes=["bikes"])
    response = site.get(address(query="q=velo"))
    assert shown(response) == ["Maison du vélo"]
    assert counts(response, "theme") == {"bikes": 1}
    assert shown(site.get(address(query="q=velo&theme=housing"))) == []


def test_an_entry_known_in_one_language_only_is_found_in_the_other(site):
    OrganisationFactory(name_fr="Le Colibri", name_nl="", summary_nl="")
    assert shown(site.get(address("nl", "q=colibri"))) == ["Le Colibri"]


def test_a_telephone_number_and_a_street_find_their_organisation(site, three):
    PlaceFactory(organisation=three[1], street_fr="rue Inventée", street_nl="Verzonnenstraat")
    Organisation.objects.get(name_fr="Bêta").save()
    assert shown(site.get(address(query="q=verzonnenstraat"))) == ["Bêta"]
    three[0].phone = "+3220000042"
    three[0].save()
    assert shown(site.get(address(query="q=02/000.00.42"))) == ["Alpha"]


def test_a_missing_name_is_marked_with_its_language(site):
    OrganisationFactory(name_fr="Le Colibri", name_nl="")
    html = site.get(address("nl")).content.decode()
    assert '<span class="fallback" lang="fr-BE">Le Colibri' in html
    assert "fallback" not in site.get(address("fr")).content.decode().split("<main")[1]


def test_an_empty_directory_and_an_empty_answer_say_what_to_do(site):
    assert 'class="empty"' in site.get(address()).content.decode()
    OrganisationFactory()
    response = site.get(address(query="q=introuvablement"))
    html = response.content.decode()
    assert 'class="empty"' in html
    assert reverse("directory:list") in html
    [without_words] = response.context["listing"].loosened
    assert without_words["words"] == "introuvablement"  # the sentence has its own marks
    assert "introuvablement" in html.split("</title>")[0]


NONSENSE = [
    "theme=nothing",
    "theme=%27%3B%20DROP%20TABLE--",
    "theme=" + "x" * 5000,
    "q=" + "y" * 10_000,
    "q=%22%22%22",
    "q=%C3%28",
    "q=%ED%A0%80",
    "q=%F0%9F%9A%B2",
    "q=+-*()[]%7B%7D~%5E:%5C/",
    "sort=upside-down",
    "page=abc",
    "page=-4",
    "page=99999999999999999999",
    "open=now&open=yesterday",
    "mode[]=walk-in",
    "&&&===",
    "theme=&mode=&q=&page=",
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_dropped(site, three, query):
    assert site.get(address(query=query)).status_code == 200


def test_one_unknown_value_does_not_undo_the_others(site, three):
    response = site.get(address(query="theme=nothing&theme=debt"))
    assert shown(response) == ["Écho"]
    assert response.context["asked"].chosen == {"theme": ["debt"]}


def test_what_is_typed_is_shown_as_text(site, three):
    html = site.get(address(query="q=%3Cscript%3Ealert(1)%3C/script%3E")).content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize("query", ["", "theme=housing&mode=walk-in", "q=maison", "open=now"])
def test_the_list_costs_the_same_with_ten_entries_and_with_many(site, query):
    for number in range(10):
        full_organisation(number)
    few = queries(site, query)
    for number in range(10, 60):
        full_organisation(number)
    assert queries(site, query) == few <= 12


@pytest.mark.parametrize("query", ["page=30", "q=maison&open=saturday&near=1030"])
def test_a_thousand_entries_cost_what_ten_do(site, query):
    for number in range(10):
        full_organisation(number)
    few = queries(site, query)
    crowd = [
        Organisation(slug=f"m-{n}", name_fr=f"Maison {n}", phone="+3220000001") for n in range(990)
    ]
    crowd = Organisation.objects.bulk_create(crowd)
    changes.record(Organisation, [entry.pk for entry in crowd])
    assert queries(site, query) == few <= 12
    assert site.get(address()).context["listing"].total == 1000


def queries(site, query):
    site.get(address(query=query))  # the index follows before it is measured
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = site.get(address(query=query))
    assert len(response.content) < 60_000
    return len(captured)


def test_pages_follow_each_other_without_losing_the_choice(site):
    for number in range(25):
        OrganisationFactory(name_fr=f"Maison {number:02d}", themes=["housing"])
    response = site.get(address(query="theme=housing&page=2"))
    assert shown(response) == [f"Maison {number:02d}" for number in range(20, 25)]
    assert "?theme=housing&amp;page=1" in response.content.decode()
