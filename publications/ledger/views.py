"""The ledger, one recommendation, one authority."""

from statistics import median

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms import languages
from cms.pages import paginate
from cms.readable import ReadableQuerySet

from . import casefile, states
from .authorities import Authority
from .clock import of_case
from .filters import LedgerFilter
from .interpellations import Demand
from .recommendations import Recommendation
from .sendings import Sending

PER_PAGE = 20


@require_safe
def ledger(request):
    on = timezone.localdate()
    form = LedgerFilter(request.GET, Recommendation.objects.public(), on)
    paginator = Paginator(form.found().latest_first(), PER_PAGE)
    paginator.count = form.total  # counted already, for the facets
    page_obj = paginator.get_page(request.GET.get("page"))
    context = {
        "facets": form.facets,
        "page_obj": page_obj,
        "rows": casefile.with_clocks(page_obj.object_list, on),
        "is_filtered": bool(form.asked),
        "robots": "noindex" if form.asked else "",
    }
    return render(request, "publications/ledger/list.html", context)


@require_safe
def recommendation(request, number):
    one = get_object_or_404(
        Recommendation.objects.public().select_related("parent", "source_page"), number=number
    )
    on = timezone.localdate()
    demanded = Demand.objects.filter(recommendation=one).values("page__translation_key")
    source_key = one.source_page.translation_key if one.source_page else None
    pages = readable(Q(translation_key__in=demanded) | Q(translation_key=source_key))
    context = {
        "recommendation": one,
        "description": one.title.plain,
        "case": casefile.of_recommendation(one, on),
        "source": next((page for page in pages if page.translation_key == source_key), None),
        "interpellations": [page for page in pages if page.translation_key != source_key],
        "parent": one.parent if one.parent and one.parent.live else None,
        "parts": one.parts.public().order_by("number"),
        "crumbs": [crumb()],
    }
    return render(request, "publications/ledger/recommendation.html", context)


def readable(condition):
    """Pages by their family, each once, in the language this reader can have."""
    return list(ReadableQuerySet(Page).readable_in(languages.current()).filter(condition))


@require_safe
def authority(request, slug):
    one = get_object_or_404(Authority.objects.prefetch_related("holders"), slug=slug)
    on = timezone.localdate()
    addressed = Sending.objects.public().to(one).with_first_answer(on)
    rows = list(addressed.values_list("sent_on", "pk", "answered_on"))
    if not rows:
        raise Http404  # nothing public was addressed to it
    sent = [row for row in rows if row[0] and row[0] <= on]
    awaited = sorted(row[:2] for row in sent if row[2] is None)
    settled = sorted((row[:2] for row in sent if row[2]), reverse=True)
    unsent = [row[:2] for row in rows if row not in sent]
    order = [pk for _day, pk in awaited + settled + unsent]
    page_obj = paginate(order, request.GET.get("page"), PER_PAGE)
    items = items_of(page_obj.object_list, on)
    context = {
        "authority": one,
        "page_obj": page_obj,
        "awaited": [item for item in items if item["clock"].is_open],
        "settled": [item for item in items if item["clock"].answered_on],
        "unsent": [item for item in items if item["clock"].sent_on is None],
        "record": record_of(one, sent, on),
        "crumbs": [crumb()],
        "today": on,
    }
    return render(request, "publications/ledger/authority.html", context)


def items_of(pks, on):
    """Sendings in this order, each with its clock and, of an interpellation, the page to read."""
    sendings = Sending.objects.with_everything().prefetch_related("recommendation__follow_ups")
    found = sendings.in_bulk(pks)
    families = {s.interpellation.translation_key for s in found.values() if s.interpellation}
    pages = {page.translation_key: page for page in readable(Q(translation_key__in=families))}
    return [
        {
            "sending": found[pk],
            "clock": outcome(found[pk], on),
            "page": pages[found[pk].interpellation.translation_key]
            if found[pk].interpellation
            else None,
        }
        for pk in pks
    ]


def outcome(sending, on):
    """Where one sending stands; once it is answered, what came of it."""
    own = sending.clock(on)
    if own.is_open or sending.recommendation is None:
        return own
    return of_case([own], sending.recommendation.follow_ups.all(), on)


def record_of(authority, sent, on):
    """Asked, answered, how fast, carried out: over all years."""
    days = [(answered_on - sent_on).days for sent_on, _pk, answered_on in sent if answered_on]
    asked = states.sent_to(Recommendation.objects.public(), authority)
    return {
        "sent": len(sent),
        "awaited": len(sent) - len(days),
        "answered": len(days),
        "median_days": round(median(days)) if days else None,
        "done": states.in_bucket(asked, states.Bucket.DONE, on).count(),
    }


def crumb():
    return {"title": _("Recommendations"), "url": reverse("ledger:list")}
