"""What the list of the ledger counts with: which recommendation has which value, in few queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from wagtail.models import Page

from cms import languages
from cms.readable import ReadableQuerySet
from cms.shelves import Shelved
from directory import theming

from . import account, states
from .account import Account
from .authorities import Authority
from .kinds import Level, Type
from .recommendations import Recommendation

STATE, AUTHORITY, THEME, LEVEL = "state", "authority", "theme", "level"
YEAR, TYPE, SOURCE, GROUP = "year", "type", "source", "group"
FACETS = (STATE, AUTHORITY, THEME, LEVEL, YEAR, TYPE, SOURCE, GROUP)
LONG = {LEVEL, YEAR, TYPE, SOURCE, GROUP}


@dataclass
class Shelf(Shelved):
    """Recommendations by their key, the latest first."""

    account: Account = field(kw_only=True)
    numbers: dict[int, str] = field(default_factory=dict)
    published: dict[int, datetime | None] = field(default_factory=dict)  # last time
    authorities: dict[int, Authority] = field(default_factory=dict)


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
    shelf = Shelf(account=account.read(on, {row[0] for row in rows}))
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
    words, having = theming.themes_of(Recommendation, "recommendation")
    shelf.words[THEME] = words
    for code, pk in having:
        if pk in shelf.numbers:
            shelf.having[THEME][code].add(pk)


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
