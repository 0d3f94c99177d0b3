"""What every calendar file of the site shares (iCalendar, RFC 5545)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone

from . import languages

BRUSSELS = ZoneInfo("Europe/Brussels")
# The rule in force since 1996, in full: a calendar must not depend on what it knows of Belgium.
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
REFRESH = timedelta(hours=6)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_file(entries, name, language, subject):
    """A file for a reader of one language. `subject` is the part of the site it comes from."""
    calendar = Calendar.new(
        prodid=f"-//CASS-CSSA//{subject}//FR-NL",
        method="PUBLISH",
        name=name,
        language=languages.html_lang(language),
        refresh_interval=REFRESH,
    )
    calendar.add("X-WR-CALNAME", name)  # what programs read that do not know NAME
    calendar.add_component(Timezone.from_ical(VTIMEZONE.replace("\n", "\r\n")))
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()
