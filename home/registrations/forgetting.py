"""Some days after the event, everything about persons goes. Numbers stay (`attendance`)."""

from django.db import transaction
from django.utils import timezone

from .attendance import count_who_came
from .messages import Message
from .records import Registration
from .rules import RegistrationRules


def forget_registrations(today=None):
    """How many people were erased. Daily by a timer, and whenever the coordination looks."""
    today = today or timezone.localdate()
    rules = RegistrationRules.objects.filter(registrations__isnull=False).distinct()
    return sum(forget(one) for one in rules.select_related("event") if today >= one.erased_on)


@transaction.atomic
def forget(rules):
    count_who_came(rules)
    erased = rules.registrations.count()
    Message.objects.filter(rules=rules).delete()
    Registration.objects.filter(rules=rules).delete()
    return erased
