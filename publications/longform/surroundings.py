"""What hangs on a publication, in one question of the database, as for an interpellation.

Its programme with who spoke, its evaluations, the files that come with it, its themes, the groups
that made it: seven tables, of which a page of the site may not ask seven questions.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, F, TextField, TimeField, Value
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page

from cms import languages
from directory.vocabulary import Theme

from . import producers
from .attachments import Attachment
from .evaluations import Evaluation
from .programme import ProgrammeItem, Speaker

NO_WORD = Value("", CharField())
NO_TEXT = Value("", TextField())
NO_DAY = Cast(Value(None), DateField())
NO_TIME = Cast(Value(None), TimeField())
NO_NUMBER = Cast(Value(None), BigIntegerField())
NO_PAIR = (NO_TEXT, NO_TEXT)


@dataclass(frozen=True)
class Line:
    table: str
    pk: int
    number: int | None  # its rank; of a file, its size
    of: int | None  # what it belongs to
    day: date | None
    hour: time | None
    kind: str
    name: str
    fr: str
    nl: str
    second_fr: str
    second_nl: str
    third_fr: str
    third_nl: str

    def pair(self, name, which=""):
        return {f"{name}_{code}": getattr(self, f"{which}{code}") for code in languages.CODES}


@dataclass
class Surroundings:
    """Rows as their models, whether read at once or taken from a draft."""

    programme: list[tuple[ProgrammeItem, tuple[Speaker, ...]]] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)
    attachments: list[tuple[Attachment, dict]] = field(default_factory=list)  # {language: file}
    themes: list[Theme] = field(default_factory=list)
    makers: list[Page] = field(default_factory=list)
    families: dict[int, UUID] = field(default_factory=dict)  # of the chapters that are named


def around(page, original_pk) -> Surroundings:
    """`original_pk`: of the page on which the rows of both languages hang."""
    parts = [
        moments(original_pk),
        speakers(original_pk),
        evaluations(original_pk),
        attachments(original_pk),
        *(files(original_pk, code) for code in languages.CODES),
        themes(page.pk),
    ]
    if (made := producers.makers_of(page.translation_key)) is not None:
        parts.append(makers(made))
    found = defaultdict(list)
    for row in parts[0].union(*parts[1:], all=True):
        one = Line(*row)
        found[one.table].append(one)
    for lines in found.values():
        lines.sort(key=lambda one: (one.number or 0, one.pk))
    return told(found)


def told(found):
    by_item, by_attachment = defaultdict(list), defaultdict(dict)
    for one in found["speaker"]:
        by_item[one.of].append(Speaker(pk=one.pk, part=one.kind, name=one.name, **one.pair("role")))
    for one in found["file"]:
        by_attachment[one.of][one.kind] = document(one)
    moments = [
        ProgrammeItem(
            pk=one.pk,
            day=one.day,
            starts_at=one.hour,
            kind=one.kind,
            chapter_id=one.of,
            **one.pair("title"),
        )
        for one in found["moment"]
    ]
    return Surroundings(
        programme=[(item, tuple(by_item[item.pk])) for item in moments],
        evaluations=[evaluation(one) for one in found["evaluation"]],
        attachments=[(attachment(one), by_attachment[one.pk]) for one in found["attachment"]],
        themes=[Theme(code=one.kind, **one.pair("label")) for one in found["theme"]],
        makers=sorted((maker(one) for one in found["maker"]), key=lambda page: page.title),
        families={one.of: UUID(one.name) for one in found["moment"] if one.of},
    )


def evaluation(one):
    return Evaluation(
        pk=one.pk,
        evaluated_on=one.day,
        **one.pair("result"),
        **one.pair("method", "second_"),
        **one.pair("evaluator", "third_"),
    )


def attachment(one):
    return Attachment(pk=one.pk, kind=one.kind, dated=one.day, **one.pair("title"))


def document(one):
    """Enough of it to be linked. Without a collection said, its model would ask for the usual."""
    return get_document_model()(
        pk=one.pk, title=one.fr, file=one.name, file_size=one.number, collection_id=None
    )


def maker(one):
    """Enough of a page to name it and to find its address."""
    return Page(id=one.pk, title=one.fr, url_path=one.name, locale=Locale(language_code=one.kind))


def line(table, rows, **facts):
    """The columns in the order of `Line`, so that a union can put them under one another."""
    columns = (
        Value(table, CharField()),
        facts.get("pk", F("pk")),
        facts.get("number", NO_NUMBER),
        facts.get("of", NO_NUMBER),
        facts.get("day", NO_DAY),
        facts.get("hour", NO_TIME),
        facts.get("kind", NO_WORD),
        facts.get("name", NO_WORD),
        *facts.get("first", NO_PAIR),
        *facts.get("second", NO_PAIR),
        *facts.get("third", NO_PAIR),
    )
    return rows.order_by().values_list(*columns)


def pair(name):
    return (F(f"{name}_fr"), F(f"{name}_nl"))


def moments(pk):
    return line(
        "moment",
        ProgrammeItem.objects.filter(page=pk),
        number=F("sort_order"),
        of=F("chapter_id"),
        day=F("day"),
        hour=F("starts_at"),
        kind=F("kind"),
        name=Cast("chapter__translation_key", CharField()),
        first=pair("title"),
    )


def speakers(pk):
    return line(
        "speaker",
        Speaker.objects.filter(item__page=pk),
        number=F("sort_order"),
        of=F("item_id"),
        kind=F("part"),
        name=F("name"),
        first=pair("role"),
    )


def evaluations(pk):
    return line(
        "evaluation",
        Evaluation.objects.filter(page=pk),
        day=F("evaluated_on"),
        first=pair("result"),
        second=pair("method"),
        third=pair("evaluator"),
    )


def attachments(pk):
    return line(
        "attachment",
        Attachment.objects.filter(page=pk),
        number=F("sort_order"),
        day=F("dated"),
        kind=F("kind"),
        first=pair("title"),
    )


def files(pk, code):
    """Those of one language: an attachment may have one in each."""
    file = f"file_{code}"
    return line(
        "file",
        Attachment.objects.filter(page=pk, **{f"{file}__isnull": False}),
        pk=F(file),
        number=F(f"{file}__file_size"),
        of=F("pk"),
        kind=Value(code, CharField()),
        name=Cast(f"{file}__file", CharField()),
        first=(F(f"{file}__title"), NO_TEXT),
    )


def themes(pk):
    from .publications import PublicationPage

    between = PublicationPage.themes.through.objects.filter(publicationpage=pk)
    return line(
        "theme",
        between,
        number=F("theme__position"),
        kind=F("theme__code"),
        first=pair("theme__label"),
    )


def makers(pages):
    return line(
        "maker",
        pages,
        kind=F("locale__language_code"),
        name=Cast("url_path", CharField()),
        first=(F("title"), NO_TEXT),
    )


def of_draft(page, original) -> Surroundings:
    """A preview: rows that are in no table yet. It may ask more."""
    items = list(original.programme.all())
    chapters = Page.objects.filter(pk__in=[item.chapter_id for item in items if item.chapter_id])
    made = producers.makers_of(page.translation_key)
    return Surroundings(
        programme=[(item, tuple(item.speakers.all())) for item in items],
        evaluations=list(original.evaluations.all()),
        attachments=[(row, own_files(row)) for row in original.attachments.all()],
        themes=list(page.themes.all()),
        makers=list(made) if made is not None else [],
        families=dict(chapters.values_list("pk", "translation_key")),
    )


def own_files(row):
    every = {code: getattr(row, f"file_{code}") for code in languages.CODES}
    return {code: file for code, file in every.items() if file}
