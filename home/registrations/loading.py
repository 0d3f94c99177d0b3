"""What stands beside events, from a file, for demonstration. Loaded once, like pages."""

from pathlib import Path

import yaml
from django.db import transaction

from ..demo.library import Library, NotThere
from ..demo.memory import Memory
from .attendance import Attendance
from .rules import RegistrationRules

MODELS = {"attendance": Attendance, "rules": RegistrationRules}


@transaction.atomic
def load_registrations(path: Path, memory: Memory, library: Library) -> int:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = [(name, key, values) for name, rows in content.items() for key, values in rows.items()]
    return sum(load(name, key, values, memory, library) for name, key, values in rows)


def load(name, key, values, memory, library):
    model, known_as = MODELS[name], f"{name}:{key}"
    if known_as in memory:
        return 0
    try:
        event = library.page(key).specific
    except NotThere:
        return 0  # somebody deleted the event
    if model.objects.of(event).exists():
        return 0
    row = model(event=event, **values)
    row.full_clean()
    row.save()
    memory.keep(known_as, row)
    return 1
