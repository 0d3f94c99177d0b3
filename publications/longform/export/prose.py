"""What editors write (rich text as it is stored) as paragraphs, lists and lines of the tree."""

from html.parser import HTMLParser

from . import tree

DEEPEST = 12  # of tags in tags: beyond, words stay and tags go
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "div"}
WRAPPERS = {
    "b": "Strong",
    "strong": "Strong",
    "i": "Emph",
    "em": "Emph",
    "sup": "Superscript",
    "sub": "Subscript",
}
VOID = {"br", "hr", "img", "embed"}


class Element:
    def __init__(self, tag, attrs=()):
        self.tag, self.attrs, self.children = tag, dict(attrs), []


class Parser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        if len(self.open) < DEEPEST:
            self.open[-1].children.append(element)
            if tag not in VOID:
                self.open.append(element)

    def handle_endtag(self, tag):
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data):
        self.open[-1].children.append(data)


def blocks(value, links):
    """`links` says where each link leads, and what a note or a reference is (see `links.py`)."""
    source = getattr(value, "source", value) or ""
    parser = Parser()
    parser.feed(str(source))
    parser.close()
    return blocks_of(parser.root.children, links)


def inlines(value, links):
    """A rich text where only a line has its place."""
    found = []
    for block in blocks(value, links):
        if block["t"] in ("Para", "Plain"):
            found += ([{"t": "LineBreak"}] if found else []) + block["c"]
        else:
            found += tree.words(tree.text_of(block))
    return found


def blocks_of(children, links):
    found, line = [], []
    for child in [*children, None]:
        is_block = isinstance(child, Element) and child.tag in BLOCKS
        if child is None or is_block:
            if inside := trimmed(inlines_of(line, links)):
                found.append(tree.paragraph(*inside))
            line = []
        else:
            line.append(child)
        if is_block:
            found += block_of(child, links)
    return found


def block_of(element, links):
    inside = element.children
    if element.tag in ("ul", "ol"):
        items = [blocks_of(item_of(one), links) for one in inside]
        items = [item for item in items if item]
        make = tree.bullets if element.tag == "ul" else tree.numbered
        return [make(items)] if items else []
    if element.tag == "hr":
        return [{"t": "HorizontalRule"}]
    found = blocks_of(inside, links)
    if element.tag == "blockquote":
        return [tree.quoted(found)] if found else []
    return found


def item_of(child):
    return child.children if isinstance(child, Element) and child.tag == "li" else [child]


def inlines_of(children, links):
    found = []
    for child in children:
        if isinstance(child, str):
            found += tree.words(child.replace("\n", " "))
        elif child.tag == "br":
            found.append({"t": "LineBreak"})
        elif child.tag == "a":
            found += links.inlines(child.attrs, inlines_of(child.children, links))
        else:
            inside = inlines_of(child.children, links)
            wrapper = WRAPPERS.get(child.tag)
            found += [{"t": wrapper, "c": inside}] if wrapper and inside else inside
    return found


def trimmed(inside):
    """Without the spaces and breaks at both ends, which only separate tags."""
    while inside and is_blank(inside[0]):
        inside = inside[1:]
    while inside and is_blank(inside[-1]):
        inside = inside[:-1]
    return inside


def is_blank(inline):
    return inline["t"] == "LineBreak" or (inline["t"] == "Str" and not inline["c"].strip(" "))
