"""What a person who registered is sent, in her language, with her personal link."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms import letters
from cms.alternates import absolute
from cms.bilingual import text_in
from cms.coordination import Coordination
from cms.limits import may

from ..agenda import EventPage
from . import links

REPEATED_A_DAY = 3  # letters to one address because somebody types it again and again
DAY = 86_400


def confirmation(registration):
    if registration.is_confirmed:
        write(registration, "confirmed", lambda title: _("Registered: %s") % title)
    else:
        write(registration, "waiting", lambda title: _("On the waiting list: %s") % title)


def moved_up(registration):
    write(registration, "moved-up", lambda title: _("A place is free for you: %s") % title)


def known_already(registration):
    """Her own affair: whoever typed the address learns nothing."""
    who = f"{registration.rules_id}:{registration.email}"
    if may("registrations.known", who, REPEATED_A_DAY, DAY):
        write(registration, "known", lambda title: _("You are registered already: %s") % title)


def cancelled(registration):
    write(registration, "cancelled", lambda title: _("Registration cancelled: %s") % title)


def write(registration, happened, subject):
    if not registration.email:
        return
    with translation.override(registration.language):
        context = facts(registration) | {"happened": happened}
        body = render_to_string("home/registrations/letter.txt", context)
        about = subject(context["event"].title)
    letters.post(registration.email, about, body, reply_to=context["coordination"].email)


def facts(registration):
    """What every letter says, in the active language."""
    language, rules = registration.language, registration.rules
    event = page_of(rules, language)
    return {
        "registration": registration,
        "rules": rules,
        "event": event,
        "place": text_in(event, "place", language).plain,
        "added": text_in(rules, "confirmation", language).plain,
        "page": absolute(event.get_url() or ""),
        "calendar": calendar_of(event),
        "mine": links.mine(registration),
        "coordination": Coordination.for_site(Site.objects.get(is_default_site=True)),
    }


def page_of(rules, language):
    """The event as a reader of this language finds it; withdrawn since, its original."""
    pages = EventPage.objects.readable_in(language).defer_streamfields()
    return pages.filter(translation_key=rules.event.translation_key).first() or rules.event


def calendar_of(event):
    with translation.override(event.locale.language_code):
        return absolute(reverse("event-calendar", args=[event.slug]))
