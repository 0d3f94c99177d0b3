"""Counting in memory which values a list offers, and how many each would give.

Counted here and not in SQL, each facet can ignore its own selection without a query of its own:
choosing one year must not hide how many there are of the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from .filters import Facet, Option

MOST_OPTIONS = 24  # beyond, one searches rather than reads
NONE: frozenset[int] = frozenset()

Chosen = Mapping[str, Collection[str]]


@dataclass
class Shelved:
    words: dict[str, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))
    # facet → code → keys of what has it
    having: dict[str, dict[str, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def matching(self, chosen: Chosen, among: Iterable[int], without: str = "") -> set[int]:
        """Those with one of the chosen values of every facet, `without` one of the facets."""
        found = set(among)
        for name, codes in chosen.items():
            if codes and name != without:
                found &= set().union(*(self.having[name].get(code, ()) for code in codes))
        return found

    def facet(
        self, name: str, title: object, chosen: Chosen, among: Iterable[int], is_long: bool = False
    ) -> Facet:
        """Values that would give something, and those that are chosen so they can be undone."""
        rest = self.matching(chosen, among, without=name)
        taken = set(chosen.get(name, ()))
        counts = {code: len(self.having[name].get(code, NONE) & rest) for code in self.words[name]}
        options = [
            Option(code, label, counts[code], code in taken)
            for code, label in self.words[name].items()
            if counts[code] or code in taken
        ]
        shown = options
        if len(options) > MOST_OPTIONS:
            limit = sorted((option.count for option in options), reverse=True)[MOST_OPTIONS - 1]
            shown = [one for one in options if one.count >= limit or one.is_chosen]
            shown = [one for one in shown if one.is_chosen] + [
                one for one in shown if not one.is_chosen
            ][:MOST_OPTIONS]
        return Facet(name, title, shown, is_long, len(options) - len(shown))
