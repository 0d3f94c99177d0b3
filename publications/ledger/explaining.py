"""How each number of a clock comes about, step by step, in the reader's language."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .clock import OF_IMPLEMENTATION, Clock, Due, State
from .kinds import Basis


def explanation(clock: Clock) -> list[str]:
    if clock.sent_on is None:
        return []
    return [*of_start(clock), *of_due(clock), *of_count(clock), *of_state(clock)]


def of_start(clock: Clock) -> Iterator[str]:
    yield _(
        "The clock starts on the day of sending, %(day)s. Every day counts, weekends included."
    ) % {"day": date_format(clock.sent_on)}
    if clock.noted_on:
        yield _(
            "An acknowledgement or a holding reply arrived on %(day)s. It is not an answer: "
            "the clock goes on."
        ) % {"day": date_format(clock.noted_on)}


def of_due(clock: Clock) -> Iterator[str]:
    if (due := clock.due) is None:
        yield _("No date was set for an answer, so it cannot be overdue.")
        return
    if asked_for := clock.sending.due_on:
        yield basis_of(clock.sending.basis) % {"day": date_format(asked_for)}
        if basis_text := clock.sending.basis_text:
            yield basis_text.plain
    if due.extension:
        yield _(
            "On %(announced)s the authority announced an extension until %(day)s: "
            "from then on, that day counts."
        ) % {
            "announced": date_format(due.extension.received_on),
            "day": date_format(due.written),
        }
    if due.was_moved:
        yield moved(due)


def basis_of(basis: str) -> str:
    if basis == Basis.LEGAL:
        return _("The law sets the date: an answer was due by %(day)s.")
    return _("An answer was asked for by %(day)s. No law sets this date.")


def moved(due: Due) -> str:
    days = {"written": date_format(due.written), "day": date_format(due.day)}
    if due.holiday is None:
        return _("Offices are closed on %(written)s, so %(day)s counts.") % days
    return _("%(written)s is a holiday (%(name)s), so %(day)s counts.") % {
        **days,
        "name": due.holiday.name.plain,
    }


def of_count(clock: Clock) -> Iterator[str]:
    if clock.answered_on:
        yield ngettext(
            "The first answer on the substance came on %(day)s: the clock stopped after "
            "%(days)d day.",
            "The first answer on the substance came on %(day)s: the clock stopped after "
            "%(days)d days.",
            clock.days,
        ) % {"day": date_format(clock.answered_on), "days": clock.days}
    else:
        yield ngettext(
            "No answer on the substance is recorded: %(days)d day until today.",
            "No answer on the substance is recorded: %(days)d days until today.",
            clock.days,
        ) % {"days": clock.days}
    if clock.days_overdue:
        yield ngettext(
            "Of these, %(days)d is after the date.",
            "Of these, %(days)d are after the date.",
            clock.days_overdue,
        ) % {"days": clock.days_overdue}


def of_state(clock: Clock) -> Iterator[str]:
    """What speaks louder than the count."""
    since = {"day": date_format(clock.since)} if clock.since else {}
    if clock.state in OF_IMPLEMENTATION.values():
        yield (
            _(
                "What was seen on the ground on %(day)s speaks louder than the answers, until it "
                "is sent again."
            )
            % since
        )
    elif clock.state == State.WITHOUT_EFFECT:
        yield (
            _(
                "It was promised on %(day)s, and at the last look nothing had been started: "
                "it is without effect since that day."
            )
            % since
        )
    elif clock.answered_on and clock.since and clock.since > clock.answered_on:
        yield _("The position shown is that of the latest answer, of %(day)s.") % since
