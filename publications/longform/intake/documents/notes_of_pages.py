"""Footnotes of web pages written by Word and LibreOffice: links there and back, made notes again.

Pandoc knows the notes that say what they are; these two programs only link.
"""

import re

NUMBER = re.compile(r"\[?\(?\d{1,4}\)?\]?")


def restored(blocks: list) -> list:
    """The same tree, where a number linked to a text that links back is a note."""
    bodies = {}
    kept = [block for block in blocks if not is_note(block, bodies)]
    if not bodies:
        return blocks
    return [with_notes(block, bodies) for block in kept]


def is_note(block: dict, bodies: dict) -> bool:
    """A division that begins with a number linking back; remembered under each of its names."""
    if block["t"] not in ("Div", "Para"):
        return False
    paragraphs = block["c"][1] if block["t"] == "Div" else [block]
    if len(paragraphs) == 1 and paragraphs[0]["t"] == "Div":
        return is_note(paragraphs[0], bodies)
    if not paragraphs or paragraphs[0]["t"] not in ("Para", "Plain"):
        return False
    inlines = paragraphs[0]["c"]
    names = anchors(inlines[:2]) + ([block["c"][0][0]] if block["t"] == "Div" else [])
    link = next((each for each in inlines[:2] if each["t"] == "Link"), None)
    if link is None or not is_number(link) or not any(names):
        return False
    rest = inlines[inlines.index(link) + 1 :]
    while rest and rest[0]["t"] in ("Space", "SoftBreak"):
        rest = rest[1:]
    body = [{**paragraphs[0], "c": rest}, *paragraphs[1:]]
    for name in filter(None, names):
        bodies[name] = body
    return True


def anchors(inlines: list) -> list[str]:
    found = []
    for node in inlines:
        if node["t"] in ("Link", "Span"):
            found += [node["c"][0][0], *anchors(node["c"][1])]
    return found


def is_number(link: dict) -> bool:
    target = link["c"][2][0]
    return target.startswith("#") and NUMBER.fullmatch(words(link["c"][1]).strip()) is not None


def words(inlines) -> str:
    found = []
    for node in inlines:
        if node["t"] == "Str":
            found.append(node["c"])
        elif node["t"] in ("Superscript", "Strong", "Emph"):
            found.append(words(node["c"]))
        elif node["t"] == "Span":
            found.append(words(node["c"][1]))
    return "".join(found)


def with_notes(node, bodies):
    if isinstance(node, list):
        return [with_notes(each, bodies) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Link" and is_number(node):
        body = bodies.get(node["c"][2][0][1:])
        if body is not None:
            return {"t": "Note", "c": body}
    return {**node, "c": with_notes(node["c"], bodies)} if "c" in node else node
