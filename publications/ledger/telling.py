"""What the page of an interpellation shows; a translation tells the facts of its original."""

from collections import defaultdict

from django.utils import timezone
from wagtail.models import Page

from cms import languages
from cms.readable import ReadableQuerySet
from cms.subscriptions.topics import topic

from . import casefile
from .assessments import Assessment
from .clock import SETTLING
from .followups import FollowUp
from .milestones import Milestone
from .pages import data_links
from .recommendations import Recommendation
from .sendings import Sending
from .signatories import signed_by


def told(page):
    on = timezone.localdate()
    demands = demanded(page.original)
    case = case_of(page, demands, on)
    return {
        "case": case,
        "answers": [event.row for event in case.events if is_worth_reading(event)],
        "demands": demands,
        "assessments": assessed(demands, on),
        "documents": [row.document for row in documents_of(page.original)],
        "signatories": list(signed_by(page)),
        "see_also": see_also(page.original),
        "data": data_links("", topic=topic("interpellation", page.translation_key), forms=()),
        "today": on,
    }


def is_worth_reading(event):
    """An acknowledgement without a word of its own is told by the timeline alone."""
    return event.kind == "answer" and (event.row.kind in SETTLING or bool(event.row.text))


def demanded(page):
    """The rows may be those of a draft, which are in no table yet."""
    pks = [row.recommendation_id for row in page.demands.all()]
    found = Recommendation.objects.public().in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def assessed(demands, on):
    """What the coordination thinks of what came of each demand, beside the authority's reply."""
    made = Assessment.objects.filter(recommendation__in=demands, made_on__lte=on)
    rows = defaultdict(list)
    for row in made.select_related("replied_by"):
        rows[row.recommendation_id].append(row)
    return [(one, rows[one.pk]) for one in demands if rows[one.pk]]


def documents_of(page):
    return page.documents.select_related("document")


def case_of(page, demands, on):
    """Its own sendings and events, and what was carried out of its demands."""
    sendings = Sending.objects.filter(interpellation=page.original.pk)  # a new draft has none
    followed_up = FollowUp.objects.filter(recommendation__in=demands, assessed_on__lte=on)
    others = [
        *map(casefile.event_of_follow_up, followed_up.select_related("recommendation")),
        *map(event_of_milestone, milestones(page, on)),
    ]
    return casefile.build(page, list(sendings.with_everything()), [], on, others)


def milestones(page, on):
    return Milestone.objects.of(page).until(on).select_related("authority", "document")


def event_of_milestone(row):
    return casefile.Event("milestone", row.happened_on, f"m{row.pk}", row)


def see_also(page):
    """Groups, publications and news around it: each once, as this reader may have it."""
    chosen = [row.other_id for row in page.see_also.all()]
    if not chosen:
        return []
    families = Page.objects.filter(pk__in=chosen).values("translation_key")
    found = ReadableQuerySet(Page).readable_in(languages.current())
    by_kind = defaultdict(list)
    for one in found.filter(translation_key__in=families).order_by("path"):
        by_kind[one.specific_class._meta.verbose_name].append(one)
    return list(by_kind.items())
