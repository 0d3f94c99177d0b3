"""Which events the overview lists."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from cms.dates import midnight

from ...agenda import EventPage
from ..attendance import Attendance
from ..rules import RegistrationRules

LOOKING_BACK = timedelta(days=120)


def overview_of(today):
    """With registrations; to come, without; and over for a while, how many came not being known."""
    rules = RegistrationRules.objects.with_counts().select_related("event")
    counted = Attendance.objects.filter(event=OuterRef("pk"), people__isnull=False)
    events = originals(EventPage.objects.all())
    over = events.past(today).filter(start__gte=midnight(today - LOOKING_BACK), cancelled=False)
    return {
        "with_rules": sorted(rules, key=lambda one: one.event.start, reverse=True),
        "without_rules": events.coming(today).filter(registration_rules=None, cancelled=False),
        "not_counted": over.filter(~Exists(counted), kind__in=("network", "training", "workshop")),
    }


def originals(events):
    """The first of each family: what its pages share hangs on it."""
    earlier = EventPage.objects.filter(
        translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk")
    )
    return events.filter(~Exists(earlier)).defer_streamfields()
