"""The list's answer to *open now* is the pure functions' one."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.http import QueryDict

from directory import hours, reading
from directory.asking import Asked
from directory.models import Organisation
from search.find import ask
from search.query import MOST_PER_PAGE
from tests.factories.directory import (
    OpeningExceptionFactory,
    OrganisationFactory,
    ReceptionSlotFactory,
    ServiceFactory,
    ServiceSlotFactory,
)

pytestmark = pytest.mark.django_db
CLOCKS = [time(0), time(2, 30), time(6), time(9, 7), time(12), time(17), time(20), time(23, 59)]
# Around a holiday (21 July), a Saturday, and both nights on which the clock changes.
DAYS = [date(2026, 7, 20), date(2026, 7, 24), date(2026, 3, 28), date(2026, 10, 24)]


def entries_of_all_kinds(dice):
    for number in range(30):
        entry = OrganisationFactory(open_on_holidays=number % 2 == 0)
        for _slot in range(dice.randrange(4)):
            ReceptionSlotFactory(organisation=entry, **some_hours(dice))
        if number % 3 == 0:
            ServiceSlotFactory(service=ServiceFactory(organisation=entry), **some_hours(dice))
        if number % 4 == 0:
            first = dice.choice(DAYS) + timedelta(days=dice.randrange(2))
            last = dice.choice([None, first + timedelta(days=1)])
            clock = dice.choice([{}, {"opens": time(20), "closes": time(6)}])
            OpeningExceptionFactory(organisation=entry, first_day=first, last_day=last, **clock)


def some_hours(dice):
    opens, closes = dice.sample(CLOCKS, 2)
    return {"weekday": dice.randrange(7), "opens": opens, "closes": closes}


def open_by_list(now):
    asked = Asked(QueryDict("open=now"), now)
    results = asked.results(per_page=MOST_PER_PAGE)
    counted = {value.code: value.count for value in results.facets["open"].values}
    assert counted["now"] == results.total
    return {int(hit.pk) for hit in results.hits}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_list_and_the_rules_agree(seed):
    entries_of_all_kinds(random.Random(seed))
    schedules = reading.schedules(Organisation.objects.all())
    seen = set()
    for day in DAYS:
        for quarter in range(0, 4 * 48, 11):
            now = datetime(day.year, day.month, day.day, 0, 7, tzinfo=UTC)
            now += timedelta(minutes=15 * quarter)
            by_rule = {pk for pk, schedule in schedules.items() if hours.is_open(schedule, now)}
            assert open_by_list(now) == by_rule, now
            seen |= by_rule
    assert len(seen) > 10  # the hours above are not all closed


def test_the_hours_read_for_a_list_are_those_of_the_entry():
    entries_of_all_kinds(random.Random(4))
    entries = list(Organisation.objects.all())
    together = reading.schedules(entries)
    for entry in entries:
        one_by_one = entry.schedule
        assert set(together[entry.pk].slots) == set(one_by_one.slots)
        assert set(together[entry.pk].exceptions) == set(one_by_one.exceptions)


def test_open_on_a_day_and_at_an_hour_that_one_chooses():
    entry = OrganisationFactory()
    ReceptionSlotFactory(organisation=entry, weekday=1, opens=time(9), closes=time(12))
    now = datetime(2026, 11, 16, 22, tzinfo=UTC)
    for address, expected in (("at=2026-11-17T11:59", 1), ("at=2026-11-17T12:00", 0)):
        asked = Asked(QueryDict(address), now)
        answer, _engine = ask(asked.query, asked.parsed("fr"))
        assert answer.total == expected


def test_hours_that_change_are_followed():
    entry = OrganisationFactory()
    slot = ReceptionSlotFactory(organisation=entry, weekday=1, opens=time(9), closes=time(12))
    tuesday = datetime(2026, 11, 17, 10, tzinfo=hours.BRUSSELS)
    assert open_by_list(tuesday) == {entry.pk}
    slot.delete()
    assert open_by_list(tuesday) == set()
    of_service = ServiceSlotFactory(
        service=ServiceFactory(organisation=entry), weekday=1, opens=time(9), closes=time(12)
    )
    assert open_by_list(tuesday) == {entry.pk}
    of_service.delete()
    assert open_by_list(tuesday) == set()
