"""An event that takes registrations, and people who registered."""

from datetime import timedelta

import factory
from django.utils import timezone

from home.models import Registration, RegistrationRules

from .home import event


def opened(days=10, places=None, **rules):
    """The registration of an event so many days ahead."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    fields = {name: rules.pop(name) for name in ("title", "cancelled") if name in rules}
    page = event(start=start, end=start + timedelta(hours=3), **fields)
    return RegistrationRules.objects.create(event=page, places=places, **rules)


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Registration

    name = factory.Sequence(lambda n: f"Personne {n}")
    email = factory.Sequence(lambda n: f"personne{n}@example.org")
    language = "fr"
    state = Registration.State.CONFIRMED
