from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms import holidays

DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 20))


@pytest.mark.parametrize(
    "sunday",
    [date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2015, 4, 5), date(2038, 4, 25)],
)
def test_easter_falls_where_the_almanac_says(sunday):
    assert holidays.easter(sunday.year) == sunday


def test_the_holidays_of_2015():
    assert list(holidays.holidays(2015)) == [
        date(2015, 1, 1),
        date(2015, 4, 6),
        date(2015, 5, 1),
        date(2015, 5, 14),
        date(2015, 5, 25),
        date(2015, 7, 21),
        date(2015, 8, 15),
        date(2015, 11, 1),
        date(2015, 11, 11),
        date(2015, 12, 25),
    ]


def test_a_holiday_has_its_name_in_both_languages():
    day = holidays.holiday_on(date(2026, 7, 21))
    assert day.name == "Fête nationale"
    with translation.override("nl"):
        assert day.name == "Nationale feestdag"


def test_two_holidays_on_one_day_keep_both_names():
    day = holidays.holiday_on(date(2008, 5, 1))
    assert day.name_fr == "Fête du Travail · Ascension"
    assert len(holidays.holidays(2008)) == 9


@pytest.mark.parametrize("year", holidays.YEARS)
def test_easter_is_a_sunday_of_spring(year):
    sunday = holidays.easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@given(DAYS)
def test_the_next_working_day_is_the_nearest_one(day):
    found = holidays.on_or_after(day)
    assert holidays.is_working_day(found)
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert not any(holidays.is_working_day(one) for one in between)
    assert len(between) <= 4
