"""Where an index stands in the log of changes.

Numbers of rows are given before transactions end, so a change may appear *below* one that was
already applied. A position therefore remembers the highest number it applied and the numbers it
missed below that one, until they are an hour old: then nothing can appear there any more. Applying
a change twice does no harm: it describes, it does not add.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Max, Min, Q
from django.utils import timezone

from .models import Change

SETTLED = timedelta(hours=1)  # no transaction lasts that long
REMEMBERED = timedelta(days=7)  # a copy that slept longer is built again
BATCH = 1000
MOST_GAPS = 5000


@dataclass
class Position:
    highest: int = 0
    gaps: set[int] = field(default_factory=set)

    def ahead(self) -> Q:
        return Q(id__gt=self.highest) | Q(id__in=self.gaps)

    def pending(self) -> list[tuple[int, str]]:
        changes = Change.objects.described().filter(self.ahead())
        return list(changes.values_list("id", "source")[:BATCH])

    def waiting_since(self) -> datetime | None:
        """When the oldest change that was not applied was recorded; None if all are."""
        waiting = Change.objects.filter(self.ahead() | Q(described=False))
        return waiting.order_by("id").values_list("recorded", flat=True).first()

    def advance(self, numbers) -> None:
        applied = set(numbers)
        reached = max(applied, default=0)
        if reached > self.highest:
            self.gaps |= set(range(max(self.highest + 1, reached - MOST_GAPS), reached))
            self.highest = reached
        settled = settled_up_to()
        self.gaps = {number for number in self.gaps - applied if number > settled}

    def is_lost(self) -> bool:
        """The log was shortened, or belongs to another database, since this index read it."""
        ends = Change.objects.aggregate(first=Min("id"), last=Max("id"))
        if ends["last"] is None:
            return self.highest > 0
        return ends["last"] < self.highest or ends["first"] > self.highest + 1

    def save(self, path: Path) -> None:
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps({"highest": self.highest, "gaps": sorted(self.gaps)}))
        os.replace(beside, path)

    @classmethod
    def load(cls, path: Path) -> "Position":
        """Raises ValueError for whatever is not a position of this version."""
        stored = json.loads(path.read_text())
        try:
            return cls(int(stored["highest"]), set(map(int, stored["gaps"])))
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path} holds no position") from error


def settled_up_to() -> int:
    """The highest number below which nothing can appear any more."""
    old = Change.objects.filter(recorded__lt=timezone.now() - SETTLED)
    highest = old.aggregate(last=Max("id"))["last"] or 0
    waiting = Change.objects.to_describe().aggregate(first=Min("id"))["first"]
    return min(highest, waiting - 1) if waiting else highest


def now() -> Position:
    """Take it before reading documents: what is described afterwards is applied again."""
    # A log that was shortened, or a database that numbers on, does not begin at one.
    first = Change.objects.aggregate(first=Min("id"))["first"]
    position = Position(highest=first - 1 if first else 0)
    newest = Change.objects.described().order_by("-id").values_list("id", flat=True)
    position.advance(newest[: MOST_GAPS + 1])
    return position


def forget_old() -> None:
    """All but the last, which says that the log goes on."""
    last = Change.objects.aggregate(last=Max("id"))["last"]
    old = Change.objects.described().filter(recorded__lt=timezone.now() - REMEMBERED)
    old.exclude(id=last).delete()
