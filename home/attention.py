"""The agenda's panel on the first screen: a date that half of the readers cannot read about."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import attention, backlog, languages
from cms.attention import Item, Panel
from cms.parity import State

from .agenda import EventPage


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
