"""From a text to comparable words. One place decides what a word is, in both languages."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .folding import APOSTROPHES, HYPHENS, TO_PLAIN_SIGNS, fold
from .stems import root, stem

# A run of letters and digits, with what may stand inside a word: l’école, sans-abri, C.P.A.S.
INSIDE = re.escape(APOSTROPHES + HYPHENS + ".")
RUN = re.compile(rf"[^\W_]+(?:[{INSIDE}][^\W_]+)*")
ELISION = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# *Sans-abri* is not *abri*: the negation makes one word with what it denies.
DENIED = re.compile(
    r"\b(sans)\s+(?=(?:abris?|papiers?|logis|logement|domicile|emplois?|chez|ressources?)\b)", re.I
)
WHOLE = {"sans", "non"}
LONGEST_CACHE = 300_000


class Word(NamedTuple):
    exact: str
    stem: str
    root: str


class Run(NamedTuple):
    """What stands between two spaces: its words in order, and forms that are found too."""

    words: tuple[Word, ...]
    also: tuple[Word, ...] = ()

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """As an index stores it."""
        return (
            " ".join([word.exact for word in self.words]),
            " ".join([word.stem for word in self.words]),
            " ".join([word.root for word in self.words + self.also]),
            " ".join([word.exact for word in self.also]),
            " ".join([word.stem for word in self.also]),
        )


class Analysis(NamedTuple):
    """A text as an index stores it, words separated by spaces."""

    exact: str = ""
    stems: str = ""
    roots: str = ""
    also_exact: str = ""
    also_stems: str = ""


def runs(text: str, language: str) -> list[Run]:
    return [run(match[0], language) for match in RUN.finditer(denied_joined(text))]


def denied_joined(text: str) -> str:
    return DENIED.sub(r"\1-", text) if "ans " in text or "ANS " in text else text


_known: dict[str, dict[str, Run]] = {"fr": {}, "nl": {}}


def run(written: str, language: str) -> Run:
    """Remembered: a corpus has far fewer different words than words."""
    known = _known[language]
    found = known.get(written)
    if found is None:
        if len(known) > LONGEST_CACHE:
            known.clear()
        found = known[written] = read_run(written, language)
    return found


def read_run(written: str, language: str) -> Run:
    folded = fold(written.translate(TO_PLAIN_SIGNS))
    if DOTTED.fullmatch(folded):
        return Run((word(folded.replace(".", ""), language),))
    words: list[Word] = []
    also: list[Word] = []
    for piece in folded.split("."):
        if language == "fr":
            piece = ELISION.sub("", piece)
        parts = [part for part in re.split(r"-(?:[ldjmnstc]|qu)'|[-']", piece) if part]
        if len(parts) > 1 and parts[0] in WHOLE:
            parts = ["".join(parts)]
        if language == "nl" and len(parts) == 2 and parts[1] == "s":
            parts = parts[:1]  # foto's
        words += [word(part, language) for part in parts]
        if len(parts) > 1:
            also.append(word("".join(parts), language))
        if language == "nl":
            also += [word(part, language) for whole in parts for part in compound(whole)]
    return Run(tuple(words), tuple(also))


def word(folded: str, language: str) -> Word:
    stemmed = stem(folded, language)
    return Word(folded, stemmed, root(stemmed, language))


class Texts(dict):
    """What each run becomes, filled as runs are met: known ones come at the speed of C."""

    def __init__(self, language: str):
        super().__init__()
        self.language = language

    def __missing__(self, written: str) -> tuple[str, ...]:
        self[written] = found = run(written, self.language).texts
        return found


_texts = {language: Texts(language) for language in _known}


def analyse(text: str, language: str) -> Analysis:
    """Done for every text of every document."""
    known = _texts[language]
    if len(known) > LONGEST_CACHE:
        known.clear()
    pieces = list(map(known.__getitem__, RUN.findall(denied_joined(text))))
    if not pieces:
        return Analysis()
    exact, stems, roots, also_exact, also_stems = zip(*pieces, strict=True)
    return Analysis(
        " ".join(exact),
        " ".join(stems),
        " ".join(roots),
        " ".join(filter(None, also_exact)),
        " ".join(filter(None, also_stems)),
    )


@cache
def parts_of_compounds() -> frozenset[str]:
    lines = Path(__file__).with_name("dutch_parts.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def compound(folded: str) -> list[str]:
    """gezondheidszorg → gezondheid, zorg. Nothing, unless every part is known."""
    if len(folded) < 8:
        return []
    parts = split(folded, longest=len(folded) - 1)
    return [part.removesuffix("s") if part.endswith(("ings", "heids")) else part for part in parts]


def split(folded: str, longest: int) -> list[str]:
    """The longest first part whose rest can be split too."""
    known = parts_of_compounds()
    for end in range(longest, 2, -1):
        head, rest = folded[:end], folded[end:]
        if head not in known:
            continue
        if not rest:
            return [head]
        if tail := split(rest, len(rest)):
            return [head, *tail]
    return []
