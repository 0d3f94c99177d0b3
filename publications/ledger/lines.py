"""Rows of the files of the ledger, in the order of `columns`; batches keep the memory small."""

from collections.abc import Iterable, Iterator
from functools import cache

from wagtail.models import Page

from cms import languages
from cms.alternates import absolute
from cms.readable import ReadableQuerySet

from .clock import Clock, State
from .kinds import Level, Origin, Type, Validation
from .recommendations import Recommendation
from .sendings import Sending

BATCH = 500
SEPARATOR = " | "


def in_batches(keys: Iterable[int]) -> Iterator[list[int]]:
    keys = list(keys)
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


@cache
def labels(choices, language: str) -> dict[str, str]:
    """A closed list in words: asked ten thousand times for one file."""
    return {one.value: str(one.label) for one in choices}


def say(choices, value: str) -> str:
    return labels(choices, languages.current())[value]


def of_ledger(listing) -> Iterator[list]:
    titles, shelf = titles_of_pages(), listing.shelf
    for keys in in_batches(listing.ordered):
        found = Recommendation.objects.prefetch_related("themes").in_bulk(keys)
        for one in (found[pk] for pk in keys if pk in found):
            names = dict.fromkeys(
                shelf.authorities[asked].name.plain for asked in shelf.account.addressees(one.pk)
            )
            yield [*words_of(one, titles, names), *standing(shelf.account.cases[one.pk])]


def words_of(one, titles, addressed):
    return [
        one.number,
        absolute(one.get_absolute_url()),
        one.title.plain,
        one.title.language,
        one.text.plain,
        one.year,
        one.adopted_on,
        say(Type, one.type),
        SEPARATOR.join(theme.label.plain for theme in one.themes.all()),
        say(Level, one.level),
        say(Origin, one.origin),
        say(Validation, one.validation),
        titles.get(one.source_page_id, ""),
        titles.get(one.group_id, ""),
        SEPARATOR.join(addressed),
    ]


def standing(clock: Clock) -> list:
    return [
        clock.sent_on,
        clock.due.day if clock.due else None,
        clock.state.value,
        say(State, clock.state),
        clock.since,
        clock.days if clock.sent_on else None,
        clock.days_overdue if clock.sent_on else None,
        clock.answered_on,
    ]


def titles_of_pages():
    """Publications and groups that everybody may read, by the page that is named: two queries."""
    rows = Recommendation.objects.public().values_list("source_page", "group").distinct()
    named = {pk for row in rows for pk in row if pk}
    families = dict(Page.objects.filter(pk__in=named).values_list("pk", "translation_key"))
    pages = ReadableQuerySet(Page).readable_in(languages.current())
    titles = {
        page.translation_key: page.title
        for page in pages.filter(translation_key__in=families.values())
    }
    return {pk: titles[family] for pk, family in families.items() if family in titles}


def of_sendings(sendings, on) -> Iterator[list]:
    keys = sendings.order_by("sent_on", "pk").values_list("pk", flat=True)
    for some in in_batches(keys):
        rows = Sending.objects.select_related("authority", "recommendation", "interpellation")
        found = rows.prefetch_related("answers").in_bulk(some)
        families = {
            row.interpellation.translation_key for row in found.values() if row.interpellation
        }
        pages = ReadableQuerySet(Page).readable_in(languages.current())
        by_family = {
            page.translation_key: page for page in pages.filter(translation_key__in=families)
        }
        for pk in some:
            yield of_sending(found[pk], by_family, on)


def of_sending(row, pages, on):
    sent_on, due_on, *rest = standing(row.clock(on))
    return [
        *subject_of(row, pages),
        row.authority.name.plain,
        row.addressing,
        sent_on,
        row.get_channel_display(),
        due_on,
        row.basis,
        *rest,
    ]


def subject_of(row, pages):
    if one := row.recommendation:
        url = absolute(one.get_absolute_url())
        return ["recommendation", one.number, url, one.title.plain, one.title.language]
    page = pages.get(row.interpellation.translation_key)
    if page is None:
        return ["interpellation", "", "", "", ""]
    return ["interpellation", "", absolute(page.get_url()), page.title, page.locale.language_code]


def of_interpellations(found) -> Iterator[list]:
    for line in found:
        page = line.page
        names = dict.fromkeys(sending.authority.name.plain for sending in line.sendings)
        yield [
            absolute(page.get_url()),
            page.title,
            page.locale.language_code,
            page.adopted_on,
            SEPARATOR.join(theme.label.plain for theme in page.themes.all()),
            SEPARATOR.join(names),
            *standing(line.clock),
        ]
