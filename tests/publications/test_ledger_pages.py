"""The pages of the ledger: facts the same in both languages, odd input, as few queries for many."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from publications.ledger.kinds import AnswerKind, Implementation
from publications.models import Answer, Demand, Recommendation, Sending
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
    for name in ("theme", "authority", "year", "state", "page"):
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
    facets = {facet.name: facet for facet in client.get(url("ledger:list")).context["facets"]}
    assert {(o.value, o.count) for o in facets["state"].options} == {("open", 1), ("answered", 1)}
    assert {(o.value, o.count) for o in facets["year"].options} == {(2015, 1), (2014, 1)}


def test_an_authority_reads_open_items_first_and_oldest_first(client):
    authority = AuthorityFactory()
    new = SendingFactory(authority=authority, sent_on=date(2016, 1, 1))
    old = SendingFactory(authority=authority, sent_on=date(2014, 1, 1))
    settled = AnswerFactory(sending__authority=authority, received_on=date(2015, 4, 1)).sending
    FollowUpFactory(recommendation=settled.recommendation, implementation=Implementation.DONE)
    context = client.get(url("ledger:authority", authority.slug)).context
    assert [item["sending"] for item in context["awaited"]] == [old, new]
    assert [item["sending"] for item in context["settled"]] == [settled]
    assert context["record"] == {
        "sent": 3,
        "awaited": 2,
        "answered": 1,
        "median_days": 14,
        "done": 1,
    }


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
    return every[0], authority, page


def warm(client):
    """What a process asks once: the site, the languages, the content types."""
    client.get(url("ledger:list"))


@pytest.mark.parametrize("count", [10, 1000])
def test_as_few_queries_for_many_as_for_few(client, count):
    one, authority, page = many(count)
    warm(client)
    for address in (
        url("ledger:list"),
        f"{url('ledger:list')}?state=open&page=2",
        url("ledger:recommendation", one.number),
        url("ledger:authority", authority.slug),
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
