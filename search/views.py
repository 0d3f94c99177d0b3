from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import languages

from . import suggesting
from .documents import Kind
from .find import find
from .forms import SearchForm
from .query import DEEPEST, KIND, Query, Results

FEW = 5  # with fewer hits than that, those of the other language are offered too
NOINDEX = "noindex, follow"


@dataclass(frozen=True)
class KindChoice:
    code: str
    label: str
    count: int
    is_selected: bool


@require_safe
def search(request):
    """One box over everything. No result page is for search engines to keep."""
    form = SearchForm(request.GET)
    query = form.query()
    context = {"query": query, "robots": NOINDEX}
    if query.text:
        results = find(query)
        context |= {
            "results": results,
            "kinds": kind_choices(results),
            "page_obj": page_obj(results),
            "elsewhere": elsewhere(query, results),
            "other_language": languages.other(query.language),
        }
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = NOINDEX
    return response


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    """For the box, while somebody types: what begins so, with its address."""
    query = SearchForm(request.GET).query()
    return suggesting.response(suggesting.suggestions(query.text, query.language))


def kind_choices(results: Results) -> list[KindChoice]:
    facet = results.facets.get(KIND)
    values = {value.code: value for value in facet.values} if facet else {}
    return [
        KindChoice(code, str(label), values[code].count, values[code].is_selected)
        for code, label in Kind.choices
        if code in values
    ]


def page_obj(results: Results):
    """The paginator counts; the engine has already fetched the page."""
    reachable = range(min(results.total, DEEPEST))
    return Paginator(reachable, results.query.size).get_page(results.page)


def elsewhere(query: Query, results: Results) -> Results | None:
    """What the other language has, where this one has little; never mixed with it."""
    if results.total >= FEW and not results.is_approximate:
        return None
    language = languages.other(query.language)
    found = find(replace(query, language=language, page=1, per_page=FEW, forgiving=False))
    return found if found.hits else None
