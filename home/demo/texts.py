"""Values as the files of `demo/` write them: both languages, Markdown, days counted from today."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from markdown_it import MarkdownIt

from cms import languages

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# French keeps these marks with the word before them, and both languages keep a number and its %.
STUCK = {"fr": re.compile(r" (?=[:;?!»%€])|(?<=«) "), "nl": re.compile(r" (?=[%€])")}
NO_BREAK = "\N{NO-BREAK SPACE}"
LINK = re.compile(r'href="(page|note|cite|passage):([\w.-]+)"')
REPLACED = {
    "<strong>": "<b>",
    "</strong>": "</b>",
    "<em>": "<i>",
    "</em>": "</i>",
    "\n": "",
}

markdown = MarkdownIt("commonmark")


def is_pair(value):
    """{fr: …, nl: …}, or one of the two where the other was left out on purpose."""
    return isinstance(value, dict) and bool(value) and value.keys() <= set(languages.CODES)


def pick(value, language):
    """The text of a pair in one language; a fact is the same in both."""
    if is_pair(value):
        value = value.get(language, "")
    return STUCK[language].sub(NO_BREAK, value) if isinstance(value, str) else value


def rich(text, linked):
    """Markdown as Wagtail stores rich text; what `page:about` leads to is asked of `linked`."""
    html = markdown.render(text)
    for mark, ours in REPLACED.items():
        html = html.replace(mark, ours)
    return LINK.sub(lambda link: linked(link[1], link[2]), html)


def day(value, today=None):
    """A date, or `{days: -12}`, `{weeks: 2, weekday: tuesday}` counted from the day of loading."""
    today = today or timezone.localdate()
    if isinstance(value, dict) and "days" in value:
        return today + timedelta(days=value["days"])
    if isinstance(value, dict):
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=value["weeks"], days=DAYS.index(value["weekday"]))
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def moment(value, today=None):
    """The same with an hour: `{weeks: 2, weekday: tuesday, at: "12:15"}` or `2015-06-02 13:30`."""
    at = value.get("at", "09:00") if isinstance(value, dict) else str(value)[11:16] or "09:00"
    return timezone.make_aware(datetime.combine(day(value, today), time.fromisoformat(at)))
