"""The ledger's panel on the first screen: what was sent and stays without an answer."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import attention
from cms.attention import Item, Panel, found

from .ledger.sendings import Sending


def unanswered(user):
    """The longest silence first."""
    silent = Sending.objects.awaiting_answer(timezone.localdate())
    return found(silent.select_related("authority", "recommendation", "interpellation"), describe)


def describe(sending):
    url = reverse("wagtailsnippets_publications_sending:edit", args=[sending.pk])
    return Item(str(sending), url, since=sending.sent_on)


attention.register(
    Panel(
        "unanswered",
        _("No answer to date"),
        unanswered,
        permission="publications.change_sending",
        advice=_("The website counts the days in public. Record what came back, or remind them."),
        more=lambda: reverse("wagtailsnippets_publications_sending:list"),
        position=30,
    )
)
