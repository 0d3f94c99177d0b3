"""Events as other calendars read them (iCalendar, RFC 5545)."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from cms.alternates import absolute
from cms.calendars import BRUSSELS, calendar_file


def calendar_of(entries, name, language):
    """A file of entries (cms/dates.py) for a reader of one language."""
    return calendar_file([event_of(entry) for entry in entries], name, language, "agenda")


def event_of(entry):
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed or timezone.now())
    if entry.changed:
        event.add("last-modified", entry.changed)
        event.add("sequence", sequence_of(entry))
    add_moments(event, entry)
    add_text(event, "summary", entry.title, mark=f" ({entry.title.language.upper()})")
    if entry.description:
        add_text(event, "description", entry.description)
    if entry.place:
        event.add("location", entry.place.plain)
    event.add("categories", [str(entry.kind), *entry.themes])
    event.add("url", absolute(entry.url))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def add_text(event, name, text, mark=""):
    """With its language, and said in words where it is not the one the reader asked for."""
    words = text.plain + mark if text.is_fallback else text.plain
    event.add(name, words, parameters={"language": text.html_lang})


def sequence_of(entry):
    """Grows with each change, without a counter: the seconds between the first and the last."""
    age = entry.changed - (entry.created or entry.changed)
    return max(int(age.total_seconds()), 0)


def add_moments(event, entry):
    if entry.all_day:
        event.add("dtstart", entry.first_day)
        event.add("dtend", entry.last_day + timedelta(days=1))  # the first day that is free again
        return
    event.add("dtstart", moment(entry.start))
    if entry.end:
        event.add("dtend", moment(entry.end))


def moment(when):
    """Belgian time; but the hour that comes twice in October can only be told apart in UTC."""
    local = timezone.localtime(when, BRUSSELS)
    return when.astimezone(ZoneInfo("UTC")) if local.fold else local


def name_of_agenda(site, subject=""):
    if subject:
        return _("%(acronym)s agenda: %(subject)s") % {
            "acronym": site.acronym.plain,
            "subject": subject,
        }
    return _("%(acronym)s agenda") % {"acronym": site.acronym.plain}


@dataclass(frozen=True)
class Subscription:
    """An address that calendar programs ask again and again, and the same for a download."""

    path: str

    @property
    def webcal(self):
        return "webcal:" + absolute(self.path).partition(":")[2]


def subscription_to(values):
    """What was chosen is followed; of several choices the group, which says more than a theme."""
    if group := values.get("group"):
        return Subscription(reverse("group-calendar", args=[group]))
    if theme := values.get("theme"):
        return Subscription(reverse("theme-calendar", args=[theme]))
    return Subscription(reverse("agenda-calendar"))
