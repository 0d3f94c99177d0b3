"""Tells who follows something what happened since the last letter: each event once to an address.

Run by `manage.py send_alerts` (deploy/site-alerts.timer). What is told is what was *noticed* since,
not what is dated since: an answer of three weeks ago that is recorded today is news today.

An address is claimed before its letter is handed over. If the mail server refuses, the claim is
given back and the next run tries again; if the process dies in between, nobody knows whether the
letter left, so it is not written twice, and the next run says so in the log.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.alternates import absolute

from . import links, topics
from .models import Notice, Subscriber, Subscription, behind

log = logging.getLogger(__name__)

MOST_LINES = 25


@dataclass
class Tally:
    noticed: int = 0
    sent: int = 0
    failed: int = 0


def send_alerts() -> Tally:
    now = timezone.now()
    Subscription.objects.forget_the_unconfirmed(now)
    Subscriber.objects.forget_the_idle()
    if interrupted := Subscriber.objects.interrupted().update(sending_since=None):
        log.warning("alerts: %s letters were interrupted and are not written twice", interrupted)
    tally = Tally()
    happened = notice(tally)
    last = Notice.objects.last_number()
    told = dict(wanted(happened, last))
    idle = set(behind(last).values_list("subscriber", flat=True)) - told.keys()
    for some in batched(idle):
        Subscriber.objects.filter(pk__in=some).update(told_upto=last)
    with get_connection() as connection:
        for some in batched(told):
            for subscriber in Subscriber.objects.filter(pk__in=some):
                write(subscriber, told[subscriber.pk], last, connection, tally)
    return tally


def batched(numbers, size=500):
    numbers = list(numbers)
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def notice(tally) -> dict[str, topics.Event]:
    """Everything public, once noticed. What was there before the first run is news to nobody."""
    happened = {event.key: event for source in topics.sources() for event in source.events()}
    is_first_run = not Notice.objects.exists()
    new = Notice.objects.unknown(happened)
    Notice.objects.bulk_create(
        [Notice(key=key) for key in new], ignore_conflicts=True, batch_size=1000
    )
    if is_first_run:
        Subscription.objects.update(since=Notice.objects.last_number())
    tally.noticed = len(new)
    return happened


def wanted(happened: Mapping[str, topics.Event], last: int) -> Iterable[tuple[int, list[str]]]:
    """The address (its number), and the events it follows and was not told, oldest first."""
    late = list(behind(last).values_list("subscriber", "topic", "since", "told_upto"))
    earliest = min((max(since, upto) for *_who, since, upto in late), default=last)
    of_topic = defaultdict(list)
    for key, number in Notice.objects.since(earliest):
        for one in happened[key].topics if key in happened else ():
            of_topic[one].append((number, key))
    found = defaultdict(dict)
    for subscriber, topic, since, upto in late:
        for number, key in of_topic[topic]:
            if number > max(since, upto):
                found[subscriber][key] = number
    for subscriber, numbers in found.items():
        yield subscriber, sorted(numbers, key=lambda key: (happened[key].day, numbers[key]))


def write(subscriber, keys, last, connection, tally):
    before = subscriber.told_upto
    if not subscriber.claim(last):
        return  # another run is writing to it
    try:
        letter(subscriber, keys, connection).send()
    except (SMTPException, OSError) as error:
        log.warning("alerts: the mail server did not take a letter (%s)", type(error).__name__)
        subscriber.release(before)
        tally.failed += 1
    else:
        subscriber.release(last)
        tally.sent += 1


def letter(subscriber, keys, connection):
    with translation.override(subscriber.language):
        lines = words(keys)
        shown = lines[-MOST_LINES:]
        followed = [
            (subject.title, absolute(subject.url))
            for one in subscriber.subscriptions.confirmed()
            if (subject := topics.subject_of(one.topic))
        ]
        context = {
            "lines": shown,
            "others": len(lines) - len(shown),
            "followed": followed,
            "mine": links.mine(subscriber),
            "language": subscriber.language,
        }
        stop = links.stopping(subscriber)
        message = EmailMultiAlternatives(
            subject=title_of(lines),
            body=render_to_string("subscriptions/mail/alert.txt", context),
            to=[subscriber.email],
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
            connection=connection,
        )
        message.attach_alternative(
            render_to_string("subscriptions/mail/alert.html", context), "text/html"
        )
    return message


def words(keys):
    found = {}
    for source in topics.sources():
        found |= source.lines(keys)
    return [found[key] for key in keys if key in found]


def title_of(lines):
    if len(lines) == 1:
        title = _("%(what)s: %(happened)s") % {
            "what": lines[0].title,
            "happened": lines[0].happened,
        }
        return " ".join(title.split())  # a line break would begin another header
    return ngettext(
        "%(count)d thing happened to what you follow",
        "%(count)d things happened to what you follow",
        len(lines),
    ) % {"count": len(lines)}
