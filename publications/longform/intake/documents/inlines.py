"""Words within a passage: pandoc's inlines → rich text as it is stored."""

from html import escape
from urllib.parse import urlsplit

from ..pieces import Finding, Status
from ..rich import call, excerpt, plain

SAFE = {"http", "https", "mailto", "tel"}
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
SAME_NOTE = 25  # characters from which two notes that say the same are one called twice
INNER = "passage:"  # a link within the document, until the anchors are known


class Inlines:
    """Collects notes, pictures and what could not be kept while it writes."""

    def __init__(self, reading, note_text):
        self.reading = reading
        self.note_text = note_text  # blocks of a note → rich text
        self.pictures = []  # (target, description) seen since somebody took them
        self.known_notes = {}
        self.counted = {}

    def write(self, inlines) -> str:
        return "".join(self.one(inline) for inline in inlines or [])

    def plain(self, inlines) -> str:
        return plain(self.write(inlines))

    def one(self, node) -> str:
        kind, content = node["t"], node.get("c")
        match kind:
            case "Str":
                return escape(content, quote=False)
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "<br/>"
            case "Emph":
                return self.wrapped("i", content)
            case "Strong":
                return self.wrapped("b", content)
            case "Quoted":
                return self.quoted(*content)
            case "Superscript" | "Subscript":
                return self.shifted(kind, content)
            case "Link":
                return self.link(content[1], content[2][0])
            case "Image":
                return self.image(content[1], content[2][0])
            case "Note":
                return self.note(content)
            case "Span":
                return self.span(content)
            case "Cite":
                return self.write(content[1])
            case "Code":
                return escape(content[1], quote=False)
            case "Math":
                self.found("formula", Status.UNCERTAIN, content[1])
                return escape(content[1], quote=False)
            case "RawInline":
                return self.raw(content)
            case "Strikeout":
                words = self.write(content)
                self.found("struck", Status.UNCERTAIN, words)
                return words
            case "Underline" | "SmallCaps":
                self.counted[kind] = self.counted.get(kind, 0) + 1
                return self.write(content)
        return ""

    def found(self, code, status, before="", after=""):
        self.reading.findings.append(Finding(code, status, "", excerpt(before), excerpt(after)))

    def wrapped(self, tag, inlines):
        words = self.write(inlines)
        if not plain(words):
            return words
        # Emphasis within the same emphasis says nothing more.
        words = words.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
        return f"<{tag}>{words}</{tag}>"

    def quoted(self, kind, inlines):
        marks = ("“", "”") if kind["t"] == "DoubleQuote" else ("‘", "’")
        return f"{marks[0]}{self.write(inlines)}{marks[1]}"

    def shifted(self, kind, inlines):
        """Figures have signs of their own; letters (1er, 2e) are read as well on the line."""
        words = self.write(inlines)
        figures = RAISED if kind == "Superscript" else LOWERED
        if words and all(ord(char) in figures for char in words):
            return words.translate(figures)
        return words

    def link(self, inlines, target):
        words = self.write(inlines)
        if not plain(words):
            return words
        if "<a " in words:
            return words
        if target.startswith("#"):
            name = escape(target[1:], quote=True)
            return f'<a linktype="passage" id="{INNER}{name}">{words}</a>'
        try:
            scheme = urlsplit(target).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme not in SAFE:
            self.found("link_lost", Status.UNCERTAIN, words, target)
            return words
        return f'<a href="{escape(target, quote=True)}">{words}</a>'

    def image(self, inlines, target):
        self.pictures.append((target, self.plain(inlines)))
        return ""

    def note(self, blocks):
        text = self.note_text(blocks)
        words = plain(text)
        if len(words) >= SAME_NOTE and text in self.known_notes:
            key = self.known_notes[text]
            self.found("note_twice", Status.CHANGED, text)
            return call(key)
        key = f"n{len(self.reading.notes) + 1}"
        self.reading.notes[key] = text
        self.known_notes[text] = key
        if not words:
            self.found("note_empty", Status.UNCERTAIN, key)
        return call(key)

    def span(self, content):
        (name, classes, _pairs), inlines = content
        if "anchor" in classes or (name and not inlines):
            self.named.append(name)
        return self.write(inlines)

    def raw(self, content):
        self.found("raw", Status.CHANGED, content[1])
        return ""

    @property
    def named(self):
        if not hasattr(self, "_named"):
            self._named = []
        return self._named

    def take_pictures(self):
        pictures, self.pictures = self.pictures, []
        return pictures

    def take_names(self):
        names, self._named = list(self.named), []
        return names
