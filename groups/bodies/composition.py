"""Who sits where on a day, and whether the parts of a body weigh the same. Pure functions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """Somebody's time on a seat; a day that is not known is None."""

    seat: int
    started_on: date | None = None
    ended_on: date | None = None

    def covers(self, day):
        return (self.started_on or date.min) <= day <= (self.ended_on or date.max)

    def meets(self, other):
        first, second = sorted((self, other), key=lambda term: term.started_on or date.min)
        return (second.started_on or date.min) <= (first.ended_on or date.max)


def clashes(terms: Iterable[Term]) -> set[int]:
    """The seats on which two sit at the same time."""
    by_seat = defaultdict(list)
    for term in terms:
        by_seat[term.seat].append(term)
    return {
        seat
        for seat, some in by_seat.items()
        if any(first.meets(second) for first, second in combinations(some, 2))
    }


def predecessor(term, terms):
    """Of those on the same seat, the last one that ended before this one began."""
    if term.started_on is None:
        return None
    before = [
        one
        for one in terms
        if one.seat == term.seat and one.ended_on and one.ended_on < term.started_on
    ]
    return max(before, key=lambda one: one.ended_on, default=None)


@dataclass(frozen=True)
class Parity:
    """Of the constituencies with a vote: the seats of each."""

    seats: tuple[int, ...]

    @property
    def is_asked(self):
        return len(self.seats) > 1

    @property
    def holds(self):
        return self.is_asked and len(set(self.seats)) == 1


def parity(constituencies: Iterable, day: date) -> Parity:
    """Advisory voices do not count, nor those that began later or ended."""
    voting = [one for one in constituencies if one.has_a_vote and one.covers(day)]
    return Parity(tuple(one.seats for one in voting))


def days_of_change(spans: Iterable, today: date) -> list[date]:
    """When somebody came or went, the latest first; what is still to come is left out."""
    days = set()
    for span in spans:
        if span.started_on:
            days.add(span.started_on)
        if span.ended_on and span.ended_on < date.max:
            days.add(span.ended_on + ONE_DAY)
    return sorted((day for day in days if day <= today), reverse=True)
