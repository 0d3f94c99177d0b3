"""A document between its file and its pages: pieces in their order, notes, and what was found.

All of it is plain and can be stored as JSON: nothing here knows pages, and nothing knows pandoc.
"""

from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    PROPOSITION = "proposition"
    QUOTATION = "quotation"
    TESTIMONY = "testimony"
    SPEECH = "speech"
    RECOMMENDATION = "recommendation"
    TABLE = "table"
    GRID = "grid"
    FIGURE = "figure"


class Status(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    UNCERTAIN = "uncertain"


@dataclass
class Table:
    caption: str = ""
    columns: list[str] = field(default_factory=list)  # plain
    rows: list[list[str]] = field(default_factory=list)  # rich text


@dataclass
class Piece:
    """`text` is rich text as it is stored, plain for a heading.

    A call of a note is `<a linktype="note" id="KEY">*</a>`, KEY a key of `Reading.notes`.
    """

    key: str
    kind: Kind
    text: str = ""
    level: int = 0  # of a heading, 1 is the highest of the document
    number: str = ""  # as typed
    title: str = ""
    who: str = ""  # role code of a testimony, speaker of a speech, author of a quotation
    role: str = ""  # of the speaker that day
    table: Table | None = None
    picture: str = ""  # its name among the pictures of the document
    description: str = ""  # what the picture shows
    anchors: list[str] = field(default_factory=list)  # names by which the file refers to it
    recommendation: int | None = None  # of the ledger

    @classmethod
    def of(cls, stored: dict) -> "Piece":
        known = {each.name for each in fields(cls)}
        piece = cls(**{name: value for name, value in stored.items() if name in known})
        piece.kind = Kind(piece.kind)
        if isinstance(piece.table, dict):
            piece.table = Table(**piece.table)
        return piece


@dataclass
class Finding:
    """One thing that somebody should know: what, where, how sure. Words are in `findings`."""

    code: str
    status: Status
    piece: str = ""  # the key of the piece it is about
    before: str = ""
    after: str = ""
    count: int = 1

    @property
    def key(self) -> str:
        return f"{self.code}:{self.piece}:{self.before[:40]}"


@dataclass
class Reading:
    """All that was read from one document."""

    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # as counted in the source
    language: str = ""

    def stored(self) -> dict:
        return asdict(self)

    @classmethod
    def of(cls, stored: dict) -> "Reading":
        reading = cls(**stored)
        reading.pieces = [Piece.of(each) for each in stored.get("pieces", [])]
        reading.findings = [
            Finding(**{**each, "status": Status(each["status"])})
            for each in stored.get("findings", [])
        ]
        return reading
