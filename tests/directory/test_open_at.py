"""The database's answer to *open now* is the pure functions' one."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from directory import hours, reading
from directory.catalogue import read
from directory.models import Organisation
from tests.factories.directory import (
    OpeningExceptionFactory,
    OrganisationFactory,
    ReceptionSlotFactory,
    ServiceFactory,
    ServiceSlotFactory,
)

pytestmark = pytest.mark.django_db
CLOCKS = [time(0), time(6), time(9), time(12), time(17), time(20), time(23, 59)]
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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_database_and_the_rules_agree(seed):
    entries_of_all_kinds(random.Random(seed))
    schedules = reading.schedules(Organisation.objects.all())
    seen = set()
    for day in DAYS:
        for half_hour in range(0, 96, 5):
            now = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
                minutes=30 * half_hour
            )
            by_rule = {pk for pk, schedule in schedules.items() if hours.is_open(schedule, now)}
            by_database = set(Organisation.objects.open_at(now).values_list("pk", flat=True))
            assert by_database == by_rule, now
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


def test_the_facet_counts_those_that_are_open_at_that_moment():
    entry = OrganisationFactory()
    ReceptionSlotFactory(organisation=entry, weekday=1, opens=time(9), closes=time(12))
    tuesday = datetime(2026, 11, 17, 10, tzinfo=hours.BRUSSELS)
    assert read(tuesday).having["open"]["now"] == {entry.pk}
    assert not read(tuesday + timedelta(hours=3)).having["open"]["now"]
