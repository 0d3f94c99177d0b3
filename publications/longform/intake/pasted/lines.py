"""Lines → blocks: passages, items, rows; cut passages put together again."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from .characters import bare
from .pages import Line
from .words import CUT, Words

BULLET = re.compile(r"^(\s*)([•▪■◦○●‣➢➤✓❖*–—-]|o(?=\s{1,}\S))\s+(?=\S)")
GLUED = re.compile(r"^(\s*)([•▪■◦●‣➢➤✓❖])(?=\S)")
NUMBERED = re.compile(r"^\s*((?:\d{1,3}(?:\.\d{1,3})*|[a-z])(?:[.)]|°\)?))(?:\s+)(?=\S)")
DEEPER = {"o", "◦", "○", "–", "—", "▪"}
LABEL = re.compile(r"^[A-ZÀ-Ý][\w’' ]{1,24}\s?: ?\S")
ENDS = (".", "!", "?", "…", ":", ";", "»", "”", ")")
SENTENCE = (".", "!", "?", "…", ":")
BY = re.compile(r"^(?:par|door|by)\s+(?=(?:(?:la|le|de|het|the)\s+|l[’'])?[A-ZÀ-Ý])", re.IGNORECASE)
SHORT = 0.8  # of the usual width: a line that could have held the next word
SHORTER = 0.7
LONG = 0.85


class Shape(StrEnum):
    TEXT = "text"
    ITEM = "item"
    NUMBERED = "numbered"
    TABLE = "table"
    HEADING = "heading"
    SPEAKER = "speaker"


@dataclass
class Block:
    shape: Shape
    text: str
    page: int = 0
    mark: str = ""  # the bullet or the number
    level: int = 0
    lines: list[str] = field(default_factory=list)
    number: str = ""
    sure: bool = True
    weak: str = ""  # the code of what is uncertain about it
    first: bool = False  # on its page
    glued: bool = False  # no empty line before it
    announced: bool = False  # by the table of contents
    top: bool = False  # certainly a heading of the highest level

    @property
    def words(self) -> str:
        return bare(self.text)


class Blocks:
    def __init__(self, lines: list[Line], words: Words, titles: dict[str, str]):
        self.lines = lines
        self.words = words
        self.titles = titles  # folded → as the table of contents writes it
        self.width = usual_width(lines)
        self.cut_by_page: list[Block] = []
        self.cut_unsure: list[Block] = []

    def made(self) -> list[Block]:
        blocks: list[Block] = []
        previous: Line | None = None
        for place, line in enumerate(self.lines):
            after = self.lines[place + 1] if place + 1 < len(self.lines) else None
            if blocks and previous and not self.begins(line, previous, blocks[-1], after):
                self.extend(blocks[-1], line)
            else:
                blocks.append(self.block_of(line))
                blocks[-1].glued = not line.gap
            previous = line
        return together(blocks)

    # --- one line after the other ---------------------------------------------------------------
    def begins(self, line: Line, previous: Line, block: Block, after: Line | None) -> bool:
        if line.gap:
            return True
        is_row, in_table = "\t" in line.text, block.shape is Shape.TABLE
        if is_row or in_table:
            return not (is_row and in_table)
        if BULLET.match(line.text) or GLUED.match(line.text) or self.is_next(line, block):
            return True
        words = line.words
        if capitals(previous.words) and not capitals(words):
            return True
        if capitals(words) and not capitals(previous.words):
            return True
        if CUT.search(previous.text):
            return False
        named = BY.match(words) and (words[0].isupper() or len(previous.words) < self.width / 2)
        if named and len(words) < 140:
            return len(block.lines) < 3 and not bare(block.text).endswith((",", ";"))
        if not starts_high(words):
            return False
        ended = bare(previous.words).endswith(SENTENCE)
        short = len(previous.words) < SHORT * self.width if self.width else True
        if self.width == 0:
            return ended or bool(LABEL.match(words))
        if len(previous.words) < SHORTER * self.width and not previous.words.endswith((",", "-")):
            return True
        return short and (ended or bool(LABEL.match(words)))

    def is_next(self, line: Line, block: Block) -> bool:
        """`4. Plutôt que` begins an item; `12. Il` in the middle of a sentence does not."""
        match = NUMBERED.match(line.text)
        if not match:
            return False
        return block.shape is Shape.NUMBERED or block.text.endswith((":", ";", ".", ","))

    def block_of(self, line: Line) -> Block:
        text = line.text
        if "\t" in line.words and not BULLET.match(text):
            return Block(Shape.TABLE, line.words, line.page, lines=[line.text], first=line.first)
        for pattern, shape in (
            (BULLET, Shape.ITEM),
            (GLUED, Shape.ITEM),
            (NUMBERED, Shape.NUMBERED),
        ):
            if match := pattern.match(text):
                mark = match.group(2) if shape is Shape.ITEM else match.group(1)
                words = text[match.end() :].strip()
                return Block(shape, words, line.page, mark, lines=[words], first=line.first)
        return Block(Shape.TEXT, line.words, line.page, lines=[line.words], first=line.first)

    def extend(self, block: Block, line: Line) -> None:
        if block.shape is Shape.TABLE:
            block.lines.append(line.text)
            block.text = f"{block.text}\n{line.words}"
        else:
            block.lines.append(line.words)
            block.text = self.words.join(block.text, line.words)

    # --- across empty lines and pages -----------------------------------------------------------
    def put_together(self, blocks: list[Block]) -> list[Block]:
        kept: list[Block] = []
        for block in blocks:
            how = self.continues(kept[-1], block) if kept else ""
            if not how:
                kept.append(block)
                continue
            before = kept[-1]
            before.text = self.words.join(before.text, block.text)
            before.lines += block.lines
            (self.cut_by_page if how == "sure" else self.cut_unsure).append(before)
        return kept

    def continues(self, before: Block, block: Block) -> str:
        """Whether a block goes on with the sentence of the one before it."""
        flowing = (Shape.TEXT, Shape.ITEM, Shape.NUMBERED)
        if before.shape not in flowing or block.shape is not Shape.TEXT:
            return ""
        said = before.words
        if BY.match(block.words) and block.glued:
            return ""
        if not said or fold(said) in self.titles or LABEL.match(block.words):
            return ""
        if CUT.search(before.lines[-1]) and block.words[:1].islower():
            return "sure"
        if said.endswith(ENDS):
            return ""
        if block.words[:1].islower():
            return "sure"
        full = len(before.lines) > 1 and self.width
        if full and len(before.lines[-1]) >= LONG * self.width and len(block.lines) > 1:
            return "unsure"
        return ""


def together(blocks: list[Block]) -> list[Block]:
    """Three or more short lines under one another are one block: names, institutions."""
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        end = place + 1
        while end < len(blocks) and short_line(blocks[end]) and blocks[end].glued:
            end += 1
        run = blocks[place:end]
        if len(run) >= 3 and short_line(run[0]) and not any(LABEL.match(b.words) for b in run):
            run[0].lines = [line for block in run for line in block.lines]
            run[0].text = " ".join(block.text for block in run)
            run = run[:1]
        kept += run
        place = end
    return kept


def short_line(block: Block) -> bool:
    plain = block.shape is Shape.TEXT and len(block.lines) <= 2 and not capitals(block.words)
    return plain and not block.words.endswith(SENTENCE) and not BY.match(block.words)


def usual_width(lines: list[Line]) -> int:
    """How long a full line is; 0 where each passage stands on one line."""
    texts = [line.words for line in lines]
    flowing = [
        (text, after)
        for text, after, line in zip(texts, texts[1:], lines[1:], strict=False)
        if not line.gap
    ]
    wrapped = [text for text, after in flowing if not text.endswith(ENDS) and after[:1].islower()]
    if len(wrapped) < 5 or len(wrapped) * 8 < len(texts):
        return 0
    lengths = sorted(len(text) for text in wrapped)
    return lengths[len(lengths) * 3 // 4]


def starts_high(words: str) -> bool:
    first = bare(words)[:1]
    return first.isupper() or first in '«“"' or first.isdigit()


def capitals(words: str) -> bool:
    """A line in capitals is a title."""
    letters = [char for char in words if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def fold(text: str) -> str:
    text = re.sub(r"\ue010\d+\ue011", "", text)
    return re.sub(r"[\W_]+", " ", bare(text).lower()).strip()
