"""On the first screen: an authority has answered, and nobody has read it yet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import attention
from cms.attention import Item, Panel, found

from .deposits import Deposit


def to_read(user):
    rows = Deposit.objects.to_read().select_related(
        "link__sending__authority",
        "link__sending__recommendation",
        "link__sending__interpellation",
    )
    return found(rows, describe)


def describe(deposit):
    return Item(str(deposit), reverse("deposit", args=[deposit.pk]), since=deposit.sent_at)


attention.register(
    Panel(
        "deposits",
        _("Answers that came, to read"),
        to_read,
        permission="publications.change_deposit",
        advice=_("Nothing of them is public before you decide."),
        more=lambda: reverse("deposits"),
        position=10,
    )
)
