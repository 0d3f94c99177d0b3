"""What a block is by its look: a heading, a speaker, a signature, a passage."""

import re
from difflib import get_close_matches

from ..numbers import NAMED, split_number
from .lines import BY, LABEL, Block, Shape, capitals, fold

LONGEST = 140
ALIKE = 0.92  # the table of contents may spell a title differently
NAME = re.compile(
    r"^(?:[A-ZÀ-Ý][\w’'.-]+|de|van|der|den|du|le|la|el|al|von|De|Van|El)"
    r"(?:\s+(?:[A-ZÀ-Ý][\w’'.-]+|de|van|der|den|du|le|la|el|al|von)){1,3}$"
)
ADDRESSED = re.compile(
    r"^(?:bonjour|bonsoir|mesdames|messieurs|chers?|chères?|geachte|beste|dames)\b", re.I
)
LONGEST_QUESTION = 60
STOPS = (".", ";", ",", "!", "…")


def headings(blocks: list[Block], titles: dict[str, str]) -> None:
    """Marks those that are headings, in place; `titles` come from the table of contents."""
    begin = first_announced(blocks, titles)
    for place, block in enumerate(blocks):
        if place < begin:
            continue  # the title page
        before = blocks[place - 1] if place else None
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        titles_above = [each.shape is Shape.HEADING for each in blocks[max(0, place - 2) : place]]
        by = block.shape is Shape.TEXT and BY.match(block.words) and len(block.words) <= LONGEST
        if by and any(titles_above):
            block.shape, block.weak = Shape.SPEAKER, "speaker"
        elif announced(block, titles):
            become(block, title_of(block, titles))
            block.announced = True
        elif block.shape is Shape.NUMBERED and numbered_heading(block, before, after):
            become(block, full(block))
        elif block.shape is Shape.TEXT:
            plain_heading(block, before, after)


def full(block: Block) -> str:
    return f"{block.mark} {block.text}".strip() if block.shape is Shape.NUMBERED else block.text


def announced(block: Block, titles: dict[str, str]) -> bool:
    return title_of(block, titles) != ""


def title_of(block: Block, titles: dict[str, str]) -> str:
    """The block as the table of contents announces it."""
    if block.shape not in (Shape.TEXT, Shape.NUMBERED) or len(block.text) > LONGEST * 2:
        return ""
    words = fold(full(block))
    if words in titles:
        return full(block)
    return full(block) if get_close_matches(words, titles, 1, ALIKE) else ""


def first_announced(blocks: list[Block], titles: dict[str, str]) -> int:
    """Before the first heading that the contents announce lies the title page."""
    places = (place for place, block in enumerate(blocks) if announced(block, titles))
    return next(places, 0) if titles else 0


def become(block: Block, text: str, weak: str = "") -> None:
    calls = re.findall(r"\ue010\d+\ue011", block.text)
    number, words = split_number(re.sub(r"\ue010\d+\ue011", "", text).strip())
    words = words.rstrip(" :") + "".join(calls)
    block.shape, block.number, block.text = Shape.HEADING, number, words
    block.weak = weak


def numbered_heading(block: Block, before: Block | None, after: Block | None) -> bool:
    """A short numbered line without a full stop, and without brothers around it."""
    words = block.words
    if len(words) > LONGEST or words.endswith((*STOPS, ":")) or not words[:1].isupper():
        return False
    if not block.mark[0].isdigit():
        return False
    brothers = [each for each in (before, after) if each and each.shape is Shape.NUMBERED]
    return not brothers


def plain_heading(block: Block, before: Block | None, after: Block | None) -> None:
    words = block.words
    entries = len(block.lines) > 2 and all(line[:1].isupper() for line in block.lines)
    if not looks_like_one(words) or len(block.lines) > 3 or entries:
        return
    if after is None or ADDRESSED.match(words) or words[:1].isdigit():
        return
    if NAMED.match(words) or (capitals(words) and len(words) > 3):
        become(block, block.text)
        return
    if signature(block, before, after):
        block.weak = "signature"
        return
    if answers(before) or (after.shape in (Shape.ITEM, Shape.NUMBERED) and words.endswith(":")):
        return
    if ": " in words and (after.shape is Shape.ITEM or len(words.split(": ")[1]) < 12):
        return
    if after.shape is Shape.TABLE and words.endswith(":"):
        return
    if before is not None and unfinished(before):
        return
    if LABEL.match(words) or not plausible_question(words):
        return
    weak = words.endswith((":", "?")) or ": " in words or after.shape is Shape.ITEM
    code = "guessed_heading" if weak else ""
    become(block, block.text, code)


def looks_like_one(words: str) -> bool:
    if not words or len(words) > LONGEST or words.endswith(STOPS):
        return False
    first = words.lstrip('«“" ')[:1]
    return first.isupper() or (first.isdigit() and any(char.isalpha() for char in words))


def plausible_question(words: str) -> bool:
    if not words.endswith("?"):
        return True
    return len(words) <= LONGEST_QUESTION and not re.search(r"[.!?,] ", words)


def answers(before: Block | None) -> bool:
    """What follows `Nombre de réunions :` is its answer."""
    return before is not None and before.words.endswith(":") and before.shape is not Shape.HEADING


def unfinished(before: Block) -> bool:
    return (
        before.shape is Shape.TEXT
        and not before.words.endswith((".", "!", "?", "…", ":", "»", "”", ")"))
        and len(before.words) > LONGEST
    )


def signature(block: Block, before: Block | None, after: Block | None) -> bool:
    """A name, then a function, at the end of a speech."""
    if before is None or before.shape is Shape.HEADING or block.first:
        return False
    if NAME.match(block.words) and (
        before.weak == "signature" or before.words.endswith((".", "!", "…", ","))
    ):
        return True
    return before.weak == "signature" and len(block.words) < 90
