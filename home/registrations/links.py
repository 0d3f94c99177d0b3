"""The personal link of who registered: signed, so nothing that opens it lies in the database.

The key goes into the query: logs of this site keep none (cms/logs.py, deploy/).
"""

from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils import translation

from cms.alternates import absolute

from .records import Registration

PURPOSE = "home.registrations"


def mine(registration):
    with translation.override(registration.language):
        path = reverse("registrations:mine")
    key = signing.dumps(registration.uid.hex, salt=PURPOSE)
    return f"{absolute(path)}?{urlencode({'key': key})}"


def is_ours(key):
    """Whether this site ever gave this key, be it for something that is erased by now."""
    return read(key) is not None


def registration_of(key):
    if uid := read(key):
        rows = Registration.objects.select_related("rules__event__locale", "organisation")
        return rows.filter(uid=uid).first()
    return None


def read(key):
    try:
        return signing.loads(key, salt=PURPOSE)
    except signing.BadSignature:
        return None
