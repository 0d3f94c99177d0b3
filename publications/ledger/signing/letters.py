"""The letter that asks an organisation to sign: in both languages, for both may read it."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms import languages, letters
from cms.coordination import Coordination


@dataclass(frozen=True)
class Draft:
    organisation: object
    link: str
    subject: str
    body: str
    sent_to: str = ""


def link_to(key, language=None):
    with translation.override(language or languages.current()):
        path = reverse("ledger:sign")
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}?{urlencode({'key': key})}"


def draft(page, organisation, key):
    parts = []
    for code in languages.CODES:
        with translation.override(code):
            text = _(
                "%(coordination)s prepares an interpellation: %(title)s.\n\n"
                "You can read its text and say whether %(organisation)s signs it, by this link "
                "(valid %(days)s days, for your organisation only):\n%(link)s\n\n"
                "Signing is free. Who does not sign is named nowhere."
            )
            parts.append(text % facts(page, organisation, link_to(key, code)))
    subject = " · ".join(in_both("Would you sign this interpellation?"))
    return Draft(organisation, link_to(key), subject, "\n\n---\n\n".join(parts))


def facts(page, organisation, link):
    from .consents import DAYS

    return {
        "coordination": contact().name.plain,
        "title": page.title,
        "organisation": organisation.name.plain,
        "days": DAYS,
        "link": link,
    }


def in_both(text):
    for code in languages.CODES:
        with translation.override(code):
            yield _(text)


def send(drafted):
    """To the address of its entry, if there is one."""
    email = drafted.organisation.email
    if not email:
        return drafted
    letters.post(email, drafted.subject, drafted.body, reply_to=contact().email)
    return replace(drafted, sent_to=email)


def contact():
    return Coordination.for_site(Site.objects.get(is_default_site=True))
