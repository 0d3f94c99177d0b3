"""Pages: where they end, and what stands on them that is no text."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ..pieces import Finding, Reading, Status

NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|pagina|blz\.?)?\s*(\d{1,4})(?:\s*(?:/|sur|van|of)\s*\d{1,4})?[-–—|\s]*",
    re.I,
)
LEADER = re.compile(r"^(.*?\S)\s*(?:\.\s?){4,}\s*(\d{1,4})\s*$")
TAB_NUMBER = re.compile(r"^(.*?\S)\s*\t+\s*(\d{1,4})\s*$")
CONTENTS = re.compile(
    r"(?:sommaire|table des mati[eè]res|inhoud(?:stafel|sopgave)?|contents)\s*:?", re.I
)
FEWEST_LEADERS = 3
REPEATED = 3
LONGEST_HEAD = 90


@dataclass
class Line:
    text: str
    page: int = 0
    gap: bool = False  # an empty line, or a page, before it
    first: bool = False  # on its page

    @property
    def words(self) -> str:
        return self.text.strip()


@dataclass
class Contents:
    """The table of contents that was typed: it goes, and says which lines are headings."""

    titles: list[str] = field(default_factory=list)


def lines_of(text: str) -> list[Line]:
    """Form feeds end pages; where they were copied as a space, a lonely leading space does."""
    raw = text.replace("\f", "\n\f").split("\n")
    spaced = sum(1 for line in raw if re.match(r" \S", line))
    filled = sum(1 for line in raw if line.strip())
    hint = "\f" not in text and 0 < spaced <= max(3, filled // 15)
    found, page, gap, first = [], 0, True, True
    for line in raw:
        breaks = line.count("\f")
        starts_page = breaks > 0 or (hint and re.match(r" {1,2}\S", line) is not None)
        if starts_page:
            page, first = page + max(breaks, 1), True
        line = line.replace("\f", "")
        if not line.strip():
            gap = True
            continue
        found.append(Line(line.rstrip(" "), page, gap or starts_page, first))
        gap = first = False
    return found


def without_contents(lines: list[Line], reading: Reading) -> tuple[list[Line], Contents]:
    leaders = [place for place, line in enumerate(lines) if LEADER.match(line.words)]
    contents = Contents()
    if len(leaders) < FEWEST_LEADERS:
        return lines, contents
    start, end = leaders[0], leaders[-1]
    while start > 0 and TAB_NUMBER.match(lines[start - 1].words):
        start -= 1
    while end + 1 < len(lines) and TAB_NUMBER.match(lines[end + 1].words):
        end += 1
    if end - start > 3 * len(leaders) + 10:  # leaders all over the text are something else
        return lines, contents
    before = ""
    for line in lines[start : end + 1]:
        match = LEADER.match(line.words) or TAB_NUMBER.match(line.words)
        if match:
            contents.titles.append(f"{before} {match.group(1)}".strip())
            before = ""
        else:
            before = f"{before} {line.words}".strip()
    if start and CONTENTS.fullmatch(lines[start - 1].words):
        start -= 1
    reading.findings.append(
        Finding(
            "contents_list",
            Status.CHANGED,
            "",
            "; ".join(contents.titles[:4]),
            count=len(contents.titles),
        )
    )
    if end + 1 < len(lines):
        lines[end + 1].gap = True
    return lines[:start] + lines[end + 1 :], contents


def without_furniture(lines: list[Line], reading: Reading) -> list[Line]:
    """Page numbers and running heads."""
    edges = edges_of(lines)
    heads = Counter(shape(lines[place].words) for place in edges)
    dropped, kept = defaultdict(list), []
    for place, line in enumerate(lines):
        words = line.words
        if place in edges and NUMBER.fullmatch(words):
            dropped["page_numbers"].append(words)
        elif place in edges and len(words) <= LONGEST_HEAD and heads[shape(words)] >= REPEATED:
            dropped["running_heads"].append(words)
        else:
            kept.append(line)
            continue
        carry(lines, place)
    for code, found in dropped.items():
        sample = ", ".join(dict.fromkeys(found[:8]))
        reading.findings.append(Finding(code, Status.CHANGED, "", sample, count=len(found)))
    return kept


def carry(lines: list[Line], place: int) -> None:
    """What follows a line that goes begins as that line did."""
    if place + 1 < len(lines):
        after, gone = lines[place + 1], lines[place]
        after.gap = True
        after.first = after.first or (gone.first and after.page == gone.page)


def shape(words: str) -> str:
    return re.sub(r"\d+", "#", words.lower())


def edges_of(lines: list[Line]) -> set[int]:
    """Places of the first two and last two lines of each page; of lonely numbers without pages."""
    if not lines:
        return set()
    found: set[int] = set()
    if lines[-1].page > 0:
        pages = defaultdict(list)
        for place, line in enumerate(lines):
            pages[line.page].append(place)
        for places in pages.values():
            found.update([*places[:2], *places[-2:]])
        return found
    for place, line in enumerate(lines):
        alone = line.gap and (place + 1 == len(lines) or lines[place + 1].gap)
        if alone and len(line.words) <= LONGEST_HEAD:
            repeated = NUMBER.fullmatch(line.words) or re.search(r"\d+$|^\d+", line.words)
            if repeated:
                found.add(place)
    return found
