"""The tree of pandoc (https://pandoc.org/filters.html), in a few words. Plain data: JSON as it is.

Spaces stay inside a text: pandoc's writers take that, and a report is ten times fewer nodes.
"""

import re

SPACES = re.compile(r"[ \t\r\f\v]+")


def nothing():
    return ["", [], []]


def attributes(identifier="", *classes, **values):
    pairs = [[name.replace("_", "-"), str(value)] for name, value in values.items() if value]
    return [identifier, list(classes), pairs]


# --- in a line ------------------------------------------------------------------------------------
def words(text):
    """A text with its line breaks."""
    found = []
    for number, line in enumerate(str(text or "").replace("\r\n", "\n").split("\n")):
        if number:
            found.append({"t": "LineBreak"})
        if line:
            found.append({"t": "Str", "c": SPACES.sub(" ", line)})
    return found


def strong(*inlines):
    return {"t": "Strong", "c": list(inlines)}


def emphasis(*inlines):
    return {"t": "Emph", "c": list(inlines)}


def span(inlines, identifier="", *classes, **values):
    return {"t": "Span", "c": [attributes(identifier, *classes, **values), list(inlines)]}


def link(inlines, target, *classes, **values):
    return {"t": "Link", "c": [attributes("", *classes, **values), list(inlines), [target, ""]]}


def image(name, alt, width=0):
    return {"t": "Image", "c": [attributes("", width=width), words(alt), [name, ""]]}


def note(blocks):
    return {"t": "Note", "c": list(blocks)}


# --- under each other -----------------------------------------------------------------------------
def paragraph(*inlines):
    return {"t": "Para", "c": list(inlines)}


def plain(*inlines):
    return {"t": "Plain", "c": list(inlines)}


def heading(level, inlines, identifier="", *classes):
    return {"t": "Header", "c": [level, attributes(identifier, *classes), list(inlines)]}


def box(blocks, identifier="", *classes, **values):
    return {"t": "Div", "c": [attributes(identifier, *classes, **values), list(blocks)]}


def quoted(blocks):
    return {"t": "BlockQuote", "c": list(blocks)}


def bullets(items):
    return {"t": "BulletList", "c": [list(item) for item in items]}


def numbered(items, first=1):
    style = [first, {"t": "Decimal"}, {"t": "Period"}]
    return {"t": "OrderedList", "c": [style, [list(item) for item in items]]}


def definitions(pairs):
    """(inlines, blocks) of each."""
    return {"t": "DefinitionList", "c": [[list(term), [list(what)]] for term, what in pairs]}


def caption(inlines):
    return [None, [plain(*inlines)] if inlines else []]


def figure(blocks, inlines, identifier=""):
    return {"t": "Figure", "c": [attributes(identifier), caption(inlines), list(blocks)]}


def cell(blocks, align="AlignDefault"):
    return [nothing(), {"t": align}, 1, 1, list(blocks)]


def table(head, rows, inlines, identifier="", named_rows=False, aligns=()):
    """`head`: cells; `rows`: lists of cells; `inlines`: what it shows."""
    width = {"t": "ColWidth", "c": round(1 / max(len(head), 1), 4)}
    aligns = [*aligns, *["AlignDefault"] * (len(head) - len(aligns))]
    columns = [[{"t": align}, width] for align in aligns]
    body = [nothing(), int(named_rows), [], [[nothing(), row] for row in rows]]
    head = [nothing(), [[nothing(), head]]]
    return {
        "t": "Table",
        "c": [attributes(identifier), caption(inlines), columns, head, [body], [nothing(), []]],
    }


# --- what is in it --------------------------------------------------------------------------------
def walk(node):
    """Every element, in order of reading."""
    if isinstance(node, dict):
        yield node
        yield from walk(node.get("c"))
    elif isinstance(node, list):
        for part in node:
            yield from walk(part)


def text_of(node):
    return "".join(
        part["c"] if part["t"] == "Str" else " "
        for part in walk(node)
        if part["t"] in ("Str", "LineBreak", "SoftBreak")
    )
