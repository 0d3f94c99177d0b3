"""The ten legal holidays of Belgium, as pure functions: deadlines and opening hours lean on them.

Only the holidays of the law are here. Days that some offices add (2 November, 26 December…) are
a fact about those offices, and belong to their own hours.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from operator import itemgetter

from .bilingual import Bilingual

YEARS = range(2000, 2051)
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    date: date
    name_fr: str
    name_nl: str

    name = Bilingual()


FIXED = [
    (1, 1, "Nouvel An", "Nieuwjaar"),
    (5, 1, "Fête du Travail", "Dag van de Arbeid"),
    (7, 21, "Fête nationale", "Nationale feestdag"),
    (8, 15, "Assomption", "Onze-Lieve-Vrouw-Hemelvaart"),
    (11, 1, "Toussaint", "Allerheiligen"),
    (11, 11, "Armistice", "Wapenstilstand"),
    (12, 25, "Noël", "Kerstmis"),
]
AFTER_EASTER = [
    (1, "Lundi de Pâques", "Paasmaandag"),
    (39, "Ascension", "Onze-Lieve-Heer-Hemelvaart"),
    (50, "Lundi de Pentecôte", "Pinkstermaandag"),
]


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computation (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> dict[date, Holiday]:
    """The holidays of one year by date, in order. Two may fall on one day: it has both names."""
    sunday = easter(year)
    days = [(date(year, month, day), fr, nl) for month, day, fr, nl in FIXED]
    days += [(sunday + timedelta(days=after), fr, nl) for after, fr, nl in AFTER_EASTER]
    found: dict[date, Holiday] = {}
    for day, fr, nl in sorted(days, key=itemgetter(0)):
        if same := found.get(day):
            fr, nl = f"{same.name_fr} · {fr}", f"{same.name_nl} · {nl}"
        found[day] = Holiday(day, fr, nl)
    return found


def holiday_on(day: date) -> Holiday | None:
    return holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Monday to Friday, holidays excepted."""
    return day.weekday() < SATURDAY and holiday_on(day) is None


def on_or_after(day: date) -> date:
    """The day itself, or the next working day."""
    while not is_working_day(day):
        day += ONE_DAY
    return day
