"""Minutes of a file, for demonstration. A meeting that has some is left alone."""

from pathlib import Path

import yaml
from django.contrib.auth import get_user_model
from django.db import transaction

from ..meetings.loading import at, host_of
from ..meetings.records import Meeting
from .attendance import Attendance, tell_the_public
from .facilitators import Facilitator
from .records import Minutes


@transaction.atomic
def load_minutes(path: Path) -> int:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sum(load(row) for row in rows)


def load(row):
    start = at(row.pop("day"), row.pop("from"))
    meeting = Meeting.objects.filter(**host_of(row), start=start).first()
    if meeting is None or Minutes.objects.filter(meeting=meeting).exists():
        return 0
    counted = row.pop("attendance", [])
    Minutes.objects.create(meeting=meeting, **row)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, **one) for one in counted)
    tell_the_public(meeting)
    return 1


def load_facilitator(username: str, group: str) -> int:
    """So that the account of the demonstration has minutes to write."""
    user = get_user_model().objects.filter(username=username).first()
    if user is None or Facilitator.objects.filter(user=user).exists():
        return 0
    Facilitator.objects.create(user=user, **host_of({"group": group}))
    return 1
