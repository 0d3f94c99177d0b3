"""Where the links of a text lead, on paper: whole addresses, notes, references, other passages."""

from urllib.parse import urlsplit

from cms.alternates import absolute
from cms.richtext import SAFE_SCHEMES

from . import prose, tree

STARS = {"", "*"}  # what an editor left to us to say


class Links:
    """Mixed into the maker of a manuscript, which knows what was called and cited before."""

    def inlines(self, attrs, inside):
        """What stands for a link of the editor around `inside`."""
        kind, pk = attrs.get("linktype"), attrs.get("id") or ""
        if kind == "note":
            return self.note(pk)
        if kind == "reference":
            return self.citation(pk, tree.text_of(inside).strip())
        if kind == "passage":
            return self.passage(pk, inside)
        target = self.target(kind, pk, attrs.get("href") or "")
        return [tree.link(inside, target)] if target and inside else inside

    def target(self, kind, pk, href):
        if kind == "page":
            way = self.reading.page(int(pk)) if pk.isdigit() else None
            return way and self.address(way.url)
        if kind == "document":
            document = self.reading.document(int(pk)) if pk.isdigit() else None
            return document and absolute(document.url)
        if href.startswith("#"):
            return href
        try:
            scheme = urlsplit(href).scheme
        except ValueError:
            return ""
        return self.address(href) if href and scheme in SAFE_SCHEMES else ""

    @staticmethod
    def address(url):
        return absolute(url) if url.startswith("/") else url

    # --- notes ------------------------------------------------------------------------------------
    def note(self, identity):
        """A second call of the same note is a link to the first: both carry its number."""
        text = self.notes.get(identity)
        number = self.document.numbering.notes.get((self.document.key, identity))
        if text is None or number is None:
            return []
        if identity in self.called:
            again = tree.link(tree.words(str(number)), f"#note-{identity}", "note-again")
            return [{"t": "Superscript", "c": [again]}]
        self.called.add(identity)
        inside = prose.blocks(text, Unnoted(self)) or [tree.paragraph()]
        return [tree.span([tree.note(inside)], f"note-{identity}", "note")]

    # --- references -------------------------------------------------------------------------------
    def citation(self, pk, locator):
        entry = self.document.entries.get(int(pk)) if pk.isdecimal() else None
        if entry is None:
            return tree.words("" if locator in STARS else f"({locator})")
        self.cited[int(pk)] = entry
        said = entry.citation("" if locator in STARS else locator)
        return [tree.link(tree.words(said), f"#{entry.anchor}")]

    # --- passages ---------------------------------------------------------------------------------
    def passage(self, target, inside):
        """With its number of today; within this file, or at its address on the site."""
        found = self.document.passage(target)
        is_named = tree.text_of(inside).strip() not in STARS
        if found is None:
            return inside if is_named else []
        way, named = found
        words = inside if named.kind == "passage" and is_named else tree.words(named.words)
        key, _colon, anchor = target.partition(":")
        if key == self.document.key or key in self.printed:
            anchor = anchor or self.printed.get(key, "")
            return [tree.link(words, f"#{anchor}")]
        return [tree.link(words, self.address(way.url))]


class Unnoted:
    """Within a note: no note of a note."""

    def __init__(self, links):
        self.links = links

    def inlines(self, attrs, inside):
        return [] if attrs.get("linktype") == "note" else self.links.inlines(attrs, inside)


def with_targets(parts, others=()):
    """Each name once; a link to what is not in this file keeps its words and leads nowhere."""
    there = {f"#{name}" for name in others}
    for node in tree.walk(parts):
        attr = attributes_of(node)
        if attr and attr[0]:
            attr[0] = "" if f"#{attr[0]}" in there else attr[0]
            there.add(f"#{attr[0]}")
    for node in tree.walk(parts):
        if node["t"] == "Link" and node["c"][2][0].startswith("#") and node["c"][2][0] not in there:
            node["t"], node["c"] = "Span", [["", [], []], node["c"][1]]
    return parts


def attributes_of(node):
    place = {"Header": 1, "Div": 0, "Span": 0, "Figure": 0, "Table": 0}.get(node["t"])
    return None if place is None else node["c"][place]
