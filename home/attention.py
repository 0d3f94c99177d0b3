"""The agenda's panels on the first screen: a date that half of the readers cannot read about, and
one of which nobody said how many came.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import attention, backlog, languages
from cms.attention import Item, Panel
from cms.parity import State

from .agenda import EventPage
from .registrations.admin.finding import not_counted
from .registrations.admin.screens import PERMISSION


def untranslated_events(user):
    coming = EventPage.objects.live().coming(timezone.localdate())
    waiting = backlog.originals(coming).exclude(state__in=[State.IN_STEP, State.ORIGINAL])
    return attention.found(waiting.select_related("locale"), describe)


def describe(event):
    if event.twin_id:
        url = reverse("wagtailadmin_pages:edit", args=[event.twin_id])
    else:
        url = reverse("wagtail_localize:submit_page_translation", args=[event.pk])
    return Item(
        event.title,
        url,
        on=event.start,
        note=State(event.state).label,
        language=languages.html_lang(event.locale.language_code),
    )


attention.register(
    Panel(
        "events",
        _("Next dates, in one language only"),
        untranslated_events,
        permission="wagtail_localize.submit_translation",
        advice=_("The nearest first."),
        position=35,
    )
)


def uncounted_events(user):
    return attention.found(not_counted(timezone.localdate()), describe_uncounted)


def describe_uncounted(event):
    url = reverse("event_attendance", args=[event.pk])
    return Item(event.title, url, since=event.start)


attention.register(
    Panel(
        "attendance",
        _("How many came?"),
        uncounted_events,
        permission=PERMISSION,
        advice=_("A number is enough; the activity report counts on it."),
        position=75,
    )
)
