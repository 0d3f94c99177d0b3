"""The meetings of a group or a body, as its page tells them: what comes, and what was."""

from dataclasses import dataclass
from itertools import islice

from django.db.models.functions import Coalesce

from cms import dates, languages
from cms.bilingual import Text

from .dates import expanded, is_within, place_of, told
from .records import Meeting

PLANNED = 3  # of what comes back, the next times are enough: the agenda has them all


@dataclass(frozen=True)
class Told:
    """A meeting, or one time of a meeting that comes back, with its place in words."""

    meeting: object
    place: Text


def meetings_of(page, today):
    rows = Meeting.objects.filter(group__translation_key=page.translation_key)
    return told_of(rows, today)


def meetings_of_body(body, today):
    return told_of(Meeting.objects.filter(body=body), today)


def told_of(rows, today):
    """One query; those that come, the next first, then those that were, the last first."""
    begin, language = dates.midnight(today), languages.current()
    rows = list(rows.select_related("venue").annotate(last=Coalesce("end", "start")))
    by_key = {row.pk: row for row in rows}
    coming = [told(by_key, key) for key in next_times(rows, begin)]
    past = [
        row for row in rows if row.is_public and not row.every and is_within(row.last, None, begin)
    ]
    return {
        "coming": [Told(one, place_of(one, language)) for one in coming],
        "past": [Told(one, place_of(one, language)) for one in past],
    }


def next_times(rows, begin):
    found = sorted(expanded(rows, begin, None), key=lambda pair: pair[0])
    once = [pair for pair in found if pair[1][1] is None]
    back = list(islice((pair for pair in found if pair[1][1]), PLANNED))
    return [key for _start, key in sorted(once + back, key=lambda pair: pair[0])]
