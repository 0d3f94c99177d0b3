"""Several passages marked at once."""

from django.utils.translation import gettext_lazy as _

from .deciding import Decisions
from .pieces import Kind, Reading

CHOICES = [
    ("heading", _("a heading, of level")),
    ("paragraph", _("a text")),
    ("proposition", _("a numbered proposition")),
    ("recommendation", _("a recommendation")),
    ("quotation", _("a quotation")),
    ("testimony", _("a testimony")),
    ("speech", _("a speech, or who speaks")),
    ("list", _("a list")),
    ("join", _("one with the passage before it")),
    ("drop", _("left out")),
    ("undo", _("as it was read")),
]
FIXED = (Kind.TABLE, Kind.GRID, Kind.FIGURE)
ANY = ("drop", "undo", "list")


def mark(reading: Reading, decisions: Decisions, keys: list[str], asked) -> bool:
    """`asked` is the form; whether anything was decided."""
    choice = asked.get("choice", "")
    by_key = {piece.key: piece for piece in reading.pieces}
    chosen = [by_key[key] for key in keys if key in by_key]
    if choice not in dict(CHOICES) or not chosen:
        return False
    level = asked.get("level", "")
    for piece in chosen:
        if piece.kind in FIXED and choice not in ANY:
            continue
        if choice == "undo":
            decisions.undo(piece.key)
        elif choice in ("join", "drop"):
            decisions.change(piece.key, **{choice: True})
        elif choice == "list" and not piece.table:
            as_list(piece, decisions)
        else:
            extra = {"level": int(level)} if choice == "heading" and level in "12345" else {}
            decisions.change(piece.key, kind=choice, **extra)
    return True


def as_list(piece, decisions: Decisions) -> None:
    """A passage becomes a list of one item, which joins the list before it."""
    if piece.kind != Kind.LIST and piece.text.startswith("<p>"):
        items = piece.text.replace("<p>", "<li>").replace("</p>", "</li>")
        decisions.change(piece.key, kind="list", text=f"<ul>{items}</ul>")
