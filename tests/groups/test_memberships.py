"""Who belongs to which organisation, on which day."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from cms.users import User
from groups.members.people import organisations_of
from groups.models import Membership
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("membre")


def test_one_belongs_from_the_first_day_until_the_day_it_ends(person):
    house = OrganisationFactory()
    Membership.objects.create(
        user=person, organisation=house, since=date(2026, 1, 1), until=date(2026, 3, 1)
    )
    assert organisations_of(person, date(2025, 12, 31)) == set()
    assert organisations_of(person, date(2026, 1, 1)) == {house.pk}
    assert organisations_of(person, date(2026, 2, 28)) == {house.pk}
    assert organisations_of(person, date(2026, 3, 1)) == set()


def test_who_has_no_account_that_works_belongs_nowhere(person):
    Membership.objects.create(user=person, organisation=OrganisationFactory())
    assert organisations_of(person)
    person.is_active = False
    assert organisations_of(person) == set()
    assert organisations_of(AnonymousUser()) == set()


def test_one_is_a_member_of_an_organisation_once_at_a_time(person):
    house = OrganisationFactory()
    before = {"since": date(2025, 1, 1), "until": date(2025, 6, 1)}
    Membership.objects.create(user=person, organisation=house, **before)
    Membership.objects.create(user=person, organisation=house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=person, organisation=house)
