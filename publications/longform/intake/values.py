"""Pieces → blocks of a page, as they are stored. Identities come after (`identity`)."""

import re

from .chapters import Chapter, shown_level
from .identity import normal
from .pieces import Kind, Piece
from .rich import plain

LONGEST = {"caption": 250, "number": 20, "column": 140, "who": 150, "role": 250}
UNNAMED = {
    "fr": ("Tableau sans légende", "Colonne %d", "Ligne %d"),
    "nl": ("Tabel zonder bijschrift", "Kolom %d", "Rij %d"),
}


class Values:
    """`pictures` gives the pk of a picture of the library by its name in the document."""

    def __init__(self, language: str, pictures: dict[str, int] | None = None):
        self.language = language
        self.pictures = pictures or {}

    def blocks(self, chapter: Chapter) -> list[dict]:
        found: list[dict] = []
        for piece in chapter.pieces:
            found += self.of(piece, chapter, found)
        return found

    def of(self, piece: Piece, chapter: Chapter, before: list[dict]) -> list[dict]:
        match piece.kind:
            case Kind.HEADING:
                return [block("heading", self.heading(piece, chapter), piece)]
            case Kind.PARAGRAPH | Kind.LIST:
                return [block("paragraph", piece.text, piece)]
            case Kind.PROPOSITION | Kind.RECOMMENDATION:
                return self.proposition(piece)
            case Kind.QUOTATION:
                return [block("quotation", self.quotation(piece), piece)]
            case Kind.TESTIMONY:
                return self.testimony(piece, before)
            case Kind.SPEECH:
                return [block("speech", self.speech(piece), piece)]
            case Kind.TABLE:
                return [block("table", self.table(piece), piece)]
            case Kind.GRID:
                return [block("grid", self.grid(piece), piece)]
            case Kind.FIGURE:
                return self.figure(piece)

    def heading(self, piece, chapter):
        return {
            "text": piece.text[:250],
            "level": str(shown_level(piece, chapter)),
            "numbered": False,
            "number": piece.number[:20],
        }

    def proposition(self, piece):
        value = {"number": piece.number[:20], "title": piece.title[:250], "text": piece.text}
        if not piece.number:
            made = [block("paragraph", piece.text, piece)]
        else:
            made = [block("proposition", value, piece)]
        if piece.recommendation:
            made.append(block("recommendation", piece.recommendation, piece))
        return made

    def quotation(self, piece):
        parts = [plain(part) for part in re.split(r"</p>\s*<p>", piece.text)]
        words = "\n\n".join(part for part in parts if part)
        for marks in ("«»", "“”", '""'):
            if words.startswith(marks[0]) and words.endswith(marks[1]) and len(words) > 2:
                words = words[1:-1].strip()
        return {"text": words, "author": piece.who[:120], "source": piece.title[:200], "page": ""}

    def testimony(self, piece, before):
        """Turns in a row are one dialogue."""
        turn = {"type": "item", "value": {"role": piece.who[:60], "text": piece.text}}
        last = before[-1] if before else None
        if last and last["type"] == "testimony":
            last["value"]["turns"].append(turn)
            return []
        return [block("testimony", {"turns": [turn], "context": piece.role[:250]}, piece)]

    def speech(self, piece):
        return {
            "title": piece.title[:250],
            "speaker": piece.who[:150],
            "role": piece.role[:250],
            "text": piece.text,
        }

    def names(self, piece):
        caption, column, row = UNNAMED.get(self.language, UNNAMED["fr"])
        table = piece.table
        columns = [
            (name.strip() or column % place)[:140] for place, name in enumerate(table.columns, 1)
        ]
        return (table.caption.strip() or caption)[:250], columns, row

    def table(self, piece):
        caption, columns, _row = self.names(piece)
        firsts = [plain(row[0]) for row in piece.table.rows if row]
        return {
            "table": {
                "caption": caption,
                "columns": [{"type": "rich", "heading": name} for name in columns],
                "rows": [{"values": list(row)} for row in piece.table.rows],
            },
            "first_column_names_rows": all(firsts) and len(set(firsts)) == len(firsts),
            "source": "",
        }

    def grid(self, piece):
        caption, columns, row_name = self.names(piece)
        rows = [
            {
                "type": "item",
                "value": {
                    "heading": (plain(row[0]) or row_name % place)[:140],
                    "cells": [{"type": "item", "value": cell} for cell in row[1:]],
                },
            }
            for place, row in enumerate(piece.table.rows, 1)
        ]
        names = [{"type": "item", "value": name} for name in columns[1:]]
        return {"caption": caption, "columns": names, "rows": rows}

    def figure(self, piece):
        picture = self.pictures.get(piece.picture)
        if picture is None:
            return []
        image = {"image": picture, "alt_text": piece.description[:255], "decorative": False}
        return [block("figure", {"image": image, "caption": piece.title[:250]}, piece)]


def block(kind: str, value, piece: Piece) -> dict:
    return {"type": kind, "value": value, "piece": piece.key}


def words_of(kind: str, value) -> str:
    """What a block says, on one line: by it a passage is known again."""
    return normal(" ".join(plain(text) for text in strings(value) if text))


def strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        skipped = ("level", "type", "id", "numbered", "decorative")
        return [
            text for name, each in value.items() if name not in skipped for text in strings(each)
        ]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [str(value)] if isinstance(value, int) and not isinstance(value, bool) else []
