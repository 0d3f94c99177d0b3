"""How deep each heading stands, when nothing but its look and its place says so."""

from collections import Counter
from itertools import pairwise

from ..numbers import NAMED, parts
from .lines import Block, Shape, capitals, fold

DEEPEST = 5


def give(blocks: list[Block]) -> None:
    Levels(blocks).give()


class Levels:
    def __init__(self, blocks: list[Block]):
        self.headings = [block for block in blocks if block.shape is Shape.HEADING]
        self.parents = above_numbers(blocks)
        spoken_headings(blocks)
        self.often = Counter(fold(block.text) for block in self.headings)
        self.top = 2 if self.parents or any(block.top for block in self.headings) else 1
        self.capital = 0  # the level of titles in capitals, all the same
        self.above = 0  # the last heading that holds others
        self.below = 0  # the last one below it that the contents announce
        self.special = 0  # the last one below that, if its title is its own

    def give(self) -> None:
        for block in self.headings:
            block.level = max(1, min(self.level_of(block), DEEPEST))

    def level_of(self, block: Block) -> int:
        if capitals(block.words) and not block.number:
            self.capital = self.capital or (self.above if self.above and self.top == 1 else 1)
            return self.holds(self.capital)
        if block.top or id(block) in self.parents or (block.number and named(block)):
            return self.holds(1)
        if block.number:
            return self.holds(self.top + len(parts(block.number) or (1,)) - 1)
        folded = fold(block.text)
        if block.announced:
            self.below = self.above + 1
            self.special = 0
            return self.below
        if self.often[folded] > 1:  # Résultats, Perspectives…: of whatever stands above
            return (self.special or self.below or self.above) + 1
        self.special = max(self.below, self.above) + 1
        return self.special

    def holds(self, level: int) -> int:
        self.above, self.below, self.special = level, 0, 0
        return level


def spoken_headings(blocks: list[Block]) -> None:
    """Who speaks stands under the title of a speech, which is a part of its own."""
    for place, block in enumerate(blocks):
        if block.shape is Shape.SPEAKER:
            titles = blocks[max(0, place - 2) : place]
            first = next((each for each in titles if each.shape is Shape.HEADING), None)
            if first and not first.number:
                first.top = True


def named(block: Block) -> bool:
    return NAMED.match(f"{block.number} : x") is not None and not block.number[:1].isdigit()


def above_numbers(blocks: list[Block]) -> set[int]:
    """Headings right before a numbered one, with no text between: they hold it."""
    found = set()
    for block, after in pairwise(blocks):
        both = block.shape is Shape.HEADING and after.shape is Shape.HEADING
        if both and not block.number and parts(after.number) and not named(after):
            found.add(id(block))
    return found
