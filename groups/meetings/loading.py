"""Meetings of a file, for demonstration. One that is there, at that hour, is left alone."""

from datetime import datetime, time
from pathlib import Path

import yaml
from django.db import transaction
from django.utils import timezone

from ..bodies.records import Body
from ..pages import GroupPage
from .records import Meeting


@transaction.atomic
def load_meetings(path: Path) -> int:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sum(load(row) for row in rows)


def load(row):
    host = host_of(row)
    day, begins, ends = row.pop("day"), row.pop("from"), row.pop("until")
    meeting = Meeting(**host, start=at(day, begins), end=at(day, ends), **row)
    if Meeting.objects.filter(**host, start=meeting.start).exists():
        return 0
    meeting.full_clean()
    meeting.save()
    return 1


def host_of(row):
    if slug := row.pop("body", ""):
        return {"body": Body.objects.get(slug=slug)}
    slug = row.pop("group")
    return {"group": GroupPage.objects.get(slug=slug, locale__language_code="fr").original}


def at(day, hour):
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(hour)))
