"""What a careful reader would notice in any document, wherever it comes from.

Each rule looks at the pieces and adds what it found; a few also mend what cannot be otherwise.
"""

import re

from .numbers import parts
from .pieces import Finding, Kind, Piece, Reading, Status
from .rich import TAG, excerpt, plain

PAIRS = {"«": "»", "“": "”"}
CITED_BEFORE = re.compile(r"\b(?:ibid|op\.?\s?cit|loc\.?\s?cit|idem|id\.)\b", re.IGNORECASE)
PROPOSITION = re.compile(
    r"((?:proposition|recommandation|aanbeveling|voorstel)\s+(?:n[°o]\s*)?\d{1,3}(?:\.\d+)*"
    r"(?:\s?bis)?)\s*[:.–—-]\s+(?=\S)",
    re.IGNORECASE,
)
TURN = re.compile(r"(?:<b>)?([A-Z]\d{0,2})(?:</b>)?\s?:(?:</b>)?\s+(?=\S)")
ATTRIBUTED = re.compile(r"\s*[—–]\s+([^—–]{3,120})$")
LONGEST_GUESSED = 110
STOPS = (".", "!", "?", "…", ":", ";", ",", "»", "”")


def look(reading: Reading) -> None:
    title_of_document(reading)
    skipped_levels(reading)
    for piece in reading.pieces:
        proposition(piece, reading)
        attribution(piece)
        bold_heading(piece, reading)
    testimonies(reading)
    jumps(reading)
    for piece in reading.pieces:
        quotation_marks(piece, reading)
    cited_before(reading)


def title_of_document(reading: Reading) -> None:
    """One single highest heading, before all text, is the title of the whole."""
    headings = [piece for piece in reading.pieces if piece.kind == Kind.HEADING]
    if not headings:
        return
    first, top = headings[0], min(piece.level for piece in headings)
    if reading.pieces[0] is not first:
        return
    alone = [piece for piece in headings if piece.level == top] == [first]
    named = bool(reading.title) and plain(reading.title) == first.text
    if named or (alone and len(headings) > 1 and not reading.title):
        reading.title = first.text
        reading.pieces.remove(first)
        reading.counts["headings"] = max(0, reading.counts.get("headings", 1) - 1)
        reading.findings.append(Finding("title", Status.CHANGED, "", first.text))


def skipped_levels(reading: Reading) -> None:
    """A heading stands one level under the one it belongs to: contents and readers need it."""
    above: list[int] = []
    told = set()
    headings = [piece for piece in reading.pieces if piece.kind == Kind.HEADING]
    top = min((piece.level for piece in headings), default=1)
    for piece in headings:
        written = piece.level
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        piece.level = len(above)
        if piece.level != written - top + 1 and (written, piece.level) not in told:
            told.add((written, piece.level))
            reading.findings.append(
                Finding("level", Status.UNCERTAIN, piece.key, piece.text, str(piece.level))
            )


def proposition(piece: Piece, reading: Reading) -> None:
    if piece.kind != Kind.PARAGRAPH or not piece.text.startswith("<p>"):
        return
    bare = piece.text[3:]
    opened = re.match(r"(<b>|<i>)?", bare).group(0)
    match = PROPOSITION.match(bare[len(opened) :])
    if not match or not plain(bare[len(opened) + match.end() :]):
        return
    piece.kind, piece.number = Kind.PROPOSITION, match.group(1)[:20]
    piece.text = "<p>" + opened + bare[len(opened) + match.end() :]
    reading.findings.append(
        Finding("proposition", Status.CHANGED, piece.key, excerpt(piece.text), piece.number)
    )


def attribution(piece: Piece) -> None:
    """« Words » — a field worker"""
    if piece.kind == Kind.QUOTATION and not piece.who:
        words = piece.text.removesuffix("</p>")
        if match := ATTRIBUTED.search(words):
            rest = words[: match.start()]
            piece.text = f"{rest}</p>" if plain(rest) else piece.text
            piece.who = plain(match.group(1)) if plain(rest) else ""


def bold_heading(piece: Piece, reading: Reading) -> None:
    """A short passage all in bold: somebody wrote a heading without saying so."""
    if piece.kind != Kind.PARAGRAPH:
        return
    match = re.fullmatch(r"<p><b>(.+)</b></p>", piece.text, re.DOTALL)
    words = plain(piece.text)
    if not match or "<b>" in match.group(1) or len(words) > LONGEST_GUESSED:
        return
    if words.endswith(STOPS) or "linktype" in piece.text:
        return
    reading.findings.append(Finding("bold_line", Status.UNCERTAIN, piece.key, words))


def testimonies(reading: Reading) -> None:
    """Two or more passages in a row that begin with a role code are a dialogue."""
    run: list[Piece] = []
    for piece in [*reading.pieces, Piece("", Kind.HEADING)]:
        if piece.kind == Kind.PARAGRAPH and TURN.match(piece.text.removeprefix("<p>")):
            run.append(piece)
            continue
        if len(run) > 1:
            for each in run:
                turn(each, reading)
        run = []


def turn(piece: Piece, reading: Reading) -> None:
    match = TURN.match(piece.text.removeprefix("<p>"))
    piece.kind, piece.who = Kind.TESTIMONY, match.group(1)
    piece.text = "<p>" + piece.text.removeprefix("<p>")[match.end() :]
    reading.findings.append(
        Finding("testimony", Status.UNCERTAIN, piece.key, excerpt(piece.text), piece.who)
    )


def jumps(reading: Reading) -> None:
    """1, 2, 4: a number was lost, or a heading was. Beginning again under another part is none."""
    last: dict[tuple, tuple[int, int]] = {}
    part = 0  # counts the headings without a number, which may begin a count again
    for piece in reading.pieces:
        if piece.kind not in (Kind.HEADING, Kind.PROPOSITION):
            continue
        found = parts(piece.number)
        if not found:
            part += piece.kind == Kind.HEADING and piece.level == 1
            continue
        named = re.sub(r"[\d.]+", "", piece.number).strip().lower()
        scope = (piece.kind, named, found[:-1])
        before, of_part = last.get(scope, (found[-1] - 1, part))
        again = found[-1] == 1 and (of_part != part or piece.kind == Kind.PROPOSITION)
        if found[-1] not in (before, before + 1) and not again:
            words = f"{piece.number} {excerpt(piece.text, 100)}"
            told = Finding("jump", Status.UNCERTAIN, piece.key, words, str(before))
            reading.findings.append(told)
        last[scope] = (found[-1], part)


def quotation_marks(piece: Piece, reading: Reading) -> None:
    words = plain(piece.text)
    for opening, closing in PAIRS.items():
        if words.count(opening) != words.count(closing):
            at = words.find(opening if words.count(opening) else closing)
            reading.findings.append(
                Finding(
                    "guillemets", Status.UNCERTAIN, piece.key, excerpt(words[max(0, at - 40) :])
                )
            )
            return


def cited_before(reading: Reading) -> None:
    """*Ibid.* means the note before: it is wrong as soon as one is put in between."""
    texts = [(key, reading.notes[key]) for key in reading.notes]
    calling = {}
    for piece in reading.pieces:
        for key in re.findall(r'linktype="note" id="([^"]+)"', piece.text):
            calling.setdefault(key, piece.key)
    for key, html in texts:
        if CITED_BEFORE.search(TAG.sub("", html)):
            reading.findings.append(
                Finding("ibid", Status.UNCERTAIN, calling.get(key, ""), excerpt(html))
            )
