"""When a group may be called active: plural composition, enough participants, agreed convention."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.vocabulary import BodyKind


@dataclass(frozen=True)
class Thresholds:
    """How many at least; kept with the details of the coordination (cms/coordination.py)."""

    organisations: int
    public_services: int
    associations: int

    @classmethod
    def of(cls, coordination):
        return cls(
            coordination.group_organisations_min,
            coordination.group_public_services_min,
            coordination.group_associations_min,
        )


def missing(
    kinds: Iterable[str], agreed_on: date | None, wanted: Thresholds, today: date
) -> list[str]:
    """What a group lacks to be active, in whole sentences; `kinds`: of those who take part."""
    kinds = list(kinds)
    lacks = [
        _lack_of_public_services(wanted.public_services, kinds.count(BodyKind.PUBLIC)),
        _lack_of_associations(wanted.associations, kinds.count(BodyKind.ASSOCIATION)),
        _lack_of_organisations(wanted.organisations, len(kinds)),
        _lack_of_agreement(agreed_on, today),
    ]
    return [lack for lack in lacks if lack]


def _lack_of_public_services(wanted, there):
    if there >= wanted:
        return ""
    return ngettext(
        "At least %(wanted)d public service takes part; now: %(there)d.",
        "At least %(wanted)d public services take part; now: %(there)d.",
        wanted,
    ) % {"wanted": wanted, "there": there}


def _lack_of_associations(wanted, there):
    if there >= wanted:
        return ""
    return ngettext(
        "At least %(wanted)d association takes part; now: %(there)d.",
        "At least %(wanted)d associations take part; now: %(there)d.",
        wanted,
    ) % {"wanted": wanted, "there": there}


def _lack_of_organisations(wanted, there):
    if there >= wanted:
        return ""
    return ngettext(
        "At least %(wanted)d organisation takes part in all; now: %(there)d.",
        "At least %(wanted)d organisations take part in all; now: %(there)d.",
        wanted,
    ) % {"wanted": wanted, "there": there}


def _lack_of_agreement(agreed_on, today):
    if agreed_on is None:
        return _("The steering committee agreed on the convention: fill in the day it did.")
    if agreed_on > today:
        return _("The convention is agreed on %(day)s only, which is still to come.") % {
            "day": date_format(agreed_on)
        }
    return ""
