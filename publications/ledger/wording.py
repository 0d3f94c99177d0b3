"""A clock in one sentence: for lists, titles, search and the admin."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import languages
from cms.bilingual import Text, only_in

from .clock import Clock, State


def sentence(clock: Clock) -> str:
    if clock.state == State.NOT_SENT:
        return State.NOT_SENT.label
    if clock.state == State.SENT:
        return _("Sent today")
    if clock.state == State.OVERDUE:
        return ngettext(
            "No answer to date, overdue by %(days)d day",
            "No answer to date, overdue by %(days)d days",
            clock.days_overdue,
        ) % {"days": clock.days_overdue}
    if clock.state == State.ACKNOWLEDGED:
        return ngettext(
            "Acknowledged, no answer to date, after %(days)d day",
            "Acknowledged, no answer to date, after %(days)d days",
            clock.days,
        ) % {"days": clock.days}
    if clock.state == State.WAITING:
        return ngettext(
            "No answer to date, after %(days)d day",
            "No answer to date, after %(days)d days",
            clock.days,
        ) % {"days": clock.days}
    if clock.state == State.WITHOUT_EFFECT:
        return _("Without effect since %(date)s") % {"date": date_format(clock.since)}
    return _("%(state)s, %(date)s") % {
        "state": State(clock.state).label,
        "date": date_format(clock.since) if clock.since else "",
    }


def marked(text: Text) -> str:
    """Bare text, for letters and feeds, that says so where it is in the other language."""
    if not text.is_fallback:
        return text.plain
    return f"{text.plain} ({only_in(text.language)})"


def page_title(page) -> str:
    """The same for a page that this reader can only have in the other language."""
    code = page.locale.language_code
    return marked(Text(page.title, code, is_fallback=code != languages.current()))


def listed(values) -> str:
    """Several in one phrase: 2010, 2013 and 2017."""
    *others, last = [str(value) for value in values]
    if not others:
        return last
    return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last}
