"""Bodies of a file, for demonstration and for a first set-up. One that is there is left alone."""

from pathlib import Path

import yaml
from django.db import transaction

from .records import Body, Constituency, Mandate, MeetingCount


@transaction.atomic
def load_bodies(path: Path) -> int:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = set(Body.objects.values_list("slug", flat=True))
    new = [row for row in rows if row["slug"] not in known]
    for row in new:
        load(row)
    return len(new)


def load(row):
    sides, meetings = row.pop("constituencies", []), row.pop("meetings", {})
    body = Body(**row)
    for year, held in meetings.items():
        body.meeting_counts.add(MeetingCount(year=year, held=held))
    for place, side in enumerate(sides):
        mandates = side.pop("mandates", [])
        constituency = Constituency(sort_order=place, **side)
        for number, mandate in enumerate(mandates):
            constituency.mandates.add(Mandate(sort_order=number, **mandate))
        body.constituencies.add(constituency)
    body.full_clean()
    body.save()
