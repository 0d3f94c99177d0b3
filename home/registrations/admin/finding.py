"""Which events the overview lists."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from cms.dates import Kind, midnight

from ...agenda import EventPage
from ..attendance import Attendance
from ..rules import RegistrationRules

LOOKING_BACK = timedelta(days=120)
COUNTED = (Kind.NETWORK, Kind.TRAINING, Kind.WORKSHOP)


def overview_of(today):
    rules = RegistrationRules.objects.with_counts().select_related("event")
    coming = originals(EventPage.objects.all()).coming(today)
    return {
        "with_rules": sorted(rules, key=lambda one: one.event.start, reverse=True),
        "without_rules": coming.filter(registration_rules=None, cancelled=False),
        "not_counted": not_counted(today),
    }


def not_counted(today):
    """Over for a while, and nobody said how many came: what the activity report will miss."""
    counted = Attendance.objects.filter(event=OuterRef("pk"), people__isnull=False)
    over = originals(EventPage.objects.live()).past(today)
    over = over.filter(start__gte=midnight(today - LOOKING_BACK), cancelled=False)
    return over.filter(~Exists(counted), kind__in=COUNTED)


def originals(events):
    """The first of each family: what its pages share hangs on it."""
    earlier = EventPage.objects.filter(
        translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk")
    )
    return events.filter(~Exists(earlier)).defer_streamfields()
