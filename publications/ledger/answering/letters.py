"""What is written to an authority about its link, and to the coordination when an answer came."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from cms import languages, letters
from cms.coordination import Coordination


def contact():
    return Coordination.for_site(Site.objects.get(is_default_site=True))


def address(key, language=None):
    with override(language or languages.current()):
        path = reverse("ledger:answer")
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}?{urlencode({'key': key})}"


def draft(link, key, wanted):
    """Subject and body in the wanted language, or in both, one under the other."""
    codes = [wanted] if wanted in languages.CODES else languages.CODES
    subjects, bodies = [], []
    for code in codes:
        with override(code):
            subjects.append(_("Your answer to: %(subject)s") % {"subject": subject_of(link)})
            bodies.append(body(link, address(key, code)))
    return {"subject": " · ".join(subjects)[:200], "body": "\n\n---\n\n".join(bodies)}


def subject_of(link):
    one = link.sending.recommendation
    if one:
        return f"{one.reference} {one.title.plain}"
    return link.sending.interpellation.title


def body(link, url):
    text = _(
        "Madam, Sir,\n\n"
        "On %(day)s we sent %(authority)s: %(subject)s.\n\n"
        "You can deposit your answer and its files here, without an account:\n%(url)s\n\n"
        "This link works once, until %(until)s. What you deposit is read by the coordination "
        "before anything of it is published; the page says what will be public.\n\n"
        "%(coordination)s"
    )
    return text % {
        "day": date_format(link.sending.sent_on),
        "authority": link.sending.authority.name.plain,
        "subject": subject_of(link),
        "url": url,
        "until": date_format(localdate(link.expires_at)),
        "coordination": contact().name.plain,
    }


def tell_the_coordination(deposit):
    """That something came; the thing itself is read in the admin."""
    to = contact().email
    if not to:
        return
    url = settings.WAGTAILADMIN_BASE_URL + reverse("deposit", args=[deposit.pk])
    subjects, bodies = [], []
    for code in languages.CODES:
        with override(code):
            authority = deposit.sending.authority.called.plain
            subjects.append(_("%(authority)s has answered") % {"authority": authority})
            text = _("%(authority)s deposited an answer. Nothing of it is public yet: %(url)s")
            bodies.append(text % {"authority": authority, "url": url})
    letters.post(to, " · ".join(subjects), "\n\n".join(bodies))


def tell_why_not(deposit, reason):
    """In both languages, to the address the link went to."""
    subjects, bodies = [], []
    for code in languages.CODES:
        with override(code):
            subjects.append(_("Your answer %(number)s") % {"number": deposit.number})
            text = _(
                "The answer that you deposited under number %(number)s was not taken over:"
                "\n\n%(reason)s\n\n%(coordination)s"
            )
            name = contact().name.plain
            facts = {"number": deposit.number, "reason": reason, "coordination": name}
            bodies.append(text % facts)
    to, subject = deposit.link.email, " · ".join(subjects)
    letters.post(to, subject, "\n\n---\n\n".join(bodies), reply_to=contact().email)
