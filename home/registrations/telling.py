"""What the page of an event says of registrations, and of how many came."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from .attendance import Attendance
from .rules import OPEN_STATES, RegistrationRules, State


@dataclass(frozen=True)
class Told:
    """The registrations of one event, for somebody who may want to come."""

    rules: RegistrationRules
    state: State
    free: int | None  # places; None where there is no limit
    waiting: int

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def is_over(self):
        return self.state in (State.CANCELLED, State.PAST)

    @property
    def url(self):
        return reverse("registrations:register", args=[self.rules.event.translation_key])


def of_event(page):
    rules = RegistrationRules.objects.of(page).with_counts().select_related("event").first()
    if rules is None:
        return None
    free = None if rules.places is None else max(rules.places - rules.confirmed, 0)
    state = rules.state(timezone.now(), rules.confirmed)
    return Told(rules, state, free, rules.waiting)


def attendance_of(page):
    return Attendance.objects.of(page).filter(people__gt=0).first()
