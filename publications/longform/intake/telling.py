"""The report as a person reads it: words for each finding, its place, what is still open."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from . import counting
from .chapters import MOST_SEGMENTS, Chapter
from .deciding import Decisions, decided
from .findings import COUNT_LABELS, STATUS_LABELS, words
from .pieces import Finding, Kind, Piece, Reading, Status
from .rich import CALL, excerpt, plain
from .values import Values

LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True)
class Told:
    """One finding, with its place."""

    finding: Finding
    piece: Piece | None
    place: str
    is_settled: bool

    @property
    def label(self):
        return words(self.finding.code).label

    @property
    def advice(self):
        return words(self.finding.code).advice


@dataclass(frozen=True)
class Group:
    code: str
    told: list[Told]

    @property
    def label(self):
        return words(self.code).label

    @property
    def advice(self):
        return words(self.code).advice

    @property
    def open(self) -> int:
        return sum(1 for each in self.told if not each.is_settled)


class Report:
    def __init__(self, reading: Reading, decisions: Decisions, chapters: list[Chapter]):
        self.reading = reading
        self.decisions = decisions
        self.chapters = chapters
        self.by_key = {piece.key: piece for piece in reading.pieces}
        self.places = places(reading.pieces)

    def tabs(self) -> list[dict]:
        found = Counter(finding.status for finding in self.reading.findings)
        still = sum(1 for f in self.reading.findings if not self.decisions.is_settled(f))
        return [
            {"code": status.value, "label": label, "count": found[status], "open": still * first}
            for status, label in STATUS_LABELS.items()
            for first in [status == Status.UNCERTAIN]
        ]

    def groups(self, status: str) -> list[Group]:
        """Findings of one kind together; those that need somebody first."""
        found: dict[str, list[Told]] = {}
        for finding in self.reading.findings:
            if finding.status == status:
                found.setdefault(finding.code, []).append(self.told(finding))
        groups = [Group(code, told) for code, told in found.items()]
        return sorted(groups, key=lambda group: group.open == 0)

    def told(self, finding: Finding) -> Told:
        piece = self.by_key.get(finding.piece)
        place = self.places.get(finding.piece, "")
        return Told(finding, piece, place, self.decisions.is_settled(finding))

    def counts(self, language: str) -> list[dict]:
        """In the file and on the pages; for a pasted text, only what there will be."""
        after = self.after(language)
        before = self.reading.counts
        compared = "lines" not in before
        return [
            {
                "label": label,
                "before": before.get(name, 0) if compared else None,
                "after": after[name],
                "differs": compared and before.get(name, 0) != after[name],
            }
            for name, label in COUNT_LABELS.items()
        ]

    def after(self, language: str) -> Counter:
        return out_counts(self.reading, self.chapters, language)


def out_counts(reading: Reading, chapters: list[Chapter], language: str) -> Counter:
    pictures = {piece.picture: 0 for piece in reading.pieces if piece.picture}
    values = Values(language, pictures)
    counts: Counter = Counter()
    used: set[str] = set()
    for chapter in chapters:
        body = values.blocks(chapter)
        counts += counting.in_blocks(body, [])
        counts["headings"] += chapter.heading is not None
        for block in body:
            for text in counting.texts(block["value"]):
                used.update(CALL.findall(text))
    notes = [{"value": reading.notes[key]} for key in used if key in reading.notes]
    counts += counting.in_blocks([], notes)
    return counts


def places(pieces: list[Piece]) -> dict[str, str]:
    """Under which heading each passage stands."""
    found, heading = {}, ""
    for piece in pieces:
        if piece.kind == Kind.HEADING:
            heading = excerpt(f"{piece.number} {piece.text}".strip(), 70)
        found[piece.key] = heading
    return found


@dataclass(frozen=True)
class Shown:
    """A passage on the screen that shows the whole text."""

    piece: Piece
    is_changed: bool
    doubts: int

    @property
    def html(self):
        """Rich text was rebuilt from escaped parts when it was read; links would lead away."""
        if self.piece.kind == Kind.HEADING:
            return ""
        text = CALL.sub("\ue030\\1\ue031", self.piece.text)
        text = LINK.sub("", text).replace("\ue030", "<sup>[").replace("\ue031", "]</sup>")
        return mark_safe(text)  # noqa: S308


def outline(chapters: list[Chapter], deepest: int = 3) -> list[dict]:
    found = []
    for place, chapter in enumerate(chapters):
        headings = [h for h in chapter.headings if h.level <= chapter.level + deepest]
        found.append(
            {
                "place": place,
                "title": chapter.title or _("The publication itself"),
                "key": chapter.heading.key if chapter.heading else "",
                "headings": [
                    {
                        "text": f"{heading.number} {heading.text}".strip(),
                        "depth": heading.level - chapter.level,
                        "key": heading.key,
                    }
                    for heading in headings
                ],
                "passages": len(chapter.pieces),
                "is_long": chapter.segments > MOST_SEGMENTS,
            }
        )
    return found


def shown(reading: Reading, decisions: Decisions, chapter: Chapter) -> list[Shown]:
    doubts = Counter(
        finding.piece for finding in reading.findings if not decisions.is_settled(finding)
    )
    pieces = [*([chapter.heading] if chapter.heading else []), *chapter.pieces]
    return [Shown(piece, piece.key in decisions.pieces, doubts[piece.key]) for piece in pieces]


def dropped(reading: Reading, decisions: Decisions) -> list[Piece]:
    return [p for p in reading.pieces if decisions.pieces.get(p.key, {}).get("drop")]


def title_for(reading: Reading, name: str) -> str:
    if reading.title:
        return plain(reading.title)
    first = next((p for p in reading.pieces if p.kind == Kind.HEADING), None)
    return name.rsplit(".", 1)[0] if "." in name[-6:] else (first.text if first else name)


def marked(reading: Reading, decisions: Decisions) -> int:
    pieces = decided(reading, decisions)
    return sum(p.kind == Kind.RECOMMENDATION and not p.recommendation for p in pieces)
