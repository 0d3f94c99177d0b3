"""What stands on the first page of the members' area. Apps above this one add theirs.

    sections.register(Section("proposals", _("My proposals"), find, "home/proposals/section.html"))

`find(request, organisations)` says in a few queries what there is, whatever the number of things;
the template reads it as `found`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    key: str
    title: object
    find: Callable
    template: str
    position: int = 100


_sections: dict[str, Section] = {}


def register(section: Section):
    _sections[section.key] = section


def told(request, organisations):
    """Each with what it found, in the order of their positions."""
    mine = sorted(_sections.values(), key=lambda section: section.position)
    return [(section, section.find(request, organisations)) for section in mine]
