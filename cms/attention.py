"""What needs somebody today, on the first screen of the admin. Each app registers its own panels.

    attention.register(
        Panel("unanswered", _("Without an answer"), find=unanswered, permission="….change_sending")
    )

`find(user)` runs one query and returns a `Found`; see `found()`. An empty panel is not shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Window
from django.utils import timezone
from django.utils.functional import Promise

LIMIT = 6
COUNTED_DAYS = 60  # beyond, a date says more than a number


@dataclass(frozen=True)
class Item:
    title: str
    url: str
    since: date | datetime | None = None  # the day it began to need somebody
    on: date | datetime | None = None  # or the day it is for
    note: str | Promise = ""
    language: str = ""  # of the title, where it is not the reader's

    @property
    def days(self):
        day = self.since
        if isinstance(day, datetime):
            day = timezone.localdate(day)
        days = (timezone.localdate() - day).days if day else None
        return None if days is None or days > COUNTED_DAYS else days


@dataclass(frozen=True)
class Found:
    items: list[Item] = field(default_factory=list)
    total: int = 0

    @property
    def others(self):
        return self.total - len(self.items)


@dataclass(frozen=True)
class Panel:
    key: str
    title: str | Promise
    find: Callable[..., Found]
    permission: str | Callable  # a permission's name, or a function of the user
    advice: str | Promise = ""  # what to do with the items
    more: Callable[[], str] | None = None  # the address of the whole list
    position: int = 100

    def is_for(self, user):
        if callable(self.permission):
            return self.permission(user)
        return user.has_perm(self.permission)


_panels: dict[str, Panel] = {}


def register(panel):
    _panels[panel.key] = panel


def for_user(user):
    """The panels that have something for this person, each with what it found."""
    mine = sorted(_panels.values(), key=lambda panel: panel.position)
    looked = [(panel, panel.find(user)) for panel in mine if panel.is_for(user)]
    return [(panel, seen) for panel, seen in looked if seen.items]


def found(queryset, describe, limit=LIMIT):
    """The first ones and how many there are, in one query."""
    rows = list(queryset.annotate(found_in_all=Window(Count("*")))[:limit])
    return Found([describe(row) for row in rows], rows[0].found_in_all if rows else 0)
