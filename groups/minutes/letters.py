"""The letter that brings an official the link to minutes: a draft, read before it leaves."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms import languages
from publications.ledger.answering.letters import contact


def address(key, language=None):
    with override(language or languages.current()):
        path = reverse("minutes:link")
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}?{urlencode({'key': key})}"


def draft(row, key, wanted):
    """Subject and body in the wanted language, or in both, one under the other."""
    codes = [wanted] if wanted in languages.CODES else languages.CODES
    subjects, bodies = [], []
    for code in codes:
        with override(code):
            meeting = row.minutes.meeting
            facts = {"host": meeting.host_name, "day": date_format(meeting.first_day)}
            subjects.append(_("Confidential minutes: %(host)s, %(day)s") % facts)
            bodies.append(body(row, facts, address(key, code)))
    return {"subject": " · ".join(subjects)[:200], "body": "\n\n---\n\n".join(bodies)}


def body(row, facts, url):
    text = _(
        "Madam, Sir,\n\n"
        "The coordination shares with you, as %(role)s, the minutes of the meeting of %(day)s"
        " (%(host)s):\n%(url)s\n\n"
        "They are confidential: they are not public, and this link is yours alone. It opens them "
        "until %(until)s, without an account; we see when it was opened.\n\n"
        "%(coordination)s"
    )
    more = {
        "role": row.role,
        "url": url,
        "until": date_format(localdate(row.expires_at)),
        "coordination": contact().name.plain,
    }
    return text % (facts | more)
