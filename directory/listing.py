"""The list: one search box, facets that count, the right line in five seconds."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cms.pages import paginate

from . import catalogue, found, reading, saying
from .filters import CONFIRMED, NAME, RELEVANCE, SORTS, DirectoryFilter
from .organisations import Organisation

PER_PAGE = 20
TITLES = {
    catalogue.THEME: _("Theme"),
    catalogue.MODE: _("How one gets in"),
    catalogue.OPEN: _("When"),
    catalogue.LANGUAGE: _("Languages spoken"),
    catalogue.NEIGHBOURHOOD: _("Neighbourhood"),
    catalogue.AUDIENCE: _("For whom"),
    catalogue.BUILDING: _("Building"),
}
FOLDED = {catalogue.LANGUAGE, catalogue.NEIGHBOURHOOD, catalogue.AUDIENCE, catalogue.BUILDING}


@dataclass(frozen=True)
class Facet:
    name: str
    title: object
    options: list

    @property
    def is_folded(self):
        """Long lists that fewer people use wait behind their title, unless something is chosen."""
        return self.name in FOLDED and not any(option.is_chosen for option in self.options)


@dataclass
class Listing:
    """What was asked, what there is, and what is shown of it."""

    asked: dict
    chosen: dict
    catalogue: catalogue.Catalogue
    now: object
    ranking: list | None = field(init=False)

    def __post_init__(self):
        self.ranking = found.ranking(self.text, self.catalogue.entries) if self.text else None

    @property
    def text(self):
        return self.asked.get("q", "")

    @property
    def candidates(self):
        """Whatever the facets say: everything, or what the text finds."""
        return self.catalogue.entries if self.ranking is None else self.ranking

    @property
    def sort(self):
        usual = RELEVANCE if self.text else NAME
        asked = self.asked.get("sort", usual)
        return usual if asked == RELEVANCE else asked

    @property
    def sorts(self):
        """Without words to look for, nothing is more relevant than another."""
        return [sort for sort in SORTS if self.text or sort[0] != RELEVANCE]

    @cached_property
    def ordered(self):
        matching = self.catalogue.matching(self.chosen, self.candidates)
        if self.sort == RELEVANCE:
            return [entry for entry in self.ranking if entry in matching]
        if self.sort == CONFIRMED:
            return self.catalogue.by_confirmation(matching)
        return self.catalogue.by_name(matching)

    @cached_property
    def facets(self):
        facets = [
            Facet(name, title, self.catalogue.options(name, self.chosen, self.candidates))
            for name, title in TITLES.items()
        ]
        return [facet for facet in facets if facet.options]

    @cached_property
    def suggestion(self):
        return found.suggestion(self.text) if self.text and not self.ordered else ""

    def lines(self, ids):
        """A page of entries, with their hours: two queries whatever their number."""
        entries = Organisation.objects.listed().in_bulk(list(ids))
        schedules = reading.schedules(entries.values())
        return [
            {
                "entry": entries[pk],
                "opening": saying.opening(schedules[pk], self.now),
                "freshness": saying.freshness(entries[pk].confirmed_on),
                "modes": self.catalogue.labels_of(pk, catalogue.MODE),
                "languages": self.catalogue.labels_of(pk, catalogue.LANGUAGE),
                "neighbourhoods": self.catalogue.labels_of(pk, catalogue.NEIGHBOURHOOD),
            }
            for pk in ids
            if pk in entries
        ]


def chips(facets, query):
    """What was chosen, each with the address of the same list without it."""
    return [
        {"label": option.label, "url": address_without(query, facet.name, option.code)}
        for facet in facets
        for option in facet.options
        if option.is_chosen
    ]


def address_without(query, name, code):
    rest = query.copy()
    rest.setlist(name, [value for value in query.getlist(name) if value != code])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


@require_safe
def listing(request):
    now = timezone.now()
    shelf = catalogue.read(now)
    form = DirectoryFilter(request.GET, shelf)
    result = Listing(form.values, form.chosen, shelf, now)
    page = paginate(result.ordered, request.GET.get("page"), PER_PAGE)
    context = {
        "listing": result,
        "page_obj": page,
        "lines": result.lines(page.object_list),
        "chips": chips(result.facets, request.GET),
        "description": _("Organisations and services, with telephone, hours and languages."),
    }
    return render(request, "directory/list.html", context)
