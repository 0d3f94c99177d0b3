"""Words cut at the end of a line: joined, unless the hyphen belongs to them."""

import re
from collections import Counter

from ..pieces import Finding, Reading, Status

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
CUT = re.compile(r"([^\W\d_]+)[-‐]\s*$")
START = re.compile(r"([^\W\d_]+)")
COMPOUNDS = {
    "arrière-plan", "arrière-pays", "au-delà", "au-dedans", "au-dehors", "au-dessous", "au-dessus",
    "au-devant", "avant-garde", "avant-hier", "ci-après", "ci-contre", "ci-dessous", "ci-dessus",
    "ci-joint", "ci-jointe", "là-bas", "là-dessus", "par-delà", "par-dessus", "peut-être",
    "quelques-unes", "quelques-uns", "quelqu’un", "rendez-vous", "savoir-être", "savoir-faire",
    "soi-disant", "sous-commission", "sous-groupe", "sous-groupes", "vice-président",
    "vice-présidente", "vice-présidence", "vis-à",
}  # fmt: skip
MAYBE_STARTS = {
    "avant", "contre", "demi", "ex", "mi", "niet", "non", "nord", "quasi", "sans", "semi", "sous",
    "sud", "vice",
}  # fmt: skip
COMPOUND_ENDS = {
    "à", "ce", "ci", "dire", "elle", "elles", "il", "ils", "là", "le", "les", "leur", "lui", "me",
    "moi", "même", "mêmes", "nous", "on", "t", "toi", "vous", "y", "en",
}  # fmt: skip
SHOWN = 12


class Words:
    """What the text itself says of its words: how they are written elsewhere."""

    def __init__(self, lines: list[str]):
        self.seen: Counter = Counter()
        previous_cut = False
        for line in lines:
            words = WORD.findall(line.lower())
            if previous_cut and words:
                words = words[1:]
            previous_cut = CUT.search(line) is not None
            self.seen.update(words[:-1] if previous_cut else words)
        self.joined: list[str] = []
        self.kept: list[str] = []
        self.doubtful: list[tuple[str, str]] = []

    def join(self, first: str, second: str) -> str:
        """Two lines of one passage as one."""
        first, second = first.rstrip(), second.lstrip()
        cut, start = CUT.search(first), START.match(second)
        if not cut or not start:
            return f"{first} {second}" if first and second else first or second
        left, right = cut.group(1), start.group(1)
        if not right[0].islower():
            return first + second  # Saint-/Josse
        together, apart = f"{left}{right}", f"{left}-{right}"
        keeps = self.keeps_hyphen(left.lower(), right.lower())
        (self.kept if keeps else self.joined).append(apart if keeps else together)
        if keeps is None:
            self.doubtful.append((apart, together))
        return first + second if keeps else first[: cut.end(1)] + second

    def keeps_hyphen(self, left: str, right: str) -> bool | None:
        """None: it could be either, and is joined."""
        if self.seen[f"{left}{right}"]:
            return False
        if self.seen[f"{left}-{right}"]:
            return True
        if f"{left}-{right}" in COMPOUNDS:
            return True
        if left in MAYBE_STARTS and self.seen[right]:
            return None
        if right in COMPOUND_ENDS and self.seen[left]:
            return True
        both = self.seen[left] > 0 and self.seen[right] > 0
        return None if both and min(len(left), len(right)) > 2 else False

    def tell(self, reading: Reading, where) -> None:
        """`where` finds the piece that holds a word."""
        if self.joined:
            sample = ", ".join(dict.fromkeys(self.joined[:SHOWN]))
            reading.findings.append(
                Finding("joined_words", Status.CHANGED, "", sample, count=len(self.joined))
            )
        if self.kept:
            sample = ", ".join(dict.fromkeys(self.kept[:SHOWN]))
            reading.findings.append(
                Finding("kept_hyphens", Status.KEPT, "", sample, count=len(self.kept))
            )
        for apart, together in dict.fromkeys(self.doubtful):
            reading.findings.append(
                Finding("doubtful_word", Status.UNCERTAIN, where(together), apart, together)
            )
