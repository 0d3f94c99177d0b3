"""What the agenda of the network shows of the meetings of groups and of bodies of governance."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import dates
from cms.bilingual import Text, text_in
from cms.dates import Entry, Kind

from .records import Meeting, Occurrence, at_the_same_hour, times

HORIZON = timedelta(days=365)  # how far ahead a meeting that comes back is told
REPETITION = ("every", "interval", "last_time", "series_id", "instead_of")


class Meetings:
    def moments(self, asked):
        if asked.kind in ("", Kind.MEETING):
            yield from moments_of(narrowed(asked), asked.since, asked.until)

    def entries(self, keys, language, in_full=False):
        rows = Meeting.objects.with_page(language).select_related("group__theme", "body", "venue")
        found = rows.in_bulk({pk for pk, _day in keys})
        return {key: entry_of(told(found, key), language) for key in keys if key[0] in found}

    def families(self):
        rows = Meeting.objects.filter(is_public=True, group__isnull=False)
        yield rows.values("group__translation_key")


def narrowed(asked):
    rows = Meeting.objects.of_readable_hosts()
    if asked.theme:
        rows = rows.filter(group__theme__code=asked.theme)
    if asked.group:
        rows = rows.filter(group__translation_key=asked.group)
    return rows


def moments_of(rows, since, until):
    """What changes one time is always read, shown or not: the day it had is no longer planned."""
    window = Q(last__gte=since) if since else Q()
    window &= Q(last__lt=until) if until else Q()
    rows = rows.annotate(last=Coalesce("end", "start"))
    rows = rows.filter(window | ~Q(every="") | Q(series__isnull=False))
    return expanded(list(rows.only("start", "is_public", *REPETITION)), since, until)


def expanded(rows, since, until):
    """Pairs of a start and a key, the key being a record and, of one that comes back, its day."""
    for row in rows:
        if row.is_public and row.every:
            but = frozenset(one.instead_of for one in rows if one.series_id == row.pk)
            yield from planned(row, since, until, but)
        elif row.is_public and is_within(row.last, since, until):
            yield row.start, (row.pk, None)


def planned(row, since, until, but):
    """A day is past as a whole, so both ends of the window are taken for midnights."""
    first = timezone.localdate(since) if since else row.first_day
    end = timezone.localdate(until) if until else timezone.localdate() + HORIZON
    for day in times(row, first, end - timedelta(days=1), but):
        yield at_the_same_hour(row.start, day), (row.pk, day)


def is_within(moment, since, until):
    return (not since or moment >= since) and (not until or moment < until)


def told(found, key):
    pk, day = key
    return Occurrence(found[pk], day) if day else found[pk]


def entry_of(one, language):
    host = body_of(one, language) if one.body_id else group_of(one)
    theme = one.group.theme if one.group_id else None
    return Entry(
        uid=str(one.uid),
        kind=host.kind,
        title=title_of(one, host, language),
        url=f"{host.url}#meetings",
        start=one.start,
        end=one.end,
        cancelled=one.cancelled,
        place=place_of(one, language),
        description=text_in(one, "agenda", language),
        themes=(text_in(theme, "label", language).plain,) if theme else (),
        created=one.created_at,
        changed=one.changed_at,
    )


@dataclass(frozen=True)
class Host:
    """Who meets, in the language in which a reader can read about it."""

    kind: Promise
    name: str
    language: str
    url: str


def group_of(one):
    page = one.page
    code = page.locale.language_code
    return Host(_("meeting of a working group"), page.title, code, page.get_url())


def body_of(one, language):
    name = text_in(one.body, "name", language)
    with translation.override(language):
        url = one.body.get_absolute_url()
    return Host(_("meeting of a governance body"), name.plain, name.language, url)


def title_of(one, host, language):
    """In the language in which its host can be read: a title is never half and half."""
    with translation.override(host.language):
        what = text_in(one, "label", host.language).plain or gettext("meeting")
        title = gettext("%(group)s: %(what)s") % {"group": host.name, "what": what}
    return Text(title, host.language, is_fallback=host.language != language)


def place_of(one, language):
    """What was typed goes before the entry; one that left the directory is not named."""
    if one.place_fr or one.place_nl or not one.venue or not one.venue.live:
        return text_in(one, "place", language)
    return text_in(one.venue, "name", language)


dates.register("meetings", Meetings())
