"""What the directory's list needs to know of every entry, in one query: names, codes, words.

Counting here and not in SQL keeps a page of the list at one query for all facets together, and
lets each facet ignore its own selection: choosing *housing* must not hide how many do *health*.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from cms import languages
from cms.bilingual import Bilingual
from search.language.folding import fold

from .opening import ReceptionSlot, ServiceSlot
from .organisations import Organisation
from .places import Place
from .services import Service
from .vocabulary import (
    AccessMode,
    Audience,
    Building,
    Neighbourhood,
    SpokenLanguage,
    Theme,
    WhenOpen,
)

THEME, AUDIENCE, NEIGHBOURHOOD, LANGUAGE = "theme", "audience", "neighbourhood", "language"
MODE, OPEN, BUILDING = "mode", "open", "building"
FACETS = (THEME, MODE, OPEN, LANGUAGE, NEIGHBOURHOOD, AUDIENCE, BUILDING)

EVENING = time(18, 0)
LATE = Q(closes__gt=EVENING) | Q(closes__lte=F("opens"))
SATURDAY = 5
ENTRY = "entry"


@dataclass(frozen=True)
class Entry:
    id: int
    name_fr: str
    name_nl: str
    confirmed_on: str  # 2026-10-05, or nothing: only compared

    def sort_name(self, language: str) -> str:
        first, second = self.name_fr, self.name_nl
        return fold((second or first) if language == "nl" else (first or second))


@dataclass(frozen=True)
class Word:
    code: str
    label_fr: str
    label_nl: str
    position: int

    label = Bilingual()

    @property
    def plain(self):
        return self.label.plain


@dataclass(frozen=True)
class Option:
    """A value of a facet as the reader sees it: how many entries it would give."""

    code: str
    label: object
    count: int
    is_chosen: bool


Chosen = Mapping[str, Iterable[str]]


@dataclass
class Catalogue:
    entries: dict[int, Entry] = field(default_factory=dict)
    words: dict[str, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))
    # facet → code → entries that have it
    having: dict[str, dict[str, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def matching(self, chosen: Chosen, among: Iterable[int], without: str = "") -> set[int]:
        """Entries with one of the chosen values of every facet, `without` one of the facets."""
        found = set(among)
        for facet, codes in chosen.items():
            if codes and facet != without:
                found &= set().union(*(self.having[facet][code] for code in codes))
        return found

    def options(self, facet: str, chosen: Chosen, among: Iterable[int]) -> list[Option]:
        """Values that would give something, and those that are chosen so they can be taken away."""
        rest = self.matching(chosen, among, without=facet)
        taken = set(chosen.get(facet, ()))
        options = [
            Option(code, label, len(self.having[facet][code] & rest), code in taken)
            for code, label in self.labels(facet)
        ]
        return [option for option in options if option.count or option.is_chosen]

    def labels(self, facet: str) -> list[tuple[str, object]]:
        return [
            (code, word.label if isinstance(word, Word) else word)
            for code, word in self.words[facet].items()
        ]

    def labels_of(self, entry: int, facet: str) -> list[object]:
        """What one entry has of a facet, in words."""
        return [label for code, label in self.labels(facet) if entry in self.having[facet][code]]

    def by_name(self, entries: Iterable[int]) -> list[int]:
        language = languages.current()
        return sorted(entries, key=lambda entry: self.entries[entry].sort_name(language))

    def by_confirmation(self, entries: Iterable[int]) -> list[int]:
        named = self.by_name(entries)
        return sorted(named, key=lambda entry: self.entries[entry].confirmed_on, reverse=True)


def read(now: datetime) -> Catalogue:
    """Everything that is listed at this moment."""
    first, *others = [*arms_of_entries(now), *arms_of_words(), *arms_of_services()]
    catalogue = Catalogue()
    words = []
    for kind, entry, code, label_fr, label_nl, position in first.union(*others, all=True):
        if kind == ENTRY:
            catalogue.entries[entry] = Entry(entry, label_fr, label_nl, code)
        elif entry:
            # Drafts too: they drop out because only listed entries are ever candidates.
            catalogue.having[kind][code].add(entry)
        else:
            words.append((position, code, kind, Word(code, label_fr, label_nl, position)))
    for _position, code, kind, word in sorted(words, key=lambda row: row[:3]):
        catalogue.words[kind][code] = word
    for kind, choices in ((MODE, AccessMode), (OPEN, WhenOpen), (BUILDING, Building)):
        catalogue.words[kind] = dict(choices.choices)
    return catalogue


def arm(rows: QuerySet, kind: str, entry: object, code: object, *rest: object) -> QuerySet:
    """One part of the query: a kind of row, the entry it speaks of, a code."""
    label_fr, label_nl, position = rest or (Value(""), Value(""), Value(0))
    return rows.order_by().values_list(
        Value(kind, CharField()), entry, code, label_fr, label_nl, position
    )


def arms_of_entries(now: datetime) -> list[QuerySet]:
    listed = Organisation.objects.listed()
    confirmed = Coalesce(Cast("confirmed_on", CharField(max_length=10)), Value(""))
    return [
        arm(listed, ENTRY, F("pk"), confirmed, F("name_fr"), F("name_nl"), Value(0)),
        arm(listed.open_at(now), OPEN, F("pk"), Value(WhenOpen.NOW.value)),
        link(Organisation.themes.through, THEME, "organisation_id", F("theme__code")),
        link(
            ReceptionSlot, OPEN, "organisation_id", Value(WhenOpen.SATURDAY.value), weekday=SATURDAY
        ),
        arm(
            ReceptionSlot.objects.filter(LATE),
            OPEN,
            F("organisation_id"),
            Value(WhenOpen.EVENING.value),
        ),
        link(
            Place,
            NEIGHBOURHOOD,
            "organisation_id",
            F("neighbourhood__code"),
            neighbourhood__isnull=False,
        ),
        link(Place, BUILDING, "organisation_id", Value(Building.STEP_FREE.value), step_free=True),
    ]


def arms_of_words() -> list[QuerySet]:
    lists: dict[str, type[Model]] = {
        THEME: Theme,
        AUDIENCE: Audience,
        LANGUAGE: SpokenLanguage,
        NEIGHBOURHOOD: Neighbourhood,
    }
    return [
        arm(
            model.objects.all(),
            kind,
            Value(0),
            F("code"),
            F("label_fr"),
            F("label_nl"),
            F("position"),
        )
        for kind, model in lists.items()
    ]


def arms_of_services() -> list[QuerySet]:
    owner = "service__organisation_id"
    modes = {
        AccessMode.WALK_IN: "walk_in",
        AccessMode.APPOINTMENT: "by_appointment",
        AccessMode.REFERRAL: "by_referral",
    }
    return [
        link(Service.themes.through, THEME, owner, F("theme__code")),
        link(Service.audiences.through, AUDIENCE, owner, F("audience__code")),
        link(Service.languages.through, LANGUAGE, owner, F("spokenlanguage__code")),
        *slot_arms(ServiceSlot, owner),
        *(
            link(Service, MODE, "organisation_id", Value(mode.value), **{flag: True})
            for mode, flag in modes.items()
        ),
    ]


def slot_arms(model: type[Model], owner: str) -> list[QuerySet]:
    slots = model._default_manager
    return [
        arm(slots.filter(weekday=SATURDAY), OPEN, F(owner), Value(WhenOpen.SATURDAY.value)),
        arm(slots.filter(LATE), OPEN, F(owner), Value(WhenOpen.EVENING.value)),
    ]


def link(model: type[Model], kind: str, owner: str, code: object, **having: object) -> QuerySet:
    """Rows that say: this entry has this code."""
    return arm(model._default_manager.filter(**having), kind, F(owner), code)
