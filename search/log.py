"""Where an index stands in the log of changes.

Numbers of rows are given before transactions end, so a change may appear *below* one that was
already applied. A position therefore remembers each number it applied during the last hour; only
what is older is settled. Applying a change twice does no harm: it describes, it does not add.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.db.models import Max, Min
from django.utils import timezone

from .models import Change

SETTLED = timedelta(hours=1)  # no transaction lasts that long
REMEMBERED = timedelta(days=7)  # a copy that slept longer is built again
BATCH = 1000


@dataclass
class Position:
    low: int = 0  # everything up to here is applied
    seen: set[int] = field(default_factory=set)

    @property
    def highest(self) -> int:
        return max(self.seen, default=self.low)

    def pending(self) -> list[tuple[int, str]]:
        changes = Change.objects.described().filter(id__gt=self.low).exclude(id__in=self.recent())
        return list(changes.values_list("id", "source")[:BATCH])

    def recent(self):
        """Few databases like a list of thousands of numbers: settle before it grows so long."""
        return sorted(self.seen)

    def advance(self, ids) -> None:
        self.seen.update(ids)
        self.low = max(self.low, settled_up_to(self.seen))
        self.seen = {number for number in self.seen if number > self.low}

    def is_behind(self) -> bool:
        latest = Change.objects.order_by("-id").values_list("id", "described").first()
        if latest is None:
            return False
        number, described = latest
        return not described or (number > self.low and number not in self.seen)

    def is_lost(self) -> bool:
        """The log was shortened, or belongs to another database, since this index read it."""
        ends = Change.objects.aggregate(first=Min("id"), last=Max("id"))
        if ends["last"] is None:
            return self.highest > 0
        return ends["last"] < self.highest or ends["first"] > self.highest + 1

    def save(self, path: Path) -> None:
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps({"low": self.low, "seen": sorted(self.seen)}))
        os.replace(beside, path)

    @classmethod
    def load(cls, path: Path) -> "Position":
        stored = json.loads(path.read_text())
        return cls(int(stored["low"]), set(map(int, stored["seen"])))


def settled_up_to(seen) -> int:
    """The highest number below which nothing can appear any more."""
    old = Change.objects.filter(recorded__lt=timezone.now() - SETTLED)
    highest = old.aggregate(last=Max("id"))["last"] or 0
    waiting = Change.objects.to_describe().aggregate(first=Min("id"))["first"]
    return min(highest, waiting - 1) if waiting else highest


def now() -> Position:
    """Take it before reading documents: what is described afterwards is applied again."""
    position = Position()
    position.advance(Change.objects.described().values_list("id", flat=True))
    return position


def forget_old() -> None:
    """All but the last, which says that the log goes on."""
    last = Change.objects.aggregate(last=Max("id"))["last"]
    old = Change.objects.described().filter(recorded__lt=timezone.now() - REMEMBERED)
    old.exclude(id=last).delete()
