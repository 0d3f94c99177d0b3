"""What the page of an interpellation shows; a translation tells the facts of its original."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms import chosen
from cms.reading import Reading
from cms.subscriptions.topics import topic

from . import casefile, surroundings
from .answers import AnswerFile
from .assessments import Assessment
from .clock import SETTLING
from .followups import FollowUp
from .milestones import Milestone
from .pages import data_links
from .recommendations import Recommendation
from .reminders import Reminded
from .sendings import Sending
from .signatories import signed_by


def told(page, request):
    on = timezone.localdate()
    original = page.original
    demands = demanded(original)
    lines = defaultdict(list)
    for line in surroundings.around(original, demands, on):
        lines[line.table].append(line)
    reading = gathered(page, request, lines)
    sendings = sendings_of(original)
    assessments = [assessment_of(line) for line in lines["assessment"]]
    others = [
        *(event_of_milestone(line, reading) for line in lines["milestone"]),
        *events_of_reminders(lines["reminder"], sendings),
        *(event_of_follow_up(line, demands) for line in lines["follow_up"]),
    ]
    case = casefile.build(page, sendings, [], on, others)
    documents = (reading.document(line.of) for line in lines["document"])
    return {
        "case": case,
        "answers": [event.row for event in case.events if is_worth_reading(event)],
        "demands": demands,
        "assessments": assessed(demands, assessments, on),
        "documents": [document for document in documents if document],
        "signatories": list(signed_by(page)),
        "see_also": see_also(lines["page"], reading),
        "data": data_links("", topic=topic("interpellation", page.translation_key), forms=()),
        "today": on,
    }


def demanded(page):
    """The rows may be those of a draft, which are in no table yet."""
    public = Recommendation.objects.public()
    rows = page.demands.all()
    if isinstance(rows, QuerySet):
        rows = rows.filter(recommendation__in=public).select_related("recommendation")
        return [row.recommendation for row in rows]
    pks = [row.recommendation_id for row in rows]
    found = public.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def sendings_of(page):
    """A new draft has none."""
    files = Prefetch("answers__files", AnswerFile.objects.select_related("document"))
    sent = Sending.objects.filter(interpellation=page.pk)
    return list(sent.with_clock().prefetch_related(files))


def gathered(page, request, lines):
    """Pages and documents around it and in its findings are fetched together."""
    reading = Reading.of({"request": request})
    inside = chosen.references_of(page.findings)
    documents = {line.of for line in lines["document"]} | {
        line.other for line in lines["milestone"] if line.other
    }
    reading.expect(
        pages={line.of for line in lines["page"]} | set(inside[Page]),
        documents=documents | set(inside[get_document_model()]),
    )
    return reading


def event_of_milestone(line, reading):
    row = Milestone(
        pk=line.pk,
        happened_on=line.day,
        kind=line.word,
        note_fr=line.text_fr,
        note_nl=line.text_nl,
        authority=line.authority,
        document=reading.document(line.other) if line.other else None,
    )
    return casefile.Event("milestone", line.day, f"m{line.pk}", row)


def events_of_reminders(lines, sendings):
    by_key = {sending.pk: sending for sending in sendings}
    for line in lines:
        row = Reminded(pk=line.pk, sending=by_key[line.of])
        yield casefile.Event("reminder", line.day, f"r{line.pk}", row)


def event_of_follow_up(line, demands):
    return casefile.event_of_follow_up(
        FollowUp(
            pk=line.pk,
            assessed_on=line.day,
            recommendation=next(one for one in demands if one.pk == line.of),
            implementation=line.word,
            assessed_by=line.by,
            evidence_fr=line.text_fr,
            evidence_nl=line.text_nl,
        )
    )


def assessment_of(line):
    return Assessment(
        pk=line.pk,
        recommendation_id=line.of,
        made_on=line.day,
        verdict=line.word,
        opinion_fr=line.text_fr,
        opinion_nl=line.text_nl,
        replied_by=line.authority,
        replied_on=line.replied_on,
        reply_fr=line.reply_fr,
        reply_nl=line.reply_nl,
    )


def assessed(demands, assessments, on):
    """What the coordination thinks of what came of each demand, beside the authority's reply."""
    rows = defaultdict(list)
    for row in sorted(assessments, key=lambda row: (row.made_on, row.pk)):
        if row.replied_on and row.replied_on > on:
            row.reply_fr = row.reply_nl = ""
        rows[row.recommendation_id].append(row)
    return [(one, rows[one.pk]) for one in demands if rows[one.pk]]


def is_worth_reading(event):
    """An acknowledgement without a word of its own is told by the timeline alone."""
    return event.kind == "answer" and (event.row.kind in SETTLING or bool(event.row.text))


def see_also(lines, reading):
    """Groups, publications and news around it, as this reader may have them."""
    by_kind = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.pk):
        link = reading.page(line.of)
        if link and link not in by_kind[line.other]:
            by_kind[line.other].append(link)
    return [
        (ContentType.objects.get_for_id(kind).model_class()._meta.verbose_name, links)
        for kind, links in by_kind.items()
        if links
    ]
