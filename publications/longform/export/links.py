"""Where the links of a text lead, on paper: whole addresses, notes, references, other passages."""

from urllib.parse import urlsplit

from cms.alternates import absolute
from cms.richtext import SAFE_SCHEMES

from ..references import Reference
from . import prose, tree

NO_LOCATOR = {"", "*"}


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
        if identity in self.called:
            number = tree.words(str(self.called[identity]))
            again = tree.link(number, f"#note-{identity}", "note-again")
            return [{"t": "Superscript", "c": [again]}]
        text = self.notes.get(identity)
        if text is None:
            return []
        self.called[identity] = len(self.called) + self.first_note
        inside = prose.blocks(text, Unnoted(self)) or [tree.paragraph()]
        return [tree.span([tree.note(inside)], f"note-{identity}", "note")]

    first_note = 1

    # --- references -------------------------------------------------------------------------------
    def citation(self, pk, locator):
        one = self.reference(pk)
        if one is None:
            return []
        said = one.called or one.title
        if locator not in NO_LOCATOR:
            said = f"{said}, {locator}"
        return [tree.link(tree.words(f"({said})"), f"#reference-{one.pk}")]

    def reference(self, pk):
        if not pk.isdigit():
            return None
        known = self.cited.get(int(pk)) or Reference.objects.filter(pk=int(pk)).first()
        if known:
            self.cited[known.pk] = known
        return known

    # --- passages ---------------------------------------------------------------------------------
    def passage(self, target, inside):
        key, _colon, anchor = target.partition(":")
        return [tree.link(inside, f"#{anchor}" if anchor else f"#{key}")]


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
