"""The files of `demo/pages`: one page each, both languages side by side, facts once."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

from cms.languages import other


class Translation(StrEnum):
    """What is shown of a page in the other language; every state occurs in the demonstration."""

    DONE = "done"
    OUT_OF_DATE = "out-of-date"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True)
class Entry:
    key: str
    type: str = ""
    parent: str = ""
    before: str = ""  # the neighbour it is put in front of; else it comes last
    fills: str = ""  # the page of the set-up that it completes, instead of making one
    adds: bool = False  # it adds to the text of that page, instead of replacing it
    original: str = "fr"
    translation: Translation = Translation.DONE
    published: object = None
    in_preparation: bool = False  # a draft of its first language; translated once published
    later: dict = field(default_factory=dict)  # said in the original after it was translated
    values: dict = field(default_factory=dict)

    @property
    def translated_into(self):
        return other(self.original)


OWN = {name for name in Entry.__dataclass_fields__ if name not in {"key", "values"}}


def read(path: Path) -> Entry:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = {name: content.pop(name) for name in OWN & content.keys()}
    own["translation"] = Translation(own.get("translation", Translation.DONE))
    return Entry(key=path.stem, values=content, **own)


def read_all(folder: Path) -> list[Entry]:
    """Parents before their children, and otherwise in the order of the files."""
    found = {path.stem: read(path) for path in sorted(folder.rglob("*.yaml"))}
    ordered: dict[str, Entry] = {}

    def place(entry):
        if entry.parent in found:
            place(found[entry.parent])
        ordered.setdefault(entry.key, entry)

    for entry in found.values():
        place(entry)
    return list(ordered.values())
