"""The words of a reminder, in the language or languages of the authority."""

from collections.abc import Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.models import Site

from cms.bilingual import text_in
from cms.coordination import Coordination

from ..authorities import Authority
from ..reminders import ReminderSettings
from ..sendings import Sending

BETWEEN_LANGUAGES = "\n\n---\n\n"
LONGEST_SUBJECT = 200


def draft(authority: Authority, sendings: Sequence[Sending], on) -> dict[str, str]:
    """Subject and body; both languages one under the other where the authority reads both."""
    subjects, bodies = [], []
    for code in authority.letter_languages:
        with override(code):
            subjects.append(subject(len(sendings)))
            bodies.append(body(authority, sendings, on, code))
    return {
        "subject": " · ".join(subjects)[:LONGEST_SUBJECT],
        "body": BETWEEN_LANGUAGES.join(bodies),
    }


def subject(count):
    return ngettext(
        "Reminder: one question awaits your answer",
        "Reminder: %(count)d questions await your answer",
        count,
    ) % {"count": count}


def body(authority, sendings, on, code):
    site = Site.objects.get(is_default_site=True)
    chosen = ReminderSettings.for_site(site)
    greeting = text_in(chosen, "greeting", code)
    closing = text_in(chosen, "closing", code)
    parts = [
        usual_greeting() if not greeting or greeting.is_fallback else greeting.plain,
        *(line(sending, on) for sending in sendings),
        page_of(authority),
        usual_closing(site) if not closing or closing.is_fallback else closing.plain,
    ]
    return "\n\n".join(parts)


def usual_greeting():
    return _(
        "Madam, Sir,\n\n"
        "We wrote to you about what follows, and have not received an answer on the substance. "
        "We would be glad to read it, even a short one."
    )


def line(sending, on):
    clock = sending.clock(on)
    sent = ngettext(
        "Sent on %(day)s, %(days)d day ago.", "Sent on %(day)s, %(days)d days ago.", clock.days
    ) % {"day": date_format(clock.sent_on), "days": clock.days}
    if clock.due:
        sent += " " + _("An answer was awaited by %(day)s.") % {"day": date_format(clock.due.day)}
    return f"- {title_of(sending)}\n  {sent}\n  {address_of(sending)}"


def title_of(sending):
    if one := sending.recommendation:
        return f"{one.reference} {one.title.plain}"
    return in_this_language(sending.interpellation).title


def address_of(sending):
    if one := sending.recommendation:
        return settings.WAGTAILADMIN_BASE_URL + one.get_absolute_url()
    url = in_this_language(sending.interpellation).get_url()
    return urljoin(settings.WAGTAILADMIN_BASE_URL, url)


def in_this_language(page):
    """Its translation, if it is public."""
    twin = page.localized
    return twin if twin.live else page


def page_of(authority):
    url = settings.WAGTAILADMIN_BASE_URL + reverse("ledger:authority", args=[authority.slug])
    return _("All that was addressed to you, and what you answered, is on this page:\n%(url)s") % {
        "url": url
    }


def usual_closing(site):
    name = Coordination.for_site(site).name.plain
    return _("With kind regards,\n%(coordination)s") % {"coordination": name}
