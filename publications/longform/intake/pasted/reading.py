"""A pasted text → pieces."""

import re
from difflib import get_close_matches
from html import escape
from itertools import groupby

from .. import doubts
from ..pieces import Finding, Kind, Piece, Reading, Status, Table
from ..rich import call, excerpt, plain
from . import characters, levels, pages, shapes
from .footnotes import CALLED, RAISED, Footnotes, leftovers
from .lines import BY, DEEPER, Block, Blocks, Shape, fold
from .words import Words

FRONT = 8  # blocks before the first heading, at most, that may be a title page
TITLES = re.compile(
    r"rapport|m[ée]morandum|actes|livre blanc|diagnostic|handelingen|verslag|witboek", re.IGNORECASE
)
GOES_ON = re.compile(  # a line that ends so is no entry of a list
    r"\b(?:à|au|aux|avec|dans|de|des|du|en|et|la|le|les|ou|par|pour|sur|un|une"
    r"|aan|bij|de|een|en|het|in|met|of|op|te|tot|van|voor)$",
    re.IGNORECASE,
)
LINK = re.compile(r"\b((?:https?://|www\.)[^\s<>«»]+[^\s<>«».,;:!?)])")


def read(text: str) -> Reading:
    reading = Reading()
    Pasted(reading).read(text)
    return reading


class Pasted:
    def __init__(self, reading: Reading):
        self.reading = reading

    def read(self, text: str) -> None:
        lines = pages.lines_of(characters.cleaned(text, self.reading))
        self.reading.counts = {"lines": len(lines), "pages": lines[-1].page + 1 if lines else 0}
        lines, contents = pages.without_contents(lines, self.reading)
        self.titles = {fold(title): title for title in contents.titles}
        lines = pages.without_furniture(lines, self.reading)
        footnotes = Footnotes(self.reading)
        lines = footnotes.taken_from(lines)
        footnotes.called(lines)
        words = Words([line.text for line in lines])
        maker = Blocks(lines, words, self.titles)
        blocks = moved_titles(maker.made(), self.titles, self.reading)
        blocks = maker.put_together(blocks)
        shapes.headings(blocks, self.titles)
        levels.give(blocks)
        self.notes(footnotes, words)
        self.pieces(blocks)
        self.tell(maker, words, footnotes, blocks)
        doubts.look(self.reading)

    def notes(self, footnotes, words) -> None:
        for index, note in enumerate(footnotes.found, 1):
            text = ""
            for part in note["parts"]:
                text = words.join(text, part)
            self.reading.notes[f"n{index}"] = f"<p>{rich(text)}</p>"

    # --- pieces ---------------------------------------------------------------------------------
    def pieces(self, blocks: list[Block]) -> None:
        self.piece_of = {}
        self.title_page(blocks)
        waiting: list[str] = []
        for shape, group in groupby(blocks, key=lambda block: block.shape):
            run = list(group)
            if shape in (Shape.ITEM, Shape.NUMBERED):
                self.items(run)
            else:
                for block in run:
                    waiting = self.one(block, waiting)
        if waiting and self.reading.pieces:
            last = self.reading.pieces[-1]
            last.text += f"<p>{''.join(waiting)}</p>"

    def one(self, block: Block, waiting: list[str]) -> list[str]:
        if block.shape is Shape.HEADING:
            calls = [call(f"n{number}") for number in CALLED.findall(block.text)]
            text = plain(CALLED.sub("", characters.bare(block.text)))
            piece = self.add(block, Kind.HEADING, text, level=block.level, number=block.number)
            if block.weak:
                self.find(block.weak, Status.UNCERTAIN, piece, text)
            elif len(block.lines) > 1:
                lines = " / ".join(characters.bare(line) for line in block.lines)
                self.find("broken_heading", Status.UNCERTAIN, piece, lines)
            return [*waiting, *calls]
        if block.shape is Shape.TABLE:
            self.table(block)
            return waiting
        if block.shape is Shape.SPEAKER:
            piece = self.add(block, Kind.SPEECH, "", who=self.speaker(block))
            self.find("speaker", Status.UNCERTAIN, piece, block.words)
            return waiting + [call(f"n{number}") for number in CALLED.findall(block.text)]
        if self.lines_of_names(block):
            return waiting
        piece = self.add(block, Kind.PARAGRAPH, f"<p>{rich(block.text)}{''.join(waiting)}</p>")
        if waiting:
            self.find("note_of_heading", Status.CHANGED, piece, block.text)
        if block.weak == "signature":
            self.find("signature", Status.UNCERTAIN, piece, block.text)
        return []

    def speaker(self, block: Block) -> str:
        return BY.sub("", CALLED.sub("", block.words)).rstrip(" .")[:150]

    def add(self, block: Block, kind: Kind, text: str, **fields) -> Piece:
        piece = Piece(str(len(self.reading.pieces) + 1), kind, text, **fields)
        self.reading.pieces.append(piece)
        self.piece_of[id(block)] = piece
        return piece

    def find(self, code, status, piece, before="", after="", count=1) -> None:
        self.reading.findings.append(
            Finding(code, status, piece.key, excerpt(before), excerpt(after), count)
        )

    def items(self, run: list[Block]) -> None:
        """Bullets make one list; numbers too if they count 1, 2, 3, else each keeps its own."""
        for shape, group in groupby(run, key=lambda block: block.shape):
            blocks = list(group)
            if shape is Shape.NUMBERED and not counts_from_one(blocks):
                for block in blocks:
                    number = block.mark.rstrip(".)")
                    piece = self.add(
                        block, Kind.PROPOSITION, f"<p>{rich(block.text)}</p>", number=number
                    )
                    self.find("numbered_apart", Status.UNCERTAIN, piece, block.text, number)
                continue
            tag = "ol" if shape is Shape.NUMBERED else "ul"
            piece = self.add(blocks[0], Kind.LIST, nested(blocks, tag))
            for block in blocks:
                self.piece_of[id(block)] = piece
            self.find("list_made", Status.KEPT, piece, blocks[0].text, count=len(blocks))

    def lines_of_names(self, block: Block) -> bool:
        """Several short lines, each begun with a capital: a list without its bullets."""
        lines = [characters.bare(line) for line in block.lines]
        high = [line for line in lines if line[:1].isupper() and not line.endswith((".", "-"))]
        if len(lines) < 3 or len(high) < len(lines) * 0.85 or len(block.text) > 110 * len(lines):
            return False
        if max(len(line) for line in lines) > 100 or any(map(GOES_ON.search, lines)):
            return False
        items = "".join(f"<li>{rich(line)}</li>" for line in block.lines)
        piece = self.add(block, Kind.LIST, f"<ul>{items}</ul>")
        self.find("lines_as_list", Status.UNCERTAIN, piece, block.text, count=len(lines))
        return True

    def table(self, block: Block) -> None:
        rows = [[cell.strip() for cell in re.split(r"\t+", line)] for line in block.lines]
        width = max(len(row) for row in rows)
        cells = [[f"<p>{rich(cell)}</p>" if cell else "" for cell in row] for row in rows]
        cells = [row + [""] * (width - len(row)) for row in cells]
        piece = self.add(block, Kind.TABLE, "", table=Table("", [""] * width, cells))
        self.find("tabs", Status.UNCERTAIN, piece, block.lines[0], count=len(rows))

    def title_page(self, blocks: list[Block]) -> None:
        """The first lines name the document; one of them is its title."""
        first = next((i for i, block in enumerate(blocks) if block.shape is Shape.HEADING), None)
        front = [b for b in blocks[: min(first or 0, FRONT)] if len(b.words) <= 200]
        chosen = next((b for b in front if TITLES.search(b.words)), None)
        start = blocks[0] if blocks else None
        if chosen is None and self.titles and front:
            chosen = front[0]
        if chosen is None and start and first == 0 and len(blocks) > 1:
            return
        if chosen is not None:
            self.reading.title = characters.bare(chosen.words)[:200]
            blocks.remove(chosen)
            self.reading.findings.append(Finding("title", Status.CHANGED, "", self.reading.title))

    # --- what to tell ---------------------------------------------------------------------------
    def tell(self, maker, words, footnotes, blocks) -> None:
        for code, status, found in (
            ("cut_by_page", Status.CHANGED, maker.cut_by_page),
            ("cut_unsure", Status.UNCERTAIN, maker.cut_unsure),
        ):
            for block in {id(each): each for each in found}.values():
                if piece := self.piece_of.get(id(block)):
                    self.find(code, status, piece, block.text)
        headings = [piece for piece in self.reading.pieces if piece.kind == Kind.HEADING]
        named = [fold(f"{piece.number} {piece.text}") for piece in headings]
        known = sum(1 for each in named if get_close_matches(each, self.titles, 1, shapes.ALIKE))
        if headings:
            code = "announced_headings" if known else "headings_made"
            self.reading.findings.append(
                Finding(code, Status.CHANGED, "", "", str(known), count=len(headings))
            )
        self.place_moved(headings)
        self.missing_titles(headings)
        words.tell(self.reading, self.holding)
        footnotes.tell(lambda index: self.calling(f"n{index}"))
        self.lost_notes()

    def place_moved(self, headings) -> None:
        """Titles were moved before they were pieces."""
        known = {piece.text: piece.key for piece in headings}
        for finding in self.reading.findings:
            if finding.code == "moved_title":
                finding.piece = known.get(finding.before, "")

    def missing_titles(self, headings) -> None:
        seen = {fold(f"{piece.number} {piece.text}") for piece in headings}
        seen |= {fold(piece.text) for piece in headings}
        for folded, title in self.titles.items():
            if folded not in seen and not get_close_matches(folded, seen, 1, shapes.ALIKE):
                self.reading.findings.append(
                    Finding("title_not_found", Status.UNCERTAIN, "", title)
                )

    def lost_notes(self) -> None:
        for piece in self.reading.pieces:
            for number in leftovers(plain(piece.text)):
                if number.strip(RAISED) == "":
                    self.find("note_lost", Status.UNCERTAIN, piece, piece.text, number)

    def holding(self, word: str) -> str:
        found = (piece.key for piece in self.reading.pieces if word in plain(piece.text))
        return next(found, "")

    def calling(self, key: str) -> str:
        mark = call(key)
        return next((piece.key for piece in self.reading.pieces if mark in piece.text), "")


def rich(text: str) -> str:
    """Escaped, with its calls, its stars and its addresses as links."""
    html = characters.tagged(escape(" ".join(text.split(" ")), quote=False))
    html = re.sub(r"[ \t]{2,}", " ", html).strip()
    html = LINK.sub(linked, html)
    return CALLED.sub(lambda match: call(f"n{match.group(1)}"), html)


def linked(match: re.Match) -> str:
    address = match.group(1)
    full = address if address.startswith("http") else f"https://{address}"
    return f'<a href="{full.replace(chr(34), "%22")}">{address}</a>'


def counts_from_one(blocks: list[Block]) -> bool:
    marks = [block.mark.rstrip(".)°") for block in blocks]
    if all(mark.isdigit() for mark in marks):
        return [int(mark) for mark in marks] == list(range(1, len(marks) + 1)) and len(marks) > 1
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(marks) == letters[: len(marks)] and len(marks) > 1


def nested(blocks: list[Block], tag: str) -> str:
    """Two levels: the bullet of the first item is the upper one."""
    upper = blocks[0].mark
    parts: list[str] = []
    inner: list[str] = []
    for block in blocks:
        item = rich(block.text)
        if tag == "ul" and block.mark != upper and block.mark in DEEPER and parts:
            inner.append(f"<li>{item}</li>")
            continue
        close(parts, inner)
        parts.append(f"<li>{item}</li>")
    close(parts, inner)
    return f"<{tag}>{''.join(parts)}</{tag}>"


def close(parts: list[str], inner: list[str]) -> None:
    if inner:
        parts[-1] = parts[-1].removesuffix("</li>") + f"<ul>{''.join(inner)}</ul></li>"
        inner.clear()


def moved_titles(blocks: list[Block], titles: dict[str, str], reading: Reading) -> list[Block]:
    """Some PDFs give the title of a page after its text, in the middle of a sentence.

    Seen twice without a doubt, it is a habit of the file: each goes to the top of its page.
    """
    if not blocks or blocks[-1].page == 0:
        return blocks
    by_page = [list(group) for _page, group in groupby(blocks, key=lambda block: block.page)]
    following = [page[0] for page in by_page[1:]] + [None]
    tails = [titled(page, after) for page, after in zip(by_page, following, strict=True)]
    proofs = 0
    for page, after, tail in zip(by_page, following, tails, strict=True):
        if tail and after is not None:
            proofs += interrupts(page[-len(tail) - 1], after)
    if proofs < 2:
        return blocks
    for page, tail in zip(by_page, tails, strict=True):
        if not tail:
            continue
        del page[-len(tail) :]
        goes_on = page[0].shape is Shape.TEXT and page[0].words[:1].islower()
        page[0].first = goes_on
        page[goes_on:goes_on] = tail  # below the end of a sentence that began before
        tail[0].top, tail[0].first = tail[0].shape is Shape.TEXT, True
        reading.findings.append(Finding("moved_title", Status.UNCERTAIN, "", tail[0].words))
    return [block for page in by_page for block in page]


def tail_of(page: list[Block]) -> list[Block]:
    """The blocks at the end of a page that look like titles."""
    tail: list[Block] = []
    for block in reversed(page):
        if block.shape not in (Shape.TEXT, Shape.NUMBERED) or len(block.lines) > 3:
            break
        if block.shape is Shape.TEXT and shapes.NAME.match(block.words):
            return []  # a name, a function: somebody signs
        subtitle = bool(tail) and block.glued
        if not shapes.looks_like_one(block.words) and not (subtitle or BY.match(block.words)):
            break
        tail.insert(0, block)
    return tail if len(tail) <= 4 else []


def titled(page: list[Block], after: Block | None) -> list[Block]:
    """The tail of a page, unless the next page goes on with its words."""
    tail = tail_of(page)
    if not tail or len(tail) == len(page):
        return []
    before = page[-len(tail) - 1].words
    finished = before.endswith((".", "!", "?", "…", ":", "»"))
    if after is not None and after.words[:1].islower() and finished and after.shape is Shape.TEXT:
        return []
    return tail


def interrupts(before: Block, after: Block) -> bool:
    unfinished = not before.words.endswith((".", "!", "?", "…", ":", "»"))
    goes_on = after.words[:1].islower() or after.shape in (Shape.ITEM, Shape.NUMBERED)
    return unfinished and goes_on
