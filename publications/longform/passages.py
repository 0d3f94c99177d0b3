"""One block, one passage: so that an anchor survives whatever is written before it."""

import uuid
from html.parser import HTMLParser

BLOCKS = {"p", "ul", "ol", "blockquote", "h2", "h3", "h4", "h5", "h6"}
VOID = {"br", "hr", "img", "embed"}


class Cutter(HTMLParser):
    """Where the passages of a rich text begin: the places in its source."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.depth = 0
        self.starts = []
        self.lines = [0]

    def cut(self, html):
        for line in html.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.feed(html)
        self.close()
        starts = [0, *self.starts[1:]] if self.starts else [0]
        ends = [*starts[1:], len(html)]
        pieces = [html[start:end] for start, end in zip(starts, ends, strict=True)]
        return [piece.strip() for piece in pieces if piece.strip()]

    def handle_starttag(self, tag, attrs):
        if self.depth == 0 and tag in BLOCKS:
            line, column = self.getpos()
            self.starts.append(self.lines[line - 1] + column)
        if tag not in VOID:
            self.depth += 1

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - 1)


def pieces_of(html):
    return Cutter().cut(html)


def identity_of(block, place):
    """Always the same for the same place in the same block: a second import finds it again."""
    try:
        name = uuid.UUID(block)
    except ValueError:
        name = uuid.uuid5(uuid.NAMESPACE_OID, block)
    return str(uuid.uuid5(name, str(place)))


def split(body, kept=frozenset()):
    """The stored body with one paragraph block for each passage; the first keeps its identity.

    Blocks in `kept` stay as they are: a translator has worked on them.
    """
    found = []
    for child in body:
        pieces = pieces_of(child["value"]) if child["type"] == "paragraph" else []
        if len(pieces) < 2 or child["id"] in kept:
            found.append(child)
            continue
        for place, piece in enumerate(pieces):
            identity = identity_of(child["id"], place) if place else child["id"]
            found.append({**child, "id": identity, "value": piece})
    return found
