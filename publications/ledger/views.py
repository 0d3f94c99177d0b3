"""The ledger, and one recommendation."""

from django.db.models import Q, Value
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import frame
from cms.filters import chips
from cms.pages import paginate
from cms.subscriptions import topics
from directory.vocabulary import Audience, Theme

from . import casefile, linked_data
from .around import around
from .filters import Listing
from .interpellations import Demand
from .pages import crumb, data_links, readable
from .recommendations import Recommendation

PER_PAGE = 20


@require_safe
def ledger(request):
    listing = Listing(request.GET)
    page_obj = paginate(listing.ordered, request.GET.get("page"), PER_PAGE)
    is_plain = not listing.is_filtered and "sort" not in listing.asked
    context = {
        "listing": listing,
        "page_obj": page_obj,
        "rows": list(rows_of(page_obj.object_list, listing.shelf)),
        "chips": chips(listing.facets, request.GET),
        "kept_sort": listing.asked.get("sort", ""),
        "data": data_links("list", query=query_of(request)),
        "linked_data": linked_data.of_ledger() if is_plain else None,
        "robots": "" if is_plain else "noindex, follow",
        "description": _("What was asked, of whom, since when, and what was answered."),
    }
    return render(request, "publications/ledger/list.html", context)


def rows_of(pks, shelf):
    """Recommendations in this order, each with its clock and who speaks for it: one query."""
    found = Recommendation.objects.in_bulk(list(pks))
    for pk in pks:
        if pk in found:
            clock = shelf.account.cases[pk]
            asked = clock.sending and shelf.authorities[clock.sending.authority]
            yield found[pk], clock, asked


def query_of(request):
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@require_safe
def recommendation(request, number):
    known = Recommendation.objects.public() | Recommendation.objects.with_an_address()
    one = get_object_or_404(known.select_related("source_page", "group"), number=number)
    if one.is_withdrawn:
        return withdrawn(request, one)
    frame.of(request)  # it finds the roots of addresses, which Wagtail would ask for again
    on = timezone.localdate()
    demanded = Demand.objects.filter(recommendation=one).values("page__translation_key")
    named = {
        name: page.translation_key
        for name, page in (("source", one.source_page), ("group", one.group))
        if page
    }
    pages = readable(Q(translation_key__in=demanded) | Q(translation_key__in=list(named.values())))
    by_key = {page.translation_key: page for page in pages}
    source = by_key.get(named.get("source"))
    source_url = source.get_url(request) if source else ""
    context = {
        "recommendation": one,
        "description": one.title.plain,
        **words_of(one),
        "case": casefile.of_recommendation(one, on),
        "source": source,
        "source_url": source_url,
        "linked_data": linked_data.of_recommendation(one, source_url),
        "group": by_key.get(named.get("group")),
        "interpellations": [page for key, page in by_key.items() if key not in named.values()],
        "around": around(one),
        "today": on,
        "crumbs": [crumb()],
        "data": data_links(
            "recommendation",
            one.number,
            topic=topics.topic("recommendation", one.number),
            forms=("atom",),
        ),
    }
    return render(request, "publications/ledger/recommendation.html", context)


def withdrawn(request, one):
    """The number was printed in letters: its address keeps saying what became of it."""
    context = {"recommendation": one, "robots": "noindex", "crumbs": [crumb()]}
    return render(request, "publications/ledger/withdrawn.html", context, status=410)


def words_of(one):
    """Themes and audiences, words of the same shape: one query."""
    shape = ("code", "label_fr", "label_nl", "position")
    themes = one.themes.order_by().values_list(Value("themes"), *shape)
    audiences = one.audiences.order_by().values_list(Value("audiences"), *shape)
    found = {"themes": [], "audiences": []}
    models = {"themes": Theme, "audiences": Audience}
    for name, *values in themes.union(audiences).order_by("position", "code"):
        found[name].append(models[name](**dict(zip(shape, values, strict=True))))
    return found
