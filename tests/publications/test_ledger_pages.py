"""The pages of the ledger: facts the same in both languages, odd input, as few queries for many."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from publications.ledger.authority_pages import Record
from publications.ledger.kinds import AnswerKind, Implementation, Relation
from publications.models import Answer, Demand, Holder, Recommendation, Related, Sending
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    ThemeFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
ODD = ["x" * 10_000, "'", '"', "<b>", "-1", "0", "9" * 30, "%00", "abc", "²", "none"]
BUDGET = 12


def url(name, *args, language="fr"):
    with translation.override(language):
        return reverse(name, args=args)


@pytest.mark.parametrize("value", ODD)
def test_odd_input_is_dropped(client, value):
    SendingFactory()
    for name in ("theme", "authority", "year", "state", "source", "sort", "q", "page"):
        assert client.get(url("ledger:list"), {name: value}).status_code == 200


@pytest.mark.parametrize("number", ["2015-1", "2015-99999", "abcd-01", "R2015-01"])
def test_a_number_that_is_none_is_not_found(client, number):
    assert client.get(f"/fr/r/{number}/").status_code == 404


def test_the_address_of_a_recommendation_is_the_same_in_both_languages(client):
    one = RecommendationFactory(number="2015-07")
    for language in ("fr", "nl"):
        assert url("ledger:recommendation", one.number, language=language) == (
            f"/{language}/r/2015-07/"
        )
        assert client.get(f"/{language}/r/2015-07/").status_code == 200


def test_both_languages_tell_the_same_facts(client):
    sending = SendingFactory(sent_on=date(2015, 3, 18), due_on=date(2015, 5, 14))
    AnswerFactory(sending=sending, kind=AnswerKind.ACKNOWLEDGEMENT, position="")
    days = (timezone.localdate() - sending.sent_on).days
    for language in ("fr", "nl"):
        address = url("ledger:recommendation", sending.recommendation.number, language=language)
        html = client.get(address).content.decode()
        assert f">{days}</span>" in html
        assert "2015-03-18" in html
        assert "2015-04-01" in html


def test_a_missing_text_is_marked_with_its_language(client):
    one = RecommendationFactory(title_fr="Seulement ici", title_nl="")
    html = client.get(url("ledger:recommendation", one.number, language="nl")).content.decode()
    assert '<span class="fallback" lang="fr-BE">Seulement ici' in html


def test_filters_narrow_and_count(client):
    theme = ThemeFactory(code="housing")
    one = RecommendationFactory(year=2014)
    one.themes.add(theme)
    one.save()
    SendingFactory(recommendation=one, authority=AuthorityFactory(slug="cocom"))
    other = SendingFactory(recommendation__year=2015).recommendation
    AnswerFactory(sending=other.sendings.get())
    for asked in ("theme=housing", "year=2014", "authority=cocom", "state=open"):
        response = client.get(f"{url('ledger:list')}?{asked}")
        assert [row[0] for row in response.context["rows"]] == [one], asked
    assert counts(client, "state") == {"open": 1, "answered": 1}
    assert counts(client, "year") == {"2015": 1, "2014": 1}


def counts(client, name, **asked):
    facets = client.get(url("ledger:list"), asked).context["listing"].facets
    found = next((facet for facet in facets if facet.name == name), None)
    return {option.code: option.count for option in found.options} if found else {}


def test_a_facet_ignores_its_own_choice_and_heeds_the_others(client):
    near, far = AuthorityFactory(slug="near"), AuthorityFactory(slug="far")
    SendingFactory(authority=near, recommendation__year=2014)
    SendingFactory(authority=near, recommendation__year=2015)
    SendingFactory(authority=far, recommendation__year=2015)
    assert counts(client, "authority", authority="near") == {"near": 2, "far": 1}
    assert counts(client, "year", authority="near") == {"2014": 1, "2015": 1}
    several = client.get(url("ledger:list"), {"authority": ["near", "far"], "year": "2015"})
    assert len(several.context["rows"]) == 2
    assert len(several.context["chips"]) == 3


def test_a_chosen_value_that_finds_nothing_can_be_taken_away(client):
    SendingFactory(authority=AuthorityFactory(slug="near"), recommendation__year=2014)
    SendingFactory(recommendation__year=2015)
    response = client.get(url("ledger:list"), {"authority": "near", "year": "2015"})
    assert response.context["rows"] == []
    assert counts(client, "authority", authority="near", year="2015")["near"] == 0
    assert [chip.url for chip in response.context["chips"]] == [
        "?year=2015",
        "?authority=near",
    ]


def test_the_list_can_be_put_in_order(client):
    old = SendingFactory(recommendation__year=2016, sent_on=date(2016, 2, 1)).recommendation
    new = SendingFactory(recommendation__year=2015, sent_on=date(2020, 2, 1)).recommendation
    settled = SendingFactory(recommendation__year=2017, sent_on=date(2010, 1, 1))
    AnswerFactory(sending=settled, received_on=date(2018, 1, 1))
    for sort, expected in {
        "latest": [settled.recommendation, old, new],
        "number": [new, old, settled.recommendation],
        "waiting": [old, new, settled.recommendation],
    }.items():
        rows = client.get(url("ledger:list"), {"sort": sort}).context["rows"]
        assert [row[0] for row in rows] == expected, sort


def test_words_and_numbers_find_in_the_list(client):
    one = RecommendationFactory(title_fr="Ouvrir un guichet de nuit", year=2015)
    RecommendationFactory(title_fr="Publier les horaires")
    for asked in ("guichet", one.number, one.reference):
        rows = client.get(url("ledger:list"), {"q": asked}).context["rows"]
        assert [row[0] for row in rows] == [one], asked


def test_what_was_filtered_is_not_for_search_engines(client):
    SendingFactory()
    plain, filtered = (
        client.get(url("ledger:list"), asked).content.decode() for asked in ({}, {"state": "open"})
    )
    assert 'name="robots"' not in plain
    assert 'name="robots" content="noindex, follow"' in filtered


def test_the_number_of_a_withdrawn_one_still_answers(client):
    one = RecommendationFactory(first_published_at=timezone.now())
    Recommendation.objects.filter(pk=one.pk).update(
        withdrawn_on=date(2026, 1, 1), withdrawn_because_fr="Posée deux fois."
    )
    response = client.get(url("ledger:recommendation", one.number))
    assert response.status_code == 410
    html = response.content.decode()
    assert "Posée deux fois." in html
    assert one.title_fr not in html


def test_what_stands_around_a_recommendation_is_told_without_drafts(client):
    oldest, draft, one, later = (
        RecommendationFactory(year=year, title_fr=f"De {year}", live=year != 2013)
        for year in (2010, 2013, 2015, 2018)
    )
    for newer, older in ((draft, oldest), (one, draft), (later, one)):
        Related.objects.create(recommendation=newer, other=older, kind=Relation.REPEATS)
    other = RecommendationFactory()
    Related.objects.create(recommendation=other, other=one, kind=Relation.ALTERNATIVE)
    part = RecommendationFactory(parent=one)
    around = client.get(url("ledger:recommendation", one.number)).context["around"]
    assert around.before == [oldest]
    assert around.after == [later]
    assert around.alternatives == [other]
    assert (around.parts, around.whole) == ([part], [])


def test_an_authority_reads_open_items_first_and_oldest_first(client):
    authority = AuthorityFactory()
    new = SendingFactory(authority=authority, sent_on=date(2016, 1, 1))
    old = SendingFactory(authority=authority, sent_on=date(2014, 1, 1))
    settled = AnswerFactory(sending__authority=authority, received_on=date(2015, 4, 1)).sending
    FollowUpFactory(recommendation=settled.recommendation, implementation=Implementation.DONE)
    context = client.get(url("ledger:authority", authority.slug)).context
    assert [item["sending"] for item in context["awaited"]] == [old, new]
    assert [item["sending"] for item in context["settled"]] == [settled]
    # Of one answer, a usual wait would say nothing.
    assert context["record"] == Record(sent=3, awaited=2, answered=1, median_days=None, done=1)


def test_a_new_holder_sees_what_was_open_already(client):
    authority = AuthorityFactory()
    Holder.objects.create(
        authority=authority, role_fr="Le conseil élu", started_on=date(2024, 12, 1)
    )
    SendingFactory(authority=authority, sent_on=date(2024, 1, 1))
    SendingFactory(authority=authority, sent_on=date(2025, 1, 1))
    context = client.get(url("ledger:authority", authority.slug)).context
    assert context["inherited"] == 1
    assert [item["is_inherited"] for item in context["awaited"]] == [True, False]


def test_what_a_merged_body_was_asked_goes_on_with_its_successor(client):
    after = AuthorityFactory(slug="after")
    before = AuthorityFactory(slug="before", successor=after, ended_on=date(2024, 1, 1))
    sending = SendingFactory(authority=before)
    [item] = client.get(url("ledger:authority", "after")).context["awaited"]
    assert (item["sending"], item["former"]) == (sending, before)
    html = client.get(url("ledger:authority", "before")).content.decode()
    assert url("ledger:authority", "after") in html


def test_all_authorities_that_were_asked_are_listed(client):
    asked = SendingFactory().authority
    AuthorityFactory(slug="never-asked")
    html = client.get(url("ledger:authorities")).content.decode()
    assert url("ledger:authority", asked.slug) in html
    assert "never-asked" not in html


def test_a_theme_tells_where_its_recommendations_stand(client):
    theme = ThemeFactory(code="housing")
    sending = SendingFactory()
    sending.recommendation.themes.add(theme)
    sending.recommendation.save()
    SendingFactory()
    context = client.get(url("ledger:theme", "housing")).context
    assert context["total"] == 1
    assert [option.code for option in context["authorities"]] == [sending.authority.slug]
    assert client.get(url("ledger:theme", "none")).status_code == 404


def test_a_demand_is_sent_with_its_interpellation(client):
    one = RecommendationFactory()
    page = interpellation(interpellation_index(language_roots()[0]))
    Demand.objects.create(page=page, recommendation=one)
    sending = SendingFactory(recommendation=None, interpellation=page)
    case = client.get(url("ledger:recommendation", one.number)).context["case"]
    assert case.sendings == (sending,)
    found = client.get(url("ledger:list"), {"authority": sending.authority.slug}).context["rows"]
    assert [row[0] for row in found] == [one]


def many(count):
    authority, theme = AuthorityFactory(), ThemeFactory()
    page = interpellation(interpellation_index(language_roots()[0]))
    every = Recommendation.objects.bulk_create(
        RecommendationFactory.build(year=2000 + n % 20, number=f"{2000 + n % 20}-{n + 1:04}")
        for n in range(count)
    )
    links = Recommendation.themes.through
    links.objects.bulk_create(links(recommendation=one, theme=theme) for one in every)
    Demand.objects.bulk_create(Demand(page=page, recommendation=one) for one in every[::3])
    sendings = Sending.objects.bulk_create(
        SendingFactory.build(recommendation=one, authority=authority) for one in every
    )
    Answer.objects.bulk_create(AnswerFactory.build(sending=one) for one in sendings[::2])
    SendingFactory(recommendation=None, interpellation=page, authority=authority)
    return every[0], authority, theme, page


def warm(client):
    """What a process asks once: the site, the languages, the content types."""
    client.get(url("ledger:list"))


@pytest.mark.parametrize("count", [10, 1000])
def test_as_few_queries_for_many_as_for_few(client, count):
    one, authority, theme, page = many(count)
    warm(client)
    for address in (
        url("ledger:list"),
        f"{url('ledger:list')}?state=open&page=2",
        url("ledger:recommendation", one.number),
        url("ledger:authority", authority.slug),
        url("ledger:authorities"),
        url("ledger:theme", theme.code),
        url("ledger:figures"),
        page.get_parent().url,
    ):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert len(queries) <= BUDGET, f"{address}: {len(queries)} queries"
        assert len(response.content) <= 60_000, f"{address}: {len(response.content)} bytes"


def test_a_published_number_never_changes():
    one = RecommendationFactory()
    one.number = "2015-99"
    with pytest.raises(ValidationError):
        one.full_clean()


def test_a_recommendation_says_what_it_is_to_machines(client):
    one = RecommendationFactory(title_fr="Ouvrir </script> un guichet")
    html = client.get(url("ledger:recommendation", one.number)).content.decode()
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    told = json.loads(block)
    assert told["identifier"] == one.reference
    assert told["name"] == one.title_fr
    assert told["@id"] == f"http://localhost:8000/fr/r/{one.number}/"
