"""What changed from one version to another, passage by passage: added, removed, changed, moved.

A passage is known by the identity of its block, so that a paragraph that moved is not taken for
two others. Words are compared within a passage only.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from cms.blocks.body import anchor_of

LONGEST = 1500  # words; beyond, the former and the present passage stand whole
WORDS = re.compile(r"\s+|[^\s]+")
STREAMS = ("body", "notes")
PLAIN = ("title", "lead")


@dataclass(frozen=True)
class Passage:
    key: str
    words: str
    form: str = ""  # all else: links, pictures, emphasis
    anchor: str = ""


@dataclass(frozen=True)
class Piece:
    kind: str  # same, added, removed
    text: str


@dataclass(frozen=True)
class Difference:
    kind: str  # added, removed, changed, moved, form
    passage: Passage
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_there(self):
        """In the later version."""
        return self.kind != "removed"


def passages_of(page) -> list[Passage]:
    found = [Passage(name, getattr(page, name)) for name in PLAIN if getattr(page, name, "")]
    for name in STREAMS:
        for child in getattr(page, name, None) or ():
            words = "\n".join(child.block.get_searchable_content(child.value)).strip()
            form = json.dumps(child.block.get_prep_value(child.value), default=str, sort_keys=True)
            found.append(Passage(child.id or words, words, form, anchor_of(child)))
    return found


def compare(before: Iterable[Passage], after: Iterable[Passage]) -> list[Difference]:
    """In the order of the later version; what was removed, where it stood."""
    old, new = {p.key: p for p in before}, {p.key: p for p in after}
    found = []
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            gone = [key for key in list(old)[a:b] if key not in new]
            found += [removed(old[key]) for key in gone]
        for key in list(new)[c:d]:
            if key not in old:
                found.append(added(new[key]))
            elif difference := within(old[key], new[key], has_moved=operation != "equal"):
                found.append(difference)
    return found


def removed(passage):
    return Difference("removed", passage, [Piece("removed", passage.words)])


def added(passage):
    return Difference("added", passage, [Piece("added", passage.words)])


def within(before, after, has_moved):
    if before.words != after.words:
        return Difference("changed", after, pieces_of(before.words, after.words))
    if has_moved:
        return Difference("moved", after, [Piece("same", after.words)])
    if before.form != after.form:
        return Difference("form", after, [Piece("same", after.words)])
    return None


def pieces_of(before: str, after: str) -> list[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > 2 * LONGEST:
        return [Piece("removed", before), Piece("added", after)]
    pieces = []
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(Piece("same", "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return pieces


def within_limits(differences, most=30_000):
    """As many as a page can hold, and how many are left."""
    shown, length = [], 0
    for number, one in enumerate(differences):
        length += sum(len(piece.text) for piece in one.pieces)
        if shown and length > most:
            return shown, len(differences) - number
        shown.append(one)
    return shown, 0
