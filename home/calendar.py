"""Events as other calendars read them (iCalendar, RFC 5545)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from cms import languages
from cms.alternates import absolute
from cms.bilingual import text_in
from cms.calendars import BRUSSELS, calendar_file


def calendar_of(events, name, language):
    """A file of events for a reader of one language."""
    entries = [entry_of(event, language) for event in events]
    return calendar_file(entries, name, language, "agenda")


def entry_of(page, language):
    """One event. Its UID is that of its family: the two languages are one event, not two."""
    written_in = page.locale.language_code
    is_translated = written_in == language
    entry = Event()
    entry.add("uid", str(page.translation_key))
    entry.add("dtstamp", page.last_published_at or timezone.now())
    if page.last_published_at:
        entry.add("last-modified", page.last_published_at)
    add_moments(entry, page)
    title = page.title if is_translated else f"{page.title} ({written_in.upper()})"
    entry.add("summary", title, parameters={"language": languages.html_lang(written_in)})
    if description := "\n\n".join(filter(None, [page.lead, page.registration])):
        entry.add(
            "description", description, parameters={"language": languages.html_lang(written_in)}
        )
    if place := text_in(page, "place", language).plain:
        entry.add("location", place)
    entry.add("categories", categories_of(page, language))
    entry.add("url", absolute(page.get_url()))
    entry.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    return entry


def add_moments(entry, page):
    if page.all_day:
        entry.add("dtstart", page.first_day)
        entry.add("dtend", page.last_day + timedelta(days=1))  # the first day that is free again
        return
    entry.add("dtstart", moment(page.start))
    if page.end:
        entry.add("dtend", moment(page.end))


def moment(when):
    """Belgian time; but the hour that comes twice in October can only be told apart in UTC."""
    local = timezone.localtime(when, BRUSSELS)
    return when.astimezone(ZoneInfo("UTC")) if local.fold else local


def categories_of(page, language):
    themes = [text_in(theme, "label", language).plain for theme in page.themes.all()]
    return [str(page.get_kind_display()), *themes]


def name_of_agenda(site):
    return _("%(acronym)s agenda") % {"acronym": site.acronym.plain}
