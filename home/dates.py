"""What the agenda shows besides meetings: its own events, and what befell interpellations."""

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Locale

from cms import dates
from cms.bilingual import Text, text_in
from cms.dates import Entry, Kind
from publications.ledger.interpellations import InterpellationPage
from publications.ledger.milestones import Milestone

from .agenda import EventPage

KIND_OF_MILESTONE = {Milestone.Kind.HEARD: Kind.HEARING, Milestone.Kind.MET: Kind.MEETING}


class Events:
    def moments(self, asked):
        events = EventPage.objects.readable_in(asked.language).with_last_moment()
        if asked.kind:
            events = events.filter(kind=asked.kind)
        if asked.theme:
            events = events.filter(themes__code=asked.theme)
        if asked.group:
            events = events.filter(group__translation_key=asked.group)
        if asked.since:
            events = events.filter(last_moment__gte=asked.since)
        if asked.until:
            events = events.filter(last_moment__lt=asked.until)
        for pk, start in events.order_by("pk").values_list("pk", "start"):
            yield start, pk

    def entries(self, keys, language, in_full=False):
        events = EventPage.objects.filter(pk__in=keys).select_related("locale")
        if in_full:
            events = events.with_themes()
        pages = events.defer_streamfields()
        return {page.pk: self.entry_of(page, language, in_full) for page in pages}

    def entry_of(self, page, language, in_full):
        themes = page.themes.all() if in_full else ()
        written_in = page.locale.language_code
        is_fallback = written_in != language
        words = "\n\n".join(filter(None, [page.lead, page.registration]))
        return Entry(
            uid=str(page.translation_key),  # the two languages are one event, not two
            kind=page.get_kind_display(),
            title=Text(page.title, written_in, is_fallback),
            url=page.get_url() or "",
            start=page.start,
            end=page.end,
            all_day=page.all_day,
            cancelled=page.cancelled,
            place=text_in(page, "place", language),
            description=Text(words, written_in, is_fallback),
            themes=tuple(text_in(theme, "label", language).plain for theme in themes),
            created=page.first_published_at,
            changed=page.last_published_at,
        )

    def families(self):
        yield EventPage.objects.filter(group__isnull=False).values("group__translation_key")


class Milestones:
    """Days without an hour, of what happened: in the past from their day on, never to come."""

    def moments(self, asked):
        if asked.since and asked.since >= dates.midnight(timezone.localdate()):
            return
        rows = Milestone.objects.until(timezone.localdate())
        rows = rows.filter(interpellation__in=narrowed(asked).values("pk"))
        if asked.since:
            rows = rows.filter(happened_on__gte=timezone.localdate(asked.since))
        for row in with_page(rows, asked.language).select_related("authority"):
            if asked.kind in ("", KIND_OF_MILESTONE.get(row.kind, Kind.OTHER)):
                yield dates.midnight(row.happened_on), row

    def entries(self, keys, language, in_full=False):
        """They are few, and were read whole with their moments."""
        return {row: self.entry_of(row, language) for row in keys}

    def entry_of(self, row, language):
        page = InterpellationPage(
            url_path=row.page_path, locale=Locale(language_code=row.page_language)
        )
        day = dates.midnight(row.happened_on)
        return Entry(
            uid=f"milestone-{row.pk}-{row.page_family}",
            kind=row.get_kind_display(),
            title=Text(row.page_title, row.page_language, row.page_language != language),
            url=f"{page.get_url()}#m{row.pk}",
            start=day,
            end=day,
            all_day=True,
            place=text_in(row.authority, "name", language) if row.authority else Text("", language),
            description=text_in(row, "note", language),
            created=day,
            changed=day,
        )

    def families(self):
        return ()


def narrowed(asked):
    pages = InterpellationPage.objects.live().public()
    if asked.theme:
        pages = pages.filter(themes__code=asked.theme)
    if asked.group:
        pages = pages.filter(see_also__other__translation_key=asked.group)
    return pages


def with_page(rows, language):
    """With the page of its interpellation as a reader of this language finds it."""
    pages = InterpellationPage.objects.readable_in(language)
    pages = pages.filter(translation_key=OuterRef("interpellation__translation_key"))
    return rows.annotate(
        page_family=F("interpellation__translation_key"),
        page_title=Subquery(pages.values("title")[:1]),
        page_path=Subquery(pages.values("url_path")[:1]),
        page_language=Subquery(pages.values("locale__language_code")[:1]),
    ).filter(page_title__isnull=False)


dates.register("events", Events())
dates.register("milestones", Milestones())
