"""What hangs on an interpellation besides sendings and answers, in one question of the database.

Hearings, reminders, what was carried out of its demands, opinions on that, documents and pages:
six tables, of which a page of the site may not ask six questions.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from .assessments import Assessment
from .authorities import Authority
from .followups import FollowUp
from .interpellations import SeeAlso
from .milestones import Milestone
from .reminders import Reminded

NO_WORD = Value("", CharField())
NO_TEXT = Value("", TextField())
NO_DAY = Cast(Value(None), DateField())
NO_KEY = Cast(Value(None), BigIntegerField())
NO_NAMES = (NO_WORD, NO_WORD, NO_WORD, NO_WORD)
NO_REPLY = (NO_DAY, NO_TEXT, NO_TEXT)


@dataclass(frozen=True)
class Line:
    table: str
    pk: int
    day: date | None
    of: int | None  # what it is about: a recommendation, a sending, a document, a page
    other: int | None  # the document of a hearing, the kind of a page
    word: str
    by: str
    text_fr: str
    text_nl: str
    name_fr: str
    name_nl: str
    short_name_fr: str
    short_name_nl: str
    replied_on: date | None
    reply_fr: str
    reply_nl: str

    @property
    def authority(self):
        if not self.name_fr:
            return None
        names = ("name_fr", "name_nl", "short_name_fr", "short_name_nl")
        return Authority(**{name: getattr(self, name) for name in names})


def around(page, demands, on):
    """Lines of all six; `page` is the original, whose rows may be those of a draft."""
    parts = [
        milestones(page, on),
        reminders(page, on),
        follow_ups(demands, on),
        assessments(demands, on),
    ]
    kept = {"document": page.documents.all(), "page": page.see_also.all()}
    saved = [table for table, rows in kept.items() if isinstance(rows, QuerySet)]
    parts += [OF_PAGE[table](kept[table]) for table in saved]
    lines = [Line(*row) for row in parts[0].union(*parts[1:], all=True)]
    for table in kept.keys() - set(saved):
        lines += [drafted(table, row) for row in kept[table]]
    return lines


def names_of(authority):
    return [F(f"{authority}__{name}") for name in ("name_fr", "name_nl")] + [
        F(f"{authority}__short_{name}") for name in ("name_fr", "name_nl")
    ]


def line(table, rows, **facts):
    """The columns in the order of `Line`, so that a union can put them under one another."""
    columns = (
        Value(table, CharField()),
        F("pk"),
        facts.get("day", NO_DAY),
        facts.get("of", NO_KEY),
        facts.get("other", NO_KEY),
        facts.get("word", NO_WORD),
        facts.get("by", NO_WORD),
        *facts.get("text", (NO_TEXT, NO_TEXT)),
        *facts.get("names", NO_NAMES),
        *facts.get("reply", NO_REPLY),
    )
    return rows.order_by().values_list(*columns)


def milestones(page, on):
    return line(
        "milestone",
        Milestone.objects.until(on).filter(interpellation=page.pk),
        day=F("happened_on"),
        other=F("document_id"),
        word=F("kind"),
        text=(F("note_fr"), F("note_nl")),
        names=names_of("authority"),
    )


def reminders(page, on):
    rows = Reminded.objects.sent(on).filter(sending__interpellation=page.pk)
    return line("reminder", rows, day=F("reminder__sent_on"), of=F("sending_id"))


def follow_ups(demands, on):
    return line(
        "follow_up",
        FollowUp.objects.filter(recommendation__in=demands, assessed_on__lte=on),
        day=F("assessed_on"),
        of=F("recommendation_id"),
        word=F("implementation"),
        by=F("assessed_by"),
        text=(F("evidence_fr"), F("evidence_nl")),
    )


def assessments(demands, on):
    return line(
        "assessment",
        Assessment.objects.filter(recommendation__in=demands, made_on__lte=on),
        day=F("made_on"),
        of=F("recommendation_id"),
        word=F("verdict"),
        text=(F("opinion_fr"), F("opinion_nl")),
        names=names_of("replied_by"),
        reply=(F("replied_on"), F("reply_fr"), F("reply_nl")),
    )


OF_PAGE = {
    "document": lambda rows: line("document", rows, of=F("document_id")),
    "page": lambda rows: line("page", rows, of=F("other_id"), other=F("other__content_type_id")),
}


def drafted(table, row):
    if isinstance(row, SeeAlso):
        of, other = row.other_id, row.other.content_type_id
    else:
        of, other = row.document_id, None
    return Line(table, row.sort_order or 0, None, of, other, *[""] * 8, None, "", "")
