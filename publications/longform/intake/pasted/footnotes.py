"""Footnotes at the bottom of pages: taken out, and called where their number stands."""

import re

from ..pieces import Finding, Reading, Status
from .pages import Line

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
DIGITS = str.maketrans(RAISED, "0123456789")
NOTE = re.compile(rf"^([{RAISED}]+)\s*(\S.*)$|^(\d{{1,3}})(?:\s{{2,}}|\t\s*)(?![.\d])(\S.*)$")
MARKER = re.compile(rf"(?<=[^\W\d_]|[»”)\].,;:!?…])\s?([{RAISED}]+|\d{{1,3}})(?![\d\w°%])")
RAISED_ONLY = re.compile(rf"\s?([{RAISED}]+)")
CALL = "\ue010{}\ue011"
CALLED = re.compile("\ue010(\\d+)\ue011")
STOPS = (".", "!", "?", "…")


class Footnotes:
    """Notes by the order in which they were found, with the page on which they stand."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.found: list[dict] = []

    def taken_from(self, lines: list[Line]) -> list[Line]:
        kept: list[Line] = []
        place = 0
        while place < len(lines):
            if not self.begins(lines, place):
                kept.append(lines[place])
                place += 1
                continue
            number, text = parsed(lines[place].words)
            end = self.end_of(lines, place)
            parts = [text, *(line.words for line in lines[place + 1 : end])]
            self.found.append(
                {"number": number, "parts": parts, "page": lines[place].page, "before": len(kept)}
            )
            if end < len(lines):
                lines[end].gap = True
            place = end
        return kept

    def begins(self, lines, place) -> bool:
        """A raised number, or a plain one set apart that continues the count, far from the top."""
        parsed_line = parsed(lines[place].words)
        if parsed_line is None:
            return False
        number, _text = parsed_line
        if lines[place].words[0] in RAISED:
            return True
        last = self.found[-1]["number"] if self.found else 0
        if number not in (1, last + 1):
            return False
        # Plain figures: a note only if a word before carries the same figure.
        before = " ".join(line.text for line in lines[max(0, place - 140) : place])
        return re.search(rf"(?<=[^\W\d_]|[»”)]){number}(?![\d\w°%])", before) is not None

    def end_of(self, lines, place) -> int:
        """Up to the next note or the end of the page; without pages, up to the next empty line."""
        paged = lines[-1].page > 0
        end = place + 1
        while end < len(lines):
            line = lines[end]
            if line.page != lines[place].page or parsed(line.words):
                break
            if not paged and line.gap:
                break
            end += 1
        return end

    def called(self, lines: list[Line]) -> None:
        """Marks each call in the lines; a note that nothing calls is called where it stood."""
        for index, note in enumerate(self.found, 1):
            if not lines or not self.mark(lines, index, note):
                self.mark_last(lines, index, note)

    def mark(self, lines, index, note) -> bool:
        """On its page, else on the one before; without pages, in the lines above it."""
        if lines[-1].page:
            near = [line for line in lines if line.page == note["page"]]
            near += [line for line in lines if line.page == note["page"] - 1]
        else:
            near = lines[max(0, note["before"] - 200) : note["before"] + 3]
        for line in near:
            for match in MARKER.finditer(line.text):
                if int(match.group(1).translate(DIGITS)) == note["number"]:
                    text = line.text
                    line.text = text[: match.start()] + CALL.format(index) + text[match.end() :]
                    return True
        return False

    def mark_last(self, lines, index, note) -> None:
        before = [line for line in lines[: note["before"]] if line.page == note["page"]]
        line = before[-1] if before else (lines[max(0, note["before"] - 1)] if lines else None)
        if line is not None:
            line.text = line.text.rstrip() + CALL.format(index)
        note["lost"] = True

    def tell(self, where) -> None:
        """`where` finds the piece that calls a note."""
        if lost := [(i, note) for i, note in enumerate(self.found, 1) if note.get("lost")]:
            for index, note in lost:
                text = " ".join(note["parts"])[:160]
                finding = Finding("call_lost", Status.UNCERTAIN, where(index), text)
                self.reading.findings.append(finding)
        kept = len(self.found) - len(lost)
        if kept:
            self.reading.findings.append(Finding("notes_found", Status.CHANGED, count=kept))


def parsed(words: str) -> tuple[int, str] | None:
    match = NOTE.match(words)
    if not match:
        return None
    number = match.group(1) or match.group(3)
    return int(number.translate(DIGITS)), match.group(2) or match.group(4)


def leftovers(text: str) -> list[str]:
    """Raised figures that called a note which is not there: ², ³ after m are no calls."""
    found = []
    for match in RAISED_ONLY.finditer(text):
        unit = text[max(0, match.start() - 2) : match.start()].strip()
        if not re.search(r"(?:^|[^\w])(?:m|km|cm)$|\d$", unit):
            found.append(match.group(1))
    return found
