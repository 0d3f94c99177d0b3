"""The ledger, one recommendation, one authority."""

from statistics import median

from django.db.models import Min
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.pages import paginate
from cms.reading import Reading

from . import casefile, states
from .authorities import Authority
from .clock import SETTLING
from .filters import LedgerFilter
from .interpellations import Demand, InterpellationPage
from .recommendations import Recommendation
from .sendings import Sending

PER_PAGE = 20


@require_safe
def ledger(request):
    on = timezone.localdate()
    public = Recommendation.objects.public()
    form = LedgerFilter(request.GET, public, on)
    found = form.found().latest_first()
    page_obj = paginate(found, request.GET.get("page"), PER_PAGE)
    context = {
        "facets": form.facets,
        "page_obj": page_obj,
        "rows": casefile.with_clocks(page_obj.object_list, on),
        "is_filtered": bool(form.values),
        "robots": "noindex" if form.values else "",
    }
    return render(request, "publications/ledger/list.html", context)


@require_safe
def recommendation(request, number):
    one = get_object_or_404(Recommendation.objects.public().select_related("parent"), number=number)
    on = timezone.localdate()
    links = Reading(request)
    demanded_in = list(
        Demand.objects.filter(
            recommendation=one, page__in=InterpellationPage.objects.live().public()
        ).values_list("page_id", flat=True)
    )
    links.expect(pages=[*demanded_in, *filter(None, [one.source_page_id])])
    context = {
        "recommendation": one,
        "description": one.title.plain,
        "case": casefile.of_recommendation(one, on),
        "source": links.page(one.source_page_id) if one.source_page_id else None,
        "interpellations": [links.page(pk) for pk in demanded_in],
        "parent": one.parent if one.parent and one.parent.live else None,
        "parts": one.parts.public().order_by("number"),
        "crumbs": [crumb()],
        "today": on,
    }
    return render(request, "publications/ledger/recommendation.html", context)


@require_safe
def authority(request, slug):
    one = get_object_or_404(Authority.objects.prefetch_related("holders"), slug=slug)
    on = timezone.localdate()
    sendings = Sending.objects.public().to(one)
    awaited = list(sendings.awaiting_answer(on).values_list("pk", flat=True))
    others = sendings.exclude(pk__in=awaited).order_by("-sent_on", "-pk")
    order = awaited + list(others.values_list("pk", flat=True))
    if not order:
        raise Http404  # nothing public was addressed to it
    page_obj = paginate(order, request.GET.get("page"), PER_PAGE)
    rows = items_of(request, page_obj.object_list, on)
    context = {
        "authority": one,
        "page_obj": page_obj,
        "awaited": [row for row in rows if row["clock"].is_open],
        "others": [row for row in rows if not row["clock"].is_open],
        "record": record_of(one, sendings, awaited, on),
        "crumbs": [crumb()],
        "today": on,
    }
    return render(request, "publications/ledger/authority.html", context)


def items_of(request, pks, on):
    """Sendings in this order, each with its clock and a link to what was sent."""
    found = Sending.objects.with_everything().in_bulk(pks)
    links = Reading(request)
    links.expect(pages={s.interpellation_id for s in found.values() if s.interpellation_id})
    return [
        {
            "sending": found[pk],
            "clock": found[pk].clock(on),
            "page": links.page(found[pk].interpellation_id)
            if found[pk].interpellation_id
            else None,
        }
        for pk in pks
    ]


def record_of(authority, sendings, awaited, on):
    """Asked, answered, how fast: over all years."""
    settled = sendings.sent(on).filter(answers__kind__in=SETTLING, answers__received_on__lte=on)
    days = [
        (first - sent_on).days
        for sent_on, first in settled.annotate(first=Min("answers__received_on")).values_list(
            "sent_on", "first"
        )
    ]
    asked = states.sent_to(Recommendation.objects.public(), authority)
    return {
        "sent": len(days) + len(awaited),
        "answered": len(days),
        "awaited": len(awaited),
        "median_days": round(median(days)) if days else None,
        "done": states.in_bucket(asked, states.Bucket.DONE, on).count(),
    }


def crumb():
    return {"title": _("Recommendations"), "url": reverse("ledger:list")}
