"""How recommendations and bodies stand to each other: no circles, and drafts that undo nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from publications.ledger.authorities import absorbed
from publications.ledger.kinds import Relation
from publications.ledger.relations import earlier, later
from publications.models import Recommendation, Related
from tests.factories.publications import AuthorityFactory, RecommendationFactory, SendingFactory

PAIRS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=20)


@given(st.integers(1, 9), PAIRS)
def test_a_chain_is_the_same_from_both_ends_whatever_its_rows(pk, pairs):
    for other in range(1, 10):
        if other != pk:
            assert (other in earlier(pk, pairs)) == (pk in later(other, pairs))
    assert pk not in earlier(pk, pairs) | later(pk, pairs) | absorbed(pk, pairs)


def repeats(one, other):
    row = Related(recommendation=one, kind=Relation.REPEATS, other=other)
    row.full_clean()
    row.save()
    return row


@pytest.fixture
def asked(db):
    return [RecommendationFactory(year=year, number=f"{year}-01") for year in (2010, 2013, 2015)]


def test_a_chain_is_read_in_one_query(asked, django_assert_num_queries):
    first, second, third = asked
    repeats(second, first)
    repeats(third, second)
    for one in asked:
        with django_assert_num_queries(1):
            pairs = list(Related.objects.of_chain(one).values_list("recommendation_id", "other_id"))
        assert earlier(third.pk, pairs) == {first.pk, second.pk}
        assert later(first.pk, pairs) == {second.pk, third.pk}


def test_only_what_was_asked_before_can_be_repeated(asked):
    with pytest.raises(ValidationError, match="2015"):
        repeats(asked[0], asked[2])
    with pytest.raises(ValidationError):
        repeats(asked[0], asked[0])


def test_a_circle_within_a_year_is_refused_with_the_reason(db):
    one, two, three = (RecommendationFactory() for _n in range(3))
    repeats(two, one)
    repeats(three, two)
    with pytest.raises(ValidationError, match=one.reference):
        repeats(one, three)


def test_a_recommendation_is_no_part_of_itself(asked):
    first, second, _third = asked
    first.parent = second
    first.save()
    second.parent = Recommendation.objects.get(pk=first.pk)
    with pytest.raises(ValidationError):
        second.full_clean()


def test_a_draft_keeps_its_rows_until_it_is_published(asked):
    first, _second, third = asked
    third.related.add(Related(kind=Relation.ALTERNATIVE, other=first))
    draft = third.save_revision()
    assert not Related.objects.exists()
    sending = SendingFactory(recommendation=third)
    draft.publish()
    assert Related.objects.get().other == first
    first.save_revision().publish()  # the other side says nothing of it, and undoes nothing
    assert Related.objects.count() == 1
    assert sending in third.sendings.all()


def test_an_older_version_brings_no_other_number_back(asked):
    one = asked[0]
    one.save_revision().publish()
    older = one.save_revision()
    older.content["number"] = "2010-77"
    older.save()
    older.publish()
    assert Recommendation.objects.get(pk=one.pk).number == "2010-01"


def test_bodies_never_take_each_other_over(db):
    one, two = AuthorityFactory(), AuthorityFactory()
    one.successor, one.ended_on = two, date(2020, 1, 1)
    one.full_clean()
    one.save()
    two.successor, two.ended_on = one, date(2021, 1, 1)
    with pytest.raises(ValidationError):
        two.full_clean()


def test_a_withdrawal_needs_a_reason_and_leaves_the_lists(asked):
    one = asked[0]
    one.withdrawn_on = date(2026, 1, 1)
    with pytest.raises(ValidationError):
        one.full_clean()
    one.withdrawn_because_fr = "Remplacée."
    one.full_clean()
    one.save()
    assert one not in Recommendation.objects.public()
    assert one in Recommendation.objects.with_an_address()
