import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import languages

from . import suggesting
from .documents import Kind
from .find import find
from .forms import SearchForm
from .query import DEEPEST, KIND, Query, Results

FEW = 5  # with fewer hits than that, those of the other language are offered too
QUOTES = re.compile(r"[\"“”«»]")
NOINDEX = "noindex, follow"
# What people type who have found their way before.
EXAMPLES = (_("rent"), _("debts"), _("food parcel"), _("residence papers"), _("night shelter"))


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
    context = {"query": query, "robots": NOINDEX, "examples": EXAMPLES}
    if query.text:
        results = find(query)
        context |= {
            "results": results,
            "kinds": kind_choices(results),
            "page_obj": page_obj(results),
            "elsewhere": elsewhere(query, results),
            "other_language": languages.other(query.language),
            "elsewhere_url": elsewhere_url(query),
            "plainer": plainer(query.text) if not results.hits else "",
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


def plainer(text: str) -> str:
    """The same without quotation marks and exclusions, which may be why nothing was found."""
    words = [word for word in QUOTES.sub(" ", text).split() if not word.startswith("-")]
    return " ".join(words) if words != text.split() else ""


def elsewhere_url(query: Query) -> str:
    with translation.override(languages.other(query.language)):
        return f"{reverse('search')}?{urlencode({'q': query.text})}"


def kind_choices(results: Results) -> list[KindChoice]:
    """One kind alone, that nobody chose, is no choice."""
    facet = results.facets.get(KIND)
    values = {value.code: value for value in facet.values} if facet else {}
    choices = [
        KindChoice(code, str(label), values[code].count, values[code].is_selected)
        for code, label in Kind.choices
        if code in values
    ]
    return choices if len(choices) > 1 or results.query.kinds else []


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
