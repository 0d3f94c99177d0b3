"""What a document holds, counted twice: in the tree of its file, and in the blocks made of it."""

import re
from collections import Counter

from .rich import CALL

NAMES = ("headings", "paragraphs", "lists", "items", "tables", "notes", "links", "emphasis")
LINK = re.compile(r"<a (?!linktype=\"note\")")
EMPHASIS = re.compile(r"<(?:b|i)>")


def in_source(blocks: list, outer: bool = True) -> Counter:
    """From pandoc's tree, by a plain walk that shares nothing with what makes pieces of it."""
    counts: Counter = Counter()
    waiting = [(block, outer) for block in blocks]
    while waiting:
        node, at_top = waiting.pop()
        if isinstance(node, list):
            waiting += [(each, at_top) for each in node]
            continue
        if not isinstance(node, dict):
            continue
        kind, content = node.get("t"), node.get("c")
        if kind in SIMPLE:
            counts[SIMPLE[kind]] += 1
        elif kind in ("Para", "Plain") and at_top:
            counts["paragraphs"] += has_words(content)
        elif kind in ("Emph", "Strong"):
            counts["emphasis"] += has_words(content)
        if kind in ("BulletList", "OrderedList"):
            items = content if kind == "BulletList" else content[1]
            counts["items"] += len(items)
        within = at_top and kind not in CONTAINERS
        waiting += [(each, within) for each in children(node)]
    return counts


SIMPLE = {
    "Header": "headings",
    "BulletList": "lists",
    "OrderedList": "lists",
    "Table": "tables",
    "Note": "notes",
    "Link": "links",
}
CONTAINERS = {"BulletList", "OrderedList", "Table", "Note", "DefinitionList", "Figure"}


def children(node: dict) -> list:
    content = node.get("c")
    return content if isinstance(content, list) else []


def has_words(inlines) -> bool:
    waiting = list(inlines or [])
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if node.get("t") in ("Str", "Code", "Math"):
                return True
            waiting += children(node)
    return False


def in_blocks(body: list[dict], notes: list[dict]) -> Counter:
    """From the values of the streams, as they are stored."""
    counts: Counter = Counter()
    for block in body:
        kind, value = block["type"], block["value"]
        if kind == "heading":
            counts["headings"] += 1
        elif kind in ("table", "grid"):
            counts["tables"] += 1
        for html in texts(value):
            counts["links"] += len(LINK.findall(html))
            counts["notes"] += len(CALL.findall(html))
            counts["emphasis"] += len(EMPHASIS.findall(html))
            counts["lists"] += html.count("<ul>") + html.count("<ol>")
            counts["items"] += html.count("<li>")
        if kind in ("paragraph", "proposition", "testimony", "quotation", "speech"):
            counts["paragraphs"] += sum(passages(kind, html) for html in texts(value))
    for note in notes:
        counts["links"] += len(LINK.findall(note["value"]))
        counts["emphasis"] += len(EMPHASIS.findall(note["value"]))
        counts["lists"] += note["value"].count("<ul>") + note["value"].count("<ol>")
        counts["items"] += note["value"].count("<li>")
    return counts


def passages(kind: str, html: str) -> int:
    if kind == "quotation":
        return len([part for part in html.split("\n\n") if part.strip()])
    return html.count("<p>") - html.count("<p></p>")


def texts(value) -> list[str]:
    """The texts that may hold something: of a quotation, only its words."""
    if isinstance(value, str):
        return [value]
    if "table" in value:
        return [cell for row in value["table"]["rows"] for cell in row["values"]]
    if "turns" in value:
        return [turn["value"]["text"] for turn in value["turns"]]
    if "cells" in value.get("rows", [{}])[0].get("value", {}) if value.get("rows") else False:
        return [cell["value"] for row in value["rows"] for cell in row["value"]["cells"]]
    return [value["text"]] if "text" in value and "level" not in value else []
