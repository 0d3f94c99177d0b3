"""What a page holds, without its text: derived when it is saved, read by all its neighbours.

Contents of the whole publication, numbers of notes, tables and figures, citations and the names of
what is referred to come from here: no body of another chapter is read to draw one.
"""

import re
import uuid
from dataclasses import dataclass

from django.utils.html import strip_tags
from wagtail.blocks import RichTextBlock

from cms.blocks.body import anchor_of_id
from cms.chosen import inside

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r"""\b(linktype|id)=["']([^"']*)["']""")
CALLS = ("note", "reference", "passage")

# What can be referred to by a number or a title: block → (kind, where its title is).
OBJECTS = {
    "proposition": ("proposition", "title"),
    "table": ("table", "caption"),
    "grid": ("table", "caption"),
    "figure": ("figure", "caption"),
    "side_by_side": ("figure", "caption"),
    "sheet": ("sheet", "title"),
    "analysis": ("analysis", "title"),
    "speech": ("speech", "title"),
}


@dataclass(frozen=True)
class Call:
    """A place in a text that calls a note, cites a reference or refers to a passage."""

    kind: str
    target: str
    words: str
    before: str  # the text before it, without markup


def calls_in(html):
    for link in LINK.finditer(html):
        attributes = dict(ATTRIBUTE.findall(link[1]))
        if (kind := attributes.get("linktype")) in CALLS:
            before = strip_tags(html[: link.start()])
            yield Call(kind, attributes.get("id", ""), strip_tags(link[2]), before)


def is_key(text):
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def texts_of(block, raw):
    """The rich texts of a stored value, in the order in which one reads them."""
    if not raw:
        return
    if isinstance(block, RichTextBlock):
        yield raw
    else:
        for child, value in inside(block, raw):
            yield from texts_of(child, value)


def outline_of(body, notes):
    """`body` and `notes` are the streams of a page."""
    body_block, body = body.stream_block, body.get_prep_value()
    texts = list(texts_of(body_block, body))
    note_texts = {note["id"]: note["value"] for note in notes.get_prep_value()}
    calls = all_calls(texts, note_texts)
    return {
        "headings": headings_of(body),
        "objects": objects_of(body),
        "anchors": [anchor_of_id(child["id"]) for child in body],
        "notes": [call.target for call in calls if call.kind == "note"],
        "references": unique(
            int(call.target)
            for call in calls
            if call.kind == "reference" and call.target.isdecimal()
        ),
    }


def all_calls(texts, notes):
    """Those of the text, then those of the notes it calls, in the order of the notes."""
    calls = [call for text in texts for call in calls_in(text)]
    waiting = unique(call.target for call in calls if call.kind == "note")
    read = set()
    while waiting:
        note = waiting.pop(0)
        if note in read:
            continue
        read.add(note)
        more = list(calls_in(notes.get(note, "")))
        calls += more
        waiting += [call.target for call in more if call.kind == "note"]
    return calls


def unique(items):
    return list(dict.fromkeys(items))


def headings_of(body):
    numbers = AutomaticNumbers()
    found = []
    for child in body:
        if child["type"] != "heading":
            continue
        value, level = child["value"], int(child["value"].get("level") or 2)
        automatic = numbers.next(level) if value.get("numbered") else ""
        found.append(
            {
                "anchor": anchor_of_id(child["id"]),
                "text": value.get("text") or "",
                "level": level,
                "number": automatic or value.get("number") or "",
            }
        )
    return found


class AutomaticNumbers:
    """1, 1.1, 1.1.1… A level nobody numbered is left out, so no number begins with 0."""

    def __init__(self):
        self.counts = {}

    def next(self, level):
        self.counts[level] = self.counts.get(level, 0) + 1
        self.counts = {known: count for known, count in self.counts.items() if known <= level}
        return ".".join(str(self.counts[known]) for known in sorted(self.counts))


def objects_of(body):
    found = []
    for child in body:
        if child["type"] not in OBJECTS:
            continue
        kind, title = OBJECTS[child["type"]]
        value = child["value"]
        found.append(
            {
                "anchor": anchor_of_id(child["id"]),
                "kind": kind,
                "number": str(value.get("number") or ""),
                "text": str(_titles(child["type"], value).get(title) or ""),
            }
        )
    # A picture without a caption illustrates; nobody refers to it by a number.
    return [one for one in found if one["kind"] != "figure" or one["text"]]


def _titles(name, value):
    """Where the caption of this block is kept."""
    if name == "table":
        return value.get("table") or {}
    if name == "side_by_side":
        items = [item.get("value", item) for item in value.get("pictures") or []]
        return next((item for item in items if item.get("caption")), {})
    return value
