"""What an issue can tell: only what everybody can read on the site at this moment.

Nothing of it is kept but keys, so what is withdrawn between the composing and the sending is not
told. A key is the same in both languages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import dates, languages
from cms.alternates import absolute
from cms.bilingual import Text, text_in
from cms.dates import Asked, midnight
from cms.subscriptions import topics
from directory.models import Network, Organisation
from publications.longform.publications import PublicationPage

from ..news import NewsPage
from .cadence import Cadence

AHEAD = {Cadence.WEEKLY: timedelta(days=28), Cadence.MONTHLY: timedelta(days=62)}
NOTHING = Text("", "")
MOST = 60  # of each section: an issue is read, not searched


class Section(models.TextChoices):
    NEWS = "news", gettext_lazy("News")
    DATES = "dates", gettext_lazy("Coming dates")
    PUBLICATIONS = "publications", gettext_lazy("New publications")
    LEDGER = "ledger", gettext_lazy("Recommendations, interpellations and answers")
    DIRECTORY = "directory", gettext_lazy("New in the directory")


@dataclass(frozen=True)
class Line:
    key: str
    section: Section
    title: Text
    url: str  # absolute
    note: str = ""
    words: Text = NOTHING


def gather(digest, language: str) -> list[Line]:
    """Everything, section by section, in the words of one language."""
    with translation.override(language):
        return [
            line
            for tell in (news, coming, publications, ledger, directory)
            for line in tell(digest, language)
        ]


def told(digest, language: str) -> list[tuple[Section, list[Line]]]:
    """What was chosen of it, in the order that was chosen."""
    lines = gather(digest, language)
    if digest.chosen is not None:
        places = {key: place for place, key in enumerate(digest.chosen)}
        lines = sorted((one for one in lines if one.key in places), key=lambda one: places[one.key])
    grouped = [(section, [one for one in lines if one.section == section]) for section in Section]
    return [(section, some) for section, some in grouped if some]


def title_of(page) -> Text:
    code = page.locale.language_code
    return Text(page.title, code, is_fallback=code != languages.current())


def window(digest) -> tuple[datetime, datetime]:
    return midnight(digest.since), midnight(digest.until + timedelta(days=1))


def news(digest, language) -> Iterator[Line]:
    pages = NewsPage.objects.readable_in(language).defer_streamfields()
    for page in pages.filter(date__range=(digest.since, digest.until)).order_by("-date")[:MOST]:
        lead = Text(page.lead, page.locale.language_code)
        yield line(f"news:{page.translation_key}", Section.NEWS, page, day(page.date), lead)


def coming(digest, language) -> Iterator[Line]:
    begin = midnight(max(digest.until + timedelta(days=1), timezone.localdate()))
    asked = Asked(language, since=begin, until=begin + AHEAD[digest.cadence])
    for entry in dates.entries(dates.moments(asked)[:MOST], language):
        if entry.cancelled or not entry.url:
            continue
        hour = "" if entry.all_day else date_format(timezone.localtime(entry.start), "TIME_FORMAT")
        note = ", ".join(filter(None, [day(entry.first_day), hour, entry.place.plain]))
        yield Line(f"date:{entry.uid}", Section.DATES, entry.title, whole(entry.url), note)


def publications(digest, language) -> Iterator[Line]:
    begin, end = window(digest)
    pages = PublicationPage.objects.readable_in(language).defer_streamfields()
    pages = pages.filter(first_published_at__gte=begin, first_published_at__lt=end)
    for page in pages.order_by("-first_published_at")[:MOST]:
        lead = Text(page.lead, page.locale.language_code)
        key = f"publication:{page.translation_key}"
        yield line(key, Section.PUBLICATIONS, page, page.get_kind_display(), lead)


def ledger(digest, language) -> Iterator[Line]:
    """What those are told who follow things one by one."""
    happened = {
        event.key: event
        for source in topics.sources()
        for event in source.events()
        if digest.since <= event.day <= digest.until
    }
    keys = sorted(happened, key=lambda key: (happened[key].day, key), reverse=True)[:MOST]
    found: dict[str, topics.Line] = {}
    for source in topics.sources():
        found |= source.lines(keys)
    for key in keys:
        if key in found:
            one = found[key]
            title = Text(one.title, language)
            yield Line(key, Section.LEDGER, title, one.url, f"{day(one.day)} · {one.happened}")


def directory(digest, language) -> Iterator[Line]:
    begin, end = window(digest)
    for model, kind in ((Organisation, _("organisation")), (Network, _("network"))):
        new = model.objects.listed()
        new = new.filter(first_published_at__gte=begin, first_published_at__lt=end)
        for one in new.order_by("name_fr")[:MOST]:
            name, summary = text_in(one, "name"), text_in(one, "summary")
            key = f"{model._meta.model_name}:{one.pk}"
            url = absolute(one.get_absolute_url())
            yield Line(key, Section.DIRECTORY, name, url, kind, summary)


def line(key, section, page, note, words) -> Line:
    return Line(key, section, title_of(page), absolute(page.get_url()), str(note), words)


def day(when: date) -> str:
    return date_format(when, "l j F Y")


def whole(url: str) -> str:
    return url if url.startswith("http") else absolute(url)
