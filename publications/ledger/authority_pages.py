"""Those who are asked: all of them, and each with what waits for it, the longest silence first."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.pages import paginate
from cms.subscriptions import topics

from . import account, states
from .authorities import Authority
from .kinds import Level
from .pages import crumb, data_links, readable
from .sendings import Sending

PER_PAGE = 20  # what two printed sheets hold, with the record
FEW = 5  # of fewer answers a median says nothing


@dataclass(frozen=True)
class Record:
    """Asked, answered, how fast, carried out: over all years."""

    sent: int
    awaited: int
    answered: int
    median_days: int | None
    done: int


@require_safe
def authorities(request):
    """Every authority to which something public was addressed, by level of power."""
    on = timezone.localdate()
    asked = defaultdict(list)
    for clock in account.read(on).sendings.values():
        asked[clock.sending.authority].append(clock)
    levels = defaultdict(list)
    for one in Authority.objects.filter(pk__in=asked).select_related("successor"):
        levels[one.level].append((one, summary(asked[one.pk])))
    for rows in levels.values():
        rows.sort(key=lambda row: row[0].name.plain.casefold())
    context = {
        "levels": [(label, levels[code]) for code, label in Level.choices if code in levels],
        "crumbs": [crumb()],
        "description": _("Who was asked, what waits for an answer, and since when."),
    }
    return render(request, "publications/ledger/authorities.html", context)


def summary(clocks):
    silent = [clock.days for clock in clocks if clock.is_open]
    return {
        "addressed": len(clocks),
        "sent": sum(clock.sent_on is not None for clock in clocks),
        "awaited": len(silent),
        "days": max(silent, default=0),
    }


@require_safe
def authority(request, slug):
    one = get_object_or_404(
        Authority.objects.select_related("successor").prefetch_related("holders", "predecessors"),
        slug=slug,
    )
    on = timezone.localdate()
    whole = account.read(on)
    clocks = asked_of(one, whole)
    if not clocks:
        raise Http404  # nothing public was addressed to it
    awaited = sorted((c for c in clocks.values() if c.is_open), key=oldest_first)
    settled = sorted((c for c in clocks.values() if c.answered_on), key=oldest_first, reverse=True)
    unsent = [clock for clock in clocks.values() if clock.sent_on is None]
    order = [clock.sending.pk for clock in (*awaited, *settled, *unsent)]
    page_obj = paginate(order, request.GET.get("page"), PER_PAGE)
    items = items_of(page_obj.object_list, one, whole)
    holder = one.holder_on(on)
    context = {
        "authority": one,
        "page_obj": page_obj,
        "awaited": [item for item in items if item["clock"].is_open],
        "settled": [item for item in items if item["clock"].answered_on],
        "unsent": [item for item in items if item["clock"].sent_on is None],
        "left": page_obj.paginator.count - page_obj.end_index(),
        "record": record_of(whole, clocks),
        "holder": holder,
        "inherited": inherited(awaited, holder),
        "crumbs": [crumb(), {"title": _("Authorities"), "url": reverse("ledger:authorities")}],
        "data": data_links("authority", one.slug, topic=topics.topic("authority", one.slug)),
        "description": _("What %(authority)s was asked, since when, and what it answered.")
        % {"authority": one.name.plain},
        "today": on,
    }
    return render(request, "publications/ledger/authority.html", context)


def asked_of(authority, whole):
    """Sendings to it, and to the bodies that it took over, by their key."""
    bodies = {authority.pk, *Authority.objects.absorbed_by(authority)}
    return {pk: one for pk, one in whole.sendings.items() if one.sending.authority in bodies}


def oldest_first(clock):
    return clock.sent_on, clock.sending.pk


def inherited(awaited, holder):
    """How many were open already when who holds it now took office."""
    if holder is None or holder.started_on is None:
        return 0
    return sum(clock.sent_on < holder.started_on for clock in awaited)


def items_of(pks, authority, whole):
    """Sendings in this order, each with its clock and, of an interpellation, the page to read."""
    sendings = Sending.objects.select_related("authority", "recommendation", "interpellation")
    found = sendings.in_bulk(pks)
    families = {s.interpellation.translation_key for s in found.values() if s.interpellation}
    pages = {page.translation_key: page for page in readable(Q(translation_key__in=families))}
    holder = authority.holder_on(whole.on)
    return [item_of(found[pk], pages, authority, holder, whole) for pk in pks]


def item_of(sending, pages, authority, holder, whole):
    page = sending.interpellation and pages.get(sending.interpellation.translation_key)
    asked_before = bool(
        holder and holder.started_on and sending.sent_on and sending.sent_on < holder.started_on
    )
    return {
        "sending": sending,
        "clock": whole.outcome(sending.pk, sending.recommendation_id),
        "page": page,
        "is_inherited": asked_before,
        # Of a body that it took over: its name is said.
        "former": sending.authority if sending.authority_id != authority.pk else None,
    }


def record_of(whole, clocks):
    days = [clock.days for clock in clocks.values() if clock.answered_on]
    asked = [pk for pk, keys in whole.sent_with.items() if not clocks.keys().isdisjoint(keys)]
    return Record(
        sent=sum(clock.sent_on is not None for clock in clocks.values()),
        awaited=sum(clock.is_open for clock in clocks.values()),
        answered=len(days),
        median_days=round(median(days)) if len(days) >= FEW else None,
        done=sum(whole.bucket(pk) == states.Bucket.DONE for pk in asked),
    )
