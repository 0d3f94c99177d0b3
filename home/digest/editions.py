"""The letter: one column, no picture, no script, nothing that tells us whether it was read."""

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms import languages
from cms.alternates import absolute
from cms.coordination import Coordination
from cms.subscriptions import links

from . import gathering
from .cadence import Voice


@dataclass(frozen=True)
class Part:
    """The issue in one language, whole."""

    language: str
    title: str
    intro: str
    sections: list

    @property
    def html_lang(self):
        return languages.html_lang(self.language)


class Editions:
    """Gathered once for a run, however many letters are written."""

    def __init__(self, digest):
        self.digest = digest
        self.parts: dict[str, Part] = {}

    def part(self, language: str) -> Part:
        if language not in self.parts:
            intro = getattr(self.digest, f"intro_{language}")
            sections = gathering.told(self.digest, language)
            with translation.override(language):
                self.parts[language] = Part(language, self.title(), intro, sections)
        return self.parts[language]

    def title(self):
        facts = {"acronym": self.coordination.acronym.plain, "period": str(self.digest)}
        return _("%(acronym)s: news of the network, %(period)s") % facts

    @cached_property
    def coordination(self):
        found = Coordination.objects.order_by("-site__is_default_site").first()
        return found or Coordination()

    def render(self, voice: Voice, stop: str, mine: str) -> tuple[str, str, str]:
        """Subject, plain text and HTML; the links are those of one reader."""
        parts = [self.part(code) for code in voice.codes]
        context = {
            "parts": parts,
            "coordination": self.coordination,
            "stop": stop,
            "mine": mine,
            "language": parts[0].language,
        }
        with translation.override(parts[0].language):
            plain = render_to_string("home/digest/mail/issue.txt", context).strip()
            html = render_to_string("home/digest/mail/issue.html", context)
        return " · ".join(dict.fromkeys(part.title for part in parts)), plain, html

    def letter(self, subscription, voice: Voice, connection):
        stop, mine = links.stopping_one(subscription), links.mine(subscription.subscriber)
        message = self.message(voice, stop, mine, subscription.subscriber.email, connection)
        message.extra_headers |= {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return message

    def test_letter(self, voice: Voice, email: str):
        """To the coordinator herself: its links stop nobody."""
        page = absolute(reverse("digest"))
        message = self.message(voice, page, page, email, None)
        message.subject = _("Test: %(subject)s") % {"subject": message.subject}
        return message

    def message(self, voice, stop, mine, email, connection):
        subject, plain, html = self.render(voice, stop, mine)
        reply_to = [self.coordination.email] if self.coordination.email else None
        message = EmailMultiAlternatives(
            " ".join(subject.split()), plain, to=[email], reply_to=reply_to, connection=connection
        )
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        message.attach_alternative(html, "text/html")
        return message
