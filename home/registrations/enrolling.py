"""Registering, changing, cancelling, moving up. Never more people than places.

Whoever changes how many have a place first holds the row of the rules: PostgreSQL by its lock,
SQLite because only one transaction writes at a time (`transaction_mode`, cms/settings/base.py).
"""

from django.db import transaction
from django.utils import timezone

from . import letters
from .records import Registration
from .rules import OPEN_STATES, RegistrationRules


class NotOpen(Exception):
    """Nobody can register now; `state` says why."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


def held(pk):
    """The rules, as nobody else can change them until this transaction ends."""
    return RegistrationRules.objects.select_for_update().get(pk=pk)


@transaction.atomic
def register(rules, values):
    """A visitor. Whose address is known already is told so by a letter, nobody on the screen."""
    rules = held(rules.pk)
    known = rules.registrations.filter(email=values["email"]).first()
    if known:
        letters.known_already(known)
        return known
    now, confirmed = timezone.now(), rules.registrations.confirmed().count()
    state = rules.state(now, confirmed)
    if state not in OPEN_STATES:
        raise NotOpen(state)
    return admit(rules, values)


@transaction.atomic
def add_by_hand(rules, values):
    """By the coordination, whatever the dates; in a full room, at the end of the waiting list."""
    return admit(held(rules.pk), values)


def admit(rules, values):
    """At the end of the queue, from which whoever finds a free place moves on at once."""
    new = Registration(rules=rules, **values)
    new.full_clean(exclude=["rules"])
    new.save()
    if rules.is_over(timezone.now()):
        give(rules.registrations.filter(pk=new.pk)[: free_places(rules)])
    for moved in fill(rules):
        if moved.pk != new.pk:
            letters.moved_up(moved)
    new.refresh_from_db()
    letters.confirmation(new)
    return new


def fill(rules):
    """Gives the free places to the first who wait, and returns these. Nobody moves up too late."""
    if rules.is_over(timezone.now()):
        return []
    return give(rules.registrations.waiting()[: free_places(rules)])


def free_places(rules):
    """None where there is no limit."""
    if rules.places is None:
        return None
    return max(rules.places - rules.registrations.confirmed().count(), 0)


def give(registrations):
    found = list(registrations)
    for one in found:
        one.state = Registration.State.CONFIRMED
    Registration.objects.bulk_update(found, ["state"])
    return found


@transaction.atomic
def move_up(rules):
    """After the places were changed."""
    moved = fill(held(rules.pk))
    for one in moved:
        letters.moved_up(one)
    return moved


@transaction.atomic
def cancel(registration):
    """Erased, not marked: nothing of who does not come is needed. Twice is once."""
    rules = held(registration.rules_id)
    found = Registration.objects.filter(pk=registration.pk).first()
    if found is None:
        return
    letters.cancelled(found)
    found.delete()
    for one in fill(rules):
        letters.moved_up(one)


def change(registration, values):
    """What a person told about herself; her address stays, for it is the key to all this."""
    for name, value in values.items():
        setattr(registration, name, value)
    registration.full_clean(exclude=["rules"])
    Registration.objects.filter(pk=registration.pk).update(**values)
