"""What the list of the ledger counts with: which recommendation has which value, in few queries.

Counting here and not in SQL lets each facet ignore its own selection without a query each: choosing
one addressee must not hide how many were sent to the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import CharField, F, Value
from wagtail.models import Page

from cms import languages
from cms.filters import Facet, Option
from cms.readable import ReadableQuerySet
from directory.vocabulary import Theme

from . import account, states
from .authorities import Authority
from .kinds import Level, Type
from .recommendations import Recommendation

STATE, AUTHORITY, THEME, LEVEL = "state", "authority", "theme", "level"
YEAR, TYPE, SOURCE, GROUP = "year", "type", "source", "group"
FACETS = (STATE, AUTHORITY, THEME, LEVEL, YEAR, TYPE, SOURCE, GROUP)
LONG = {LEVEL, YEAR, TYPE, SOURCE, GROUP}
MOST_OPTIONS = 24  # beyond, one searches rather than reads

NONE: frozenset[int] = frozenset()

Chosen = Mapping[str, Collection[str]]


@dataclass
class Shelf:
    """Recommendations by their key, the latest first."""

    account: account.Account
    numbers: dict[int, str] = field(default_factory=dict)
    published: dict[int, datetime | None] = field(default_factory=dict)  # last time
    authorities: dict[int, Authority] = field(default_factory=dict)
    words: dict[str, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))
    # facet → code → recommendations that have it
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

    def facet(self, name: str, title: object, chosen: Chosen, among: Iterable[int]) -> Facet:
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
        return Facet(name, title, shown, name in LONG, len(options) - len(shown))


def read(on: date, recommendations=None) -> Shelf:
    """All that is public on that day, or those of these that are."""
    public = recommendations if recommendations is not None else Recommendation.objects.public()
    rows = public.latest_first().values_list(
        "pk",
        "number",
        "year",
        "level",
        "type",
        "last_published_at",
        "source_page__translation_key",
        "group__translation_key",
    )
    rows = list(rows)
    shelf = Shelf(account.read(on, {row[0] for row in rows}))
    families = {SOURCE: defaultdict(set), GROUP: defaultdict(set)}
    for pk, number, year, level, kind, published, source, group in rows:
        shelf.numbers[pk] = number
        shelf.published[pk] = published
        shelf.having[STATE][shelf.account.bucket(pk)].add(pk)
        for name, code in ((YEAR, str(year)), (LEVEL, level), (TYPE, kind)):
            shelf.having[name][code].add(pk)
        for name, family in ((SOURCE, source), (GROUP, group)):
            if family:
                families[name][family].add(pk)
    for wide, narrow in states.WITHIN.items():
        shelf.having[STATE][wide] = set().union(*(shelf.having[STATE][one] for one in narrow))
    add_themes(shelf)
    add_words(shelf)
    add_pages(shelf, families)
    return shelf


def add_themes(shelf):
    """One query: the words themselves, then who has them."""
    shape = ("pk", "code", "label_fr", "label_nl", "position")
    themed = Recommendation.themes.through.objects.order_by()
    nothing = [Value("", CharField())] * 3
    rows = (
        Theme.objects.order_by()
        .values_list(*shape)
        .union(themed.values_list("theme", *nothing, -F("recommendation")), all=True)
    )
    themes, having = {}, []
    for pk, code, *labels, number in rows:
        if code:
            themes[pk] = Theme(code=code, label_fr=labels[0], label_nl=labels[1], position=number)
        else:
            having.append((pk, -number))
    in_order = sorted(themes.values(), key=lambda theme: (theme.position, theme.code))
    shelf.words[THEME] = {theme.code: theme.label for theme in in_order}
    for theme, pk in having:
        if pk in shelf.numbers:
            shelf.having[THEME][themes[theme].code].add(pk)


def add_words(shelf):
    """Every value in words, in the order in which it is offered."""
    shelf.words[STATE] = dict(states.Bucket.choices)
    shelf.words[LEVEL] = {code: label.capitalize() for code, label in Level.choices}
    shelf.words[TYPE] = {code: label.capitalize() for code, label in Type.choices}
    shelf.words[YEAR] = {year: year for year in sorted(shelf.having[YEAR], reverse=True)}
    authorities = sorted(Authority.objects.all(), key=lambda one: one.called.plain.casefold())
    shelf.words[AUTHORITY] = {one.slug: one.called for one in authorities}
    shelf.authorities = {one.pk: one for one in authorities}
    for pk in shelf.numbers:
        for one in shelf.account.addressees(pk):
            shelf.having[AUTHORITY][shelf.authorities[one].slug].add(pk)


def add_pages(shelf, families):
    """Publications and groups by their family, so that an address is the same in both languages.

    Those that not everybody may read are not offered, not even by their name.
    """
    keys = {key for found in families.values() for key in found}
    if not keys:
        return
    pages = ReadableQuerySet(Page).readable_in(languages.current())
    titles = dict(
        pages.filter(translation_key__in=keys)
        .order_by("title")
        .values_list("translation_key", "title")
    )
    for name, found in families.items():
        shelf.words[name] = {key.hex: title for key, title in titles.items() if key in found}
        for key, having in found.items():
            shelf.having[name][key.hex] |= having
