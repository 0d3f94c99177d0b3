"""Signed addresses that let somebody act on her own alerts without an account.

The key goes into the query: logs of this site keep none (cms/logs.py, deploy/).
"""

from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils import translation

from cms.alternates import absolute

from .models import DAYS_TO_CONFIRM, Subscriber, Subscription

CONFIRM, MINE = "cms.subscriptions.confirm", "cms.subscriptions.mine"
ONE = "cms.subscriptions.one"
DAY = 86_400


def confirming(subscription: Subscription) -> str:
    return address("alerts:confirm", subscription.subscriber, CONFIRM, subscription.pk)


def mine(subscriber: Subscriber) -> str:
    """All that one follows, and how to stop it. Good for as long as one follows something."""
    return address("alerts:mine", subscriber, MINE, subscriber.pk)


def stopping(subscriber: Subscriber) -> str:
    """What a mail program calls by itself when one presses *unsubscribe* (RFC 8058)."""
    return address("alerts:stop", subscriber, MINE, subscriber.pk)


def stopping_one(subscription: Subscription) -> str:
    """The same for one thing only: who stops a digest may go on following an authority."""
    return address("alerts:stop", subscription.subscriber, ONE, subscription.pk)


def address(view, subscriber, purpose, pk):
    with translation.override(subscriber.language):
        path = reverse(view)
    return f"{absolute(path)}?{urlencode({'key': signing.dumps(pk, salt=purpose)})}"


def subscription_of(key: str) -> Subscription | None:
    pk = read(key, CONFIRM, max_age=DAYS_TO_CONFIRM * DAY)
    return pk and Subscription.objects.select_related("subscriber").filter(pk=pk).first()


def subscriber_of(key: str) -> Subscriber | None:
    pk = read(key, MINE)
    return pk and Subscriber.objects.filter(pk=pk).first()


def subscription_to_stop(key: str) -> Subscription | None:
    pk = read(key, ONE)
    return pk and Subscription.objects.select_related("subscriber").filter(pk=pk).first()


def read(key, purpose, max_age=None):
    try:
        return signing.loads(key, salt=purpose, max_age=max_age)
    except signing.BadSignature:
        return None
