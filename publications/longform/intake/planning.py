"""What would be made or changed, before anything is: the pages, and each passage of them."""

import json
import re
import uuid
from dataclasses import dataclass, field
from functools import partial
from html import unescape

from ..publications import ChapterPage, PublicationPage
from .chapters import Chapter
from .deciding import Decisions, chapters_of
from .documents.inlines import INNER
from .identity import ALIKE, Match, Passage, matched, normal, similarity
from .pieces import Reading
from .rich import CALL, call, calls, plain
from .values import Values, strings, words_of

# What documents hold. The other blocks of a page were put there by somebody, and stay.
OF_FILES = {
    "figure",
    "grid",
    "heading",
    "paragraph",
    "proposition",
    "quotation",
    "recommendation",
    "speech",
    "table",
    "testimony",
}
INNER_LINK = re.compile(rf'<a linktype="passage" id="{INNER}([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass
class PagePlan:
    """One page: as it is, and as it will be."""

    title: str
    page: PublicationPage | ChapterPage | None = None
    key: uuid.UUID | None = None  # its translation key
    body: list[dict] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    same: int = 0
    places: dict[str, str] = field(default_factory=dict)  # key of a piece → identity of its block

    @property
    def is_touched(self) -> bool:
        renamed = self.page is not None and self.page.title != self.title
        return bool(self.page is None or self.added or self.changed or self.removed or renamed)


@dataclass
class Plan:
    pages: list[PagePlan]
    left: list[ChapterPage] = field(default_factory=list)  # no longer in the document

    @property
    def chapters(self) -> list[PagePlan]:
        return self.pages[1:]

    def count(self, name: str) -> int:
        return sum(len(getattr(page, name)) for page in self.pages)

    @property
    def same(self) -> int:
        return sum(page.same for page in self.pages)


def planned(
    reading: Reading,
    decisions: Decisions,
    values: Values,
    title: str,
    space: uuid.UUID,
    target: PublicationPage | None = None,
) -> Plan:
    return Planner(reading, decisions, values, space, target).plan(title)


class Planner:
    def __init__(self, reading, decisions, values, space, target):
        self.reading = reading
        self.values = values
        self.space = target.translation_key if target else space
        self.parts: list[Chapter] = chapters_of(reading, decisions)
        self.pages = pages_of(target) if target else []

    def plan(self, title: str) -> Plan:
        bodies = [self.values.blocks(part) for part in self.parts]
        old = [passage for place, page in enumerate(self.pages) for passage in body_of(page, place)]
        matches = matched(self.space, old, passages(bodies))
        of_part = self.by_part(bodies, matches)
        owners = self.owners(of_part)
        names = [title, *(part.title for part in self.parts[1:])]
        plans = [
            PagePlan(name, self.pages[owner] if owner is not None else None)
            for name, owner in zip(names, owners, strict=True)
        ]
        self.give_keys(plans)
        self.tell(plans, bodies, of_part, old, owners)
        self.give_notes(plans, bodies, owners)
        self.resolve(plans, bodies)
        for place, (page, owner) in enumerate(zip(plans, owners, strict=True)):
            page.body = stored(bodies[place])
            page.places = {block["piece"]: block["id"] for block in reversed(bodies[place])}
            if owner is not None:
                page.body = with_own_blocks(page.body, self.pages[owner])
        kept = {owner for owner in owners if owner is not None}
        left = [page for place, page in enumerate(self.pages) if place and place not in kept]
        return Plan(plans, left)

    def by_part(self, bodies, matches) -> list[list[Match]]:
        waiting = iter(matches)
        found = []
        for body in bodies:
            found.append([next(waiting) for _block in body])
            for block, match in zip(body, found[-1], strict=True):
                block["id"] = match.id
                name_items(block)
        return found

    def owners(self, of_part) -> list[int | None]:
        """Which page each part was: by the passages they share, else by their titles."""
        if not self.pages:
            return [None] * len(self.parts)
        owners: list[int | None] = [0, *[None] * (len(self.parts) - 1)]
        free = set(range(1, len(self.pages)))
        scores = []
        for part in range(1, len(self.parts)):
            held = [match.before.page for match in of_part[part] if match.before]
            scores += [(held.count(page), -part, -page) for page in set(held) & free]
        for _score, part, page in sorted(scores, reverse=True):
            if owners[-part] is None and -page in free:
                owners[-part] = -page
                free.discard(-page)
        for part in range(1, len(self.parts)):
            if owners[part] is None:
                owners[part] = self.by_title(self.parts[part].title, free)
                free.discard(owners[part])
        return owners

    def by_title(self, title, free) -> int | None:
        wanted = Passage("", normal(title))
        scored = [
            (similarity(wanted, Passage("", normal(self.pages[page].title))), -page)
            for page in free
        ]
        score, page = max(scored, default=(0.0, 0))
        return -page if score >= ALIKE else None

    def give_keys(self, plans) -> None:
        seen: dict[str, int] = {}
        for place, plan in enumerate(plans):
            name = normal(plan.title)
            seen[name] = seen.get(name, 0) + 1
            own = uuid.uuid5(self.space, f"chapter\n{name}\n{seen[name]}") if place else self.space
            plan.key = plan.page.translation_key if plan.page else own

    def tell(self, plans, bodies, of_part, old, owners) -> None:
        used = set()
        for plan, body, matches in zip(plans, bodies, of_part, strict=True):
            for block, match in zip(body, matches, strict=True):
                words = words_of(block["type"], block["value"])
                used.add(match.id)
                if match.before is None:
                    plan.added.append(words)
                elif match.before.text != words:
                    plan.changed.append((match.before.text, words))
                else:
                    plan.same += 1
        of_page = {owner: plan for plan, owner in zip(plans, owners, strict=True)}
        for passage in old:
            if passage.id not in used:
                of_page.get(passage.page, plans[0]).removed.append(passage.text)

    # --- notes ----------------------------------------------------------------------------------
    def give_notes(self, plans, bodies, owners) -> None:
        """A note lies on the page that calls it, and keeps its identity as passages do."""
        wanted = [
            (place, key)
            for place, body in enumerate(bodies)
            for key in dict.fromkeys(
                key for block in body for text in strings(block["value"]) for key in calls(text)
            )
            if key in self.reading.notes
        ]
        old = [
            Passage("note", words_of("note", note["value"]), note["id"], place)
            for place, page in enumerate(self.pages)
            for note in page.notes.get_prep_value()
        ]
        new = [
            Passage("note", words_of("note", self.reading.notes[key]), page=place)
            for place, key in wanted
        ]
        names: list[dict[str, str]] = [{} for _body in bodies]
        for (place, key), match in zip(wanted, matched(self.space, old, new), strict=True):
            names[place][key] = match.id
            note = {"type": "note", "value": self.reading.notes[key], "id": match.id}
            plans[place].notes.append(note)
        for place, body in enumerate(bodies):
            for block in body:
                block["value"] = mapped(block["value"], partial(called, names=names[place]))
            for note in plans[place].notes:
                note["value"] = CALL.sub("", note["value"])

    # --- links inside the document --------------------------------------------------------------
    def resolve(self, plans, bodies) -> None:
        targets = self.targets(plans, bodies)

        def resolved(text):
            return INNER_LINK.sub(lambda match: self.link(match, targets), text)

        for plan, body in zip(plans, bodies, strict=True):
            for block in body:
                block["value"] = mapped(block["value"], resolved)
            for note in plan.notes:
                note["value"] = resolved(note["value"])

    @staticmethod
    def link(match, targets) -> str:
        """By its name; else by its words, if they are those of a heading (Word loses names)."""
        words = match.group(2)
        target = targets.get(unescape(match.group(1))) or targets.get(said(words))
        return f'<a linktype="passage" id="{target}">{words}</a>' if target else words

    def targets(self, plans, bodies) -> dict[str, str]:
        """Names in the file → page and anchor on the site."""
        found = {}
        for plan, part, body in zip(plans, self.parts, bodies, strict=True):
            anchors = {block["piece"]: anchor(block) for block in reversed(body)}
            if part.heading and body:
                anchors.setdefault(part.heading.key, anchor(body[0]))
            for piece in [*([part.heading] if part.heading else []), *part.pieces]:
                if piece.key in anchors:
                    for name in [*piece.anchors, said(piece.text)]:
                        found.setdefault(name, f"{plan.key}:{anchors[piece.key]}")
        return found


def pages_of(publication: PublicationPage) -> list:
    """The publication and its chapters, each as its last draft says."""
    chapters = ChapterPage.objects.child_of(publication).order_by("path")
    return [page.get_latest_revision_as_object() for page in [publication, *chapters]]


def body_of(page, place: int) -> list[Passage]:
    return [
        Passage(block["type"], words_of(block["type"], block["value"]), block["id"], place)
        for block in page.body.get_prep_value()
        if block["type"] in OF_FILES
    ]


def passages(bodies) -> list[Passage]:
    return [
        Passage(block["type"], words_of(block["type"], block["value"]), page=place)
        for place, body in enumerate(bodies)
        for block in body
    ]


def stored(body: list[dict]) -> list[dict]:
    return [{name: block[name] for name in ("type", "value", "id")} for block in body]


def with_own_blocks(body: list[dict], page) -> list[dict]:
    """Blocks that only the site knows stay after the passage that they followed."""
    found = list(body)
    known = {block["id"]: place for place, block in enumerate(found)}
    before = None
    for block in page.body.get_prep_value():
        if block["type"] in OF_FILES or block["id"] in known:
            before = block["id"] if block["id"] in known else before
            continue
        place = known[before] + 1 if before in known else 0
        found.insert(place, block)
        known = {each["id"]: at for at, each in enumerate(found)}
        before = block["id"]
    return found


def said(html: str) -> str:
    """Words as a name that no file uses."""
    return f"\n{normal(plain(html))[:200]}"


def anchor(block: dict) -> str:
    return f"p-{block['id'].replace('-', '')[:8]}"


def name_items(block: dict) -> None:
    """Items of lists have identities too: made of their block and their words."""
    space, seen = uuid.UUID(block["id"]), {}

    def walk(value):
        if isinstance(value, dict):
            if value.get("type") == "item" and "value" in value:
                words = words_of("item", value["value"])
                seen[words] = seen.get(words, 0) + 1
                value["id"] = str(uuid.uuid5(space, f"{words}\n{seen[words]}"))
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(block["value"])


def called(text: str, names: dict[str, str]) -> str:
    return CALL.sub(lambda match: call(names[match[1]]) if match[1] in names else "", text)


def mapped(value, change):
    """The same value, each of its texts changed."""
    if isinstance(value, str):
        return change(value) if "<a " in value else value
    if isinstance(value, dict):
        return {name: mapped(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [mapped(each, change) for each in value]
    return value


def as_json(blocks: list[dict]) -> str:
    return json.dumps(blocks)
