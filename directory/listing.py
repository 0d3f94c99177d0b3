"""The list: one search box, facets that count, the right line in five seconds."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.filters import Chip, Facet, Option, address_without
from search.query import DEEPEST, Hit, Results

from . import near, reading, saying
from .asking import AT, Asked
from .filters import FACETS, RADII
from .organisations import Organisation
from .words import (
    AUDIENCE,
    BUILDING,
    KIND,
    LANGUAGE,
    MODE,
    MUNICIPALITY,
    NEIGHBOURHOOD,
    NETWORK,
)

PER_PAGE = 20
MOST_OPTIONS = 24  # of one facet: nobody reads more, and the page must stay small
MOST_LOOSENED = 8
LONG = {LANGUAGE, NEIGHBOURHOOD, MUNICIPALITY, AUDIENCE, BUILDING, KIND, NETWORK}
EXPORTS = [("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON")]
# Where everybody has the same one, there is nothing to choose.
POINTLESS_ALONE = {MUNICIPALITY, KIND}


class Listing:
    """What was asked, what there is, and what is shown of it."""

    def __init__(self, asked: Asked, address: QueryDict, page: int = 1, per_page: int = PER_PAGE):
        self.asked = asked
        self.address = address
        self.results: Results = asked.results(page=page, per_page=per_page)

    @property
    def total(self) -> int:
        return self.results.total

    @property
    def page_obj(self):
        """The paginator counts; the engine has already fetched the page."""
        reachable = range(min(self.total, DEEPEST))
        return Paginator(reachable, self.results.query.size).get_page(self.results.page)

    @cached_property
    def facets(self) -> list[Facet]:
        facets = [self.facet(name, title) for name, title in FACETS.items()]
        return [facet for facet in facets if facet.options]

    def facet(self, name: str, title) -> Facet:
        counted = self.results.facets.get(name)
        counts = {value.code: value.count for value in counted.values} if counted else {}
        taken = set(self.asked.chosen.get(name, ()))
        options = [
            Option(code, label, counts.get(code, 0), code in taken)
            for code, label in self.asked.labels[name].items()
            if counts.get(code) or code in taken
        ]
        if name in POINTLESS_ALONE and len(options) == 1 and not taken:
            options = []
        shown = most_frequent(options)
        return Facet(name, title, shown, name in LONG, len(options) - len(shown))

    @cached_property
    def chips(self) -> list[Chip]:
        return [choice.chip for choice in self.choices]

    @cached_property
    def choices(self) -> list["Choice"]:
        """All that narrows the list, each with the question that would do without it."""
        return [*self.choices_of_facets(), *self.other_choices()]

    def choices_of_facets(self):
        query = self.asked.query
        for name, codes in self.asked.chosen.items():
            for code in codes:
                rest = tuple(other for other in codes if other != code)
                chip = Chip(
                    self.asked.labels[name][code], address_without(self.address, name, code)
                )
                yield Choice(chip, replace(query, filters={**query.filters, name: rest}))

    def other_choices(self):
        query, asked = self.asked.query, self.asked
        if asked.spot:
            chip = Chip(
                _("less than %(distance)s from %(place)s")
                % {"distance": dict(RADII)[asked.radius], "place": asked.spot.label},
                without(self.address, "near", "within"),
            )
            yield Choice(chip, replace(query, near=None))
        if asked.moment:
            local = timezone.localtime(asked.moment)
            when = date_format(local, "DATETIME_FORMAT")
            chip = Chip(_("open on %(when)s") % {"when": when}, without(self.address, "at"))
            yield Choice(chip, replace(query, filters={**query.filters, AT: ()}))
        if asked.text:
            chip = Chip(_("“%(text)s”") % {"text": asked.text}, without(self.address, "q"))
            yield Choice(chip, replace(query, text=""), words=asked.text)

    @cached_property
    def loosened(self) -> list[dict]:
        """What to give up when nothing has it all, and how many that would give."""
        found = [
            {
                "url": choice.chip.url,
                "words": choice.words or choice.chip.label,
                "count": self.asked.total(choice.query),
            }
            for choice in self.choices[:MOST_LOOSENED]
        ]
        return sorted(
            (one for one in found if one["count"]), key=lambda one: one["count"], reverse=True
        )

    @cached_property
    def words_alone(self) -> dict | None:
        """Where giving up one choice is not enough: what the words would find without any."""
        if self.loosened or self.wider or not self.asked.text:
            return None
        query = replace(self.asked.query, filters={}, near=None)
        count = self.asked.total(query)
        url = f"?{urlencode({'q': self.asked.text})}"
        return {"count": count, "url": url} if count else None

    @cached_property
    def wider(self) -> list[dict]:
        """Larger circles that would have something."""
        around = self.asked.around
        if around is None:
            return []
        larger = [(code, label) for code, label in RADII if float(code) > around.kilometres]
        found = []
        for code, label in larger:
            query = replace(self.asked.query, near=replace(around, kilometres=float(code)))
            if count := self.asked.total(query):
                changed = {"within": code, "page": None}
                found.append(
                    {"label": label, "count": count, "url": with_changes(self.address, changed)}
                )
        return found[:1]

    @property
    def other_spots(self) -> list[dict]:
        """Other places of that name."""
        return [
            {"label": spot.label, "url": with_changes(self.address, {"near": spot.label})}
            for spot in self.asked.spots[1:]
        ]

    @cached_property
    def lines(self) -> list[dict]:
        """A page of entries, with their hours: two queries whatever their number."""
        hits = self.results.hits
        entries = Organisation.objects.listed().in_bulk([int(hit.pk) for hit in hits])
        schedules = reading.schedules(entries.values())
        return [
            self.line(hit, entries[int(hit.pk)], schedules[int(hit.pk)])
            for hit in hits
            if int(hit.pk) in entries
        ]

    def line(self, hit: Hit, entry: Organisation, schedule) -> dict:
        return {
            "entry": entry,
            "opening": saying.opening(schedule, self.asked.now),
            "freshness": saying.freshness(entry.confirmed_on),
            "modes": self.labels_of(hit, MODE),
            "languages": self.labels_of(hit, LANGUAGE),
            "neighbourhoods": self.labels_of(hit, NEIGHBOURHOOD),
            "distance": self.distance(hit),
        }

    def labels_of(self, hit: Hit, facet: str) -> list[object]:
        """What one entry has of a facet, in words, in the order of the list."""
        having = set(hit.facets.get(facet, ()))
        return [label for code, label in self.asked.labels[facet].items() if code in having]

    def distance(self, hit: Hit) -> str:
        if self.asked.around is None or not hit.places:
            return ""
        return near.said(min(self.asked.around.kilometres_to(*place) for place in hit.places))


@dataclass(frozen=True)
class Choice:
    chip: Chip
    query: object  # without it
    words: str = ""  # where the label of the chip already stands between quotation marks


def most_frequent(options: list[Option]) -> list[Option]:
    """In the order of the list; the rarest are left out where there are too many."""
    if len(options) <= MOST_OPTIONS:
        return options
    by_count = sorted(options, key=lambda option: (not option.is_chosen, -option.count))
    kept = {option.code for option in by_count[:MOST_OPTIONS]}
    return [option for option in options if option.code in kept]


def number_of(address: QueryDict) -> int:
    try:
        return max(1, min(int(address.get("page", "1")), DEEPEST))
    except ValueError:
        return 1


def without(address: QueryDict, *names: str) -> str:
    return with_changes(address, dict.fromkeys([*names, "page"]))


def with_changes(address: QueryDict, changes: dict) -> str:
    rest = address.copy()
    for name, value in changes.items():
        rest.pop(name, None)
        if value is not None:
            rest[name] = value
    return f"?{rest.urlencode()}"


@require_safe
def listing(request):
    result = Listing(Asked(request.GET, timezone.now()), request.GET, number_of(request.GET))
    context = context_of(result) | {
        "description": _("Organisations and services, with telephone, hours and languages."),
    }
    return render(request, "directory/list.html", context)


def context_of(result: Listing) -> dict:
    """For the list, its map and its print."""
    return {
        "listing": result,
        "asked": result.asked,
        "results": result.results,
        "lines": result.lines,
        "facets": result.facets,
        "chips": result.chips,
        "page_obj": result.page_obj,
        "radii": RADII,
        "exports": EXPORTS,
        "has_map": bool(settings.MAP_TILES),
    }
