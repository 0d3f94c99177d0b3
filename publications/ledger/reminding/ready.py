"""What has reached a step without an answer, and was not reminded of at that step."""

from collections import defaultdict
from dataclasses import dataclass

from wagtail.models import Site

from ..authorities import Authority
from ..reminders import FIRST_STEPS, ReminderSettings, steps_in
from ..sendings import Sending


@dataclass(frozen=True)
class Ready:
    """One letter to write: to this authority, about these sendings, the oldest first."""

    authority: Authority
    sendings: tuple[Sending, ...]

    @property
    def oldest(self):
        return self.sendings[0].sent_on

    @property
    def step(self):
        return max(sending.step for sending in self.sendings)


def steps():
    site = Site.objects.filter(is_default_site=True).first()
    chosen = ReminderSettings.for_site(site).steps if site else FIRST_STEPS
    return steps_in(chosen)


def sendings(on):
    """The oldest first. None of what is not public, not due yet or withdrawn."""
    return Sending.objects.public().to_remind(on, steps())


def letters(on) -> list[Ready]:
    """One for each authority that exists today, the longest silence first."""
    by_authority = defaultdict(list)
    everybody = Authority.objects.in_bulk()
    for sending in sendings(on):
        by_authority[successor_of(everybody[sending.authority_id], everybody)].append(sending)
    return [Ready(authority, tuple(rows)) for authority, rows in by_authority.items()]


def letter_to(authority, on) -> Ready | None:
    """With all that the letter tells."""
    if authority.successor_id:
        return None
    answers_for = {authority.pk, *Authority.objects.absorbed_by(authority)}
    rows = sendings(on).filter(authority__in=answers_for).with_clock()
    return Ready(authority, tuple(rows)) if rows else None


def successor_of(authority, everybody):
    """Whoever answers for it today. A circle ends the walk."""
    seen = set()
    while authority.successor_id and authority.pk not in seen:
        seen.add(authority.pk)
        authority = everybody[authority.successor_id]
    return authority
