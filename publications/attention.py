"""The ledger on the first screen: who is late, whom to remind, what else stays unanswered."""

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import attention
from cms.attention import LIMIT, Found, Item, Panel, found

from .ledger.authorities import Authority
from .ledger.reminding import ready
from .ledger.sendings import Sending

PERMISSION = "publications.change_sending"


def overdue(user):
    late = Sending.objects.standing().overdue(timezone.localdate())
    return found(with_names(late), describe)


def unanswered(user):
    """The longest silence first, without those that the panel above holds."""
    on = timezone.localdate()
    late = Sending.objects.overdue(on).order_by().values("pk")
    silent = Sending.objects.standing().awaiting_answer(on).exclude(pk__in=late)
    return found(with_names(silent), describe)


def with_names(sendings):
    return sendings.select_related("authority", "recommendation", "interpellation")


def describe(sending):
    url = reverse("wagtailsnippets_publications_sending:edit", args=[sending.pk])
    return Item(str(sending), url, since=sending.sent_on)


def to_remind(user):
    """One letter for each authority."""
    rows = ready.sendings(timezone.localdate()).order_by().values_list("authority")
    since, everybody = {}, Authority.objects.in_bulk()
    for pk, oldest in rows.annotate(Min("sent_on")):
        authority = ready.successor_of(everybody[pk], everybody)
        since[authority] = min(oldest, since.get(authority, oldest))
    letters = sorted(since.items(), key=lambda pair: pair[1])
    items = [
        Item(str(authority), reverse("reminders:letter", args=[authority.pk]), since=day)
        for authority, day in letters[:LIMIT]
    ]
    return Found(items, len(letters))


def sendings_that(state):
    return lambda: f"{reverse('wagtailsnippets_publications_sending:list')}?state={state}"


attention.register(
    Panel(
        "overdue",
        _("Overdue answers"),
        overdue,
        permission=PERMISSION,
        advice=_("The date that was given has passed. The website counts the days in public."),
        more=sendings_that("overdue"),
        position=20,
    )
)
attention.register(
    Panel(
        "reminders",
        _("Reminders to read and send"),
        to_remind,
        permission=PERMISSION,
        advice=_("Each letter is written; nothing leaves before you have read it."),
        more=lambda: reverse("reminders:ready"),
        position=25,
    )
)
attention.register(
    Panel(
        "unanswered",
        _("No answer to date"),
        unanswered,
        permission=PERMISSION,
        advice=_("The website counts the days in public. Record what came back, or remind them."),
        more=sendings_that("waiting"),
        position=30,
    )
)
