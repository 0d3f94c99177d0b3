"""Who keeps which anchor, when the same document comes in again.

An identity is made of the publication, the words and how often they occurred before: the same file
always gives the same ones. Where a passage was there already, or one much like it at its place, it
keeps the identity it has, and with it its address, its translation, and what refers to it.
"""

import uuid
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.6
MOST_COMPARED = 400  # pairs in one place: beyond it, the whole place was rewritten


@dataclass(frozen=True)
class Passage:
    kind: str
    text: str  # plain, as `normal` leaves it
    id: str = ""
    page: int = 0  # index of the page that holds it


@dataclass(frozen=True)
class Match:
    id: str
    before: Passage | None = None  # what had this identity

    @property
    def is_new(self) -> bool:
        return self.before is None


def normal(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("\xa0", " ").split())


def fresh(space: uuid.UUID, passages: list[Passage]) -> list[str]:
    """The identities that passages have of themselves."""
    seen: Counter = Counter()
    found = []
    for passage in passages:
        name = f"{passage.kind}\n{passage.text}"
        seen[name] += 1
        found.append(str(uuid.uuid5(space, f"{name}\n{seen[name]}")))
    return found


def matched(space: uuid.UUID, old: list[Passage], new: list[Passage]) -> list[Match]:
    """One for each new passage: the identity of an old one, or one of its own."""
    own = fresh(space, new)
    kept: dict[int, Passage] = {}
    compare = SequenceMatcher(
        None, [(p.kind, p.text) for p in old], [(p.kind, p.text) for p in new], autojunk=False
    )
    for tag, start, end, first, last in compare.get_opcodes():
        if tag == "equal":
            kept |= {first + i: old[start + i] for i in range(end - start)}
        elif tag == "replace":
            kept |= alike(old, new, range(start, end), range(first, last))
    moved(old, new, kept)
    used = {passage.id for passage in kept.values()}
    matches = []
    for place, name in enumerate(own):
        before = kept.get(place)
        matches.append(Match(before.id, before) if before else Match(unused(space, name, used)))
    return matches


def unused(space: uuid.UUID, name: str, used: set[str]) -> str:
    while name in used:
        name = str(uuid.uuid5(space, name))
    used.add(name)
    return name


def alike(old, new, before: range, after: range) -> dict[int, Passage]:
    """Corrected passages: in their order, each with the most similar one of its kind."""
    found: dict[int, Passage] = {}
    if len(before) * len(after) > MOST_COMPARED * 10:
        return found
    free = list(before)
    for place in after:
        scored = [(similarity(old[each], new[place]), -each) for each in free]
        score, best = max(scored, default=(0.0, 0))
        if score >= ALIKE:
            found[place] = old[-best]
            free = [each for each in free if each > -best]
    return found


def moved(old, new, kept) -> None:
    """The same words at another place are the same passage."""
    taken = {passage.id for passage in kept.values()}
    waiting: dict[tuple[str, str], list[Passage]] = {}
    for passage in old:
        if passage.id not in taken:
            waiting.setdefault((passage.kind, passage.text), []).append(passage)
    for place, passage in enumerate(new):
        same = waiting.get((passage.kind, passage.text))
        if place not in kept and same:
            kept[place] = same.pop(0)


def similarity(one: Passage, other: Passage) -> float:
    if one.kind != other.kind or not one.text or not other.text:
        return 0.0
    compare = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if compare.real_quick_ratio() < ALIKE or compare.quick_ratio() < ALIKE:
        return 0.0
    return compare.ratio()
