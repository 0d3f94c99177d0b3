"""On the first screen of the admin: the usual search engine is down, or late."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import attention
from cms.attention import Found, Item, Panel

from . import standing


def trouble(user) -> Found:
    seen = standing.trouble()
    if seen is None:
        return Found()
    title = (
        _("It does not answer") if seen.reason else _("It is late: the newest changes are missing")
    )
    return Found([Item(title, reverse("search"), since=seen.since, note=seen.reason)], 1)


attention.register(
    Panel(
        "search",
        gettext_lazy("The usual search engine"),
        trouble,
        permission="cms.change_coordination",
        advice=gettext_lazy(
            "Visitors still find everything: another engine answers meanwhile. What you save is "
            "kept, and the usual engine catches up by itself. If it lasts more than an hour, tell "
            "whoever looks after the server."
        ),
        position=5,
    )
)
