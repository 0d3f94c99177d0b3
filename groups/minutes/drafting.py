"""Minutes begun from an agenda: a heading for each point, and where to write what comes of it."""

from datetime import timedelta
from html import escape

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.bilingual import text_in

from ..meetings.records import Meeting, Occurrence, times
from .attendance import expect
from .records import Minutes

YEAR = 366


def skeleton(points, language):
    """Rich text, in the words of its language, for so many points of an agenda."""
    with override(language):
        said, decided = escape(_("What was said:")), escape(_("Decision:"))
        to_do = escape(_("To do (which institution, by when):"))
        points = points or [_("Point of the agenda")]
    return "".join(
        f"<h3>{number}. {escape(point)}</h3><p>{said}</p><p><b>{decided}</b></p>"
        f"<p><b>{to_do}</b></p>"
        for number, point in enumerate(points, start=1)
    )


def points_of(meeting, language):
    """Its agenda in that language, or in the other one: a point is better kept than lost."""
    lines = text_in(meeting, "agenda", language).plain.splitlines()
    return [line.strip() for line in lines if line.strip()]


FROM_THE_SERIES = (
    "group",
    "body",
    "label_fr",
    "label_nl",
    "venue",
    "place_fr",
    "place_nl",
    "is_public",
    "agenda_fr",
    "agenda_nl",
)


def times_to_tell(series, today):
    """The last days on which it took place as planned: none of them has a record of its own."""
    told = frozenset(series.changes.values_list("instead_of", flat=True))
    return sorted(times(series, today - timedelta(days=YEAR), today, told), reverse=True)


def record_of(series, day):
    """One time of a meeting that comes back gets a record, to hang minutes on."""
    one = Occurrence(series, day)
    shared = {name: getattr(series, name) for name in FROM_THE_SERIES}
    return Meeting.objects.create(
        series=series, instead_of=day, start=one.start, end=one.end, **shared
    )


@transaction.atomic
def begin(meeting, language):
    """The minutes of a meeting: those there are, or a draft made from its agenda."""
    text = skeleton(points_of(meeting, language), language)
    minutes, is_new = Minutes.objects.get_or_create(
        meeting=meeting, defaults={"language": language, "text": text}
    )
    if is_new:
        expect(meeting)
    return minutes
