"""What the editor decided, laid over what was read. Nothing of the reading is ever lost."""

from dataclasses import replace

from . import chapters
from .documents.tables import as_list
from .pieces import Finding, Kind, Piece, Reading, Status, Table
from .rich import append_call, call, calls, inside, paragraph, plain

FIELDS = ("text", "level", "number", "title", "who", "role", "description", "recommendation")
FLOWING = (Kind.PARAGRAPH, Kind.PROPOSITION, Kind.RECOMMENDATION, Kind.TESTIMONY, Kind.QUOTATION)


class Decisions:
    """Kept as plain JSON: {pieces: {key: {…}}, accepted: [keys], level, breaks: {key: bool}}"""

    def __init__(self, stored: dict | None = None):
        stored = stored or {}
        self.pieces: dict[str, dict] = stored.get("pieces", {})
        self.accepted: list[str] = stored.get("accepted", [])
        self.level: int | None = stored.get("level")
        self.breaks: dict[str, bool] = stored.get("breaks", {})

    def stored(self) -> dict:
        return {
            "pieces": self.pieces,
            "accepted": self.accepted,
            "level": self.level,
            "breaks": self.breaks,
        }

    def change(self, key: str, **values) -> None:
        self.pieces[key] = {**self.pieces.get(key, {}), **values}

    def undo(self, key: str) -> None:
        self.pieces.pop(key, None)

    def accept(self, keys) -> None:
        self.accepted = list(dict.fromkeys([*self.accepted, *keys]))

    def is_settled(self, finding: Finding) -> bool:
        if finding.status != Status.UNCERTAIN:
            return True
        return finding.key in self.accepted or finding.piece in self.pieces


def decided(reading: Reading, decisions: Decisions) -> list[Piece]:
    """The pieces as they will become pages."""
    found: list[Piece] = []
    waiting: list[str] = []  # notes that a new heading called
    for piece in reading.pieces:
        changes = decisions.pieces.get(piece.key, {})
        if changes.get("drop"):
            continue
        piece, lost = changed(piece, changes)
        if changes.get("join") and found and joinable(found[-1], piece):
            found[-1] = replace(found[-1], text=joined(found[-1].text, piece.text))
            continue
        waiting += lost
        if waiting and piece.kind not in (Kind.HEADING, Kind.TABLE, Kind.FIGURE):
            for key in waiting:
                piece = replace(piece, text=append_call(piece.text or "<p></p>", key))
            waiting = []
        found.append(piece)
    if waiting:
        found.append(
            Piece("end", Kind.PARAGRAPH, f"<p>{''.join(call(key) for key in waiting)}</p>")
        )
    return found


def changed(piece: Piece, changes: dict) -> tuple[Piece, list[str]]:
    """A copy as the editor wants it, and the notes that it can no longer call."""
    piece = replace(piece, table=piece.table and replace(piece.table))
    kind = Kind(changes.get("kind", piece.kind))
    values = {name: changes[name] for name in FIELDS if name in changes}
    lost: list[str] = []
    if kind != piece.kind and "text" not in values:
        values["text"], lost = converted(piece, kind)
    if kind == Kind.HEADING:
        values["level"] = int(values.get("level") or piece.level or 1)
    if piece.table and kind in (Kind.TABLE, Kind.GRID):
        piece.table = retabled(piece.table, changes)
    elif piece.table:
        piece.table = None
    return replace(piece, kind=kind, **values), lost


def converted(piece: Piece, kind: Kind) -> tuple[str, list[str]]:
    """The words of a passage when it becomes another kind of passage."""
    if piece.table and kind not in (Kind.TABLE, Kind.GRID):
        return as_list(piece.table), []
    if kind == Kind.HEADING:
        return plain(piece.text), calls(piece.text)
    if piece.kind == Kind.HEADING:
        words = f"{piece.number} {piece.text}".strip() if piece.number else piece.text
        return paragraph(words), []
    return piece.text, []


def retabled(table: Table, changes: dict) -> Table:
    columns, rows = list(table.columns), list(table.rows)
    if changes.get("first_row") and rows and not any(columns):
        columns, rows = [plain(cell) for cell in rows[0]], rows[1:]
    if "columns" in changes:
        given = [name.strip() for name in changes["columns"]]
        columns = (given + columns[len(given) :])[: len(columns)]
    return Table(changes.get("caption", table.caption), columns, rows)


def joinable(before: Piece, piece: Piece) -> bool:
    if before.kind == Kind.HEADING:
        return piece.kind == Kind.HEADING
    return piece.kind in FLOWING and (before.kind in FLOWING or before.kind == Kind.LIST)


def joined(before: str, after: str) -> str:
    """Words of the second go on at the end of the first."""
    if not before.endswith(">"):
        return f"{before} {plain(after)}".strip()
    words = inside(after)
    for end in ("</p>", "</li></ul>", "</li></ol>"):
        if before.endswith(end):
            return f"{before[: -len(end)]} {words}{end}"
    return before + after


def chapters_of(reading: Reading, decisions: Decisions) -> list[chapters.Chapter]:
    pieces = decided(reading, decisions)
    level = chapters.best_level(pieces) if decisions.level is None else decisions.level
    return chapters.split(pieces, level, decisions.breaks)


def open_findings(reading: Reading, decisions: Decisions) -> list[Finding]:
    return [finding for finding in reading.findings if not decisions.is_settled(finding)]
