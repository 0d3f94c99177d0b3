"""Pandoc's tree → pieces, in one walk."""

import re
from pathlib import Path

from django.utils.translation import gettext as _

from cms.tabular import Refused

from ... import pandoc
from .. import counting, doubts
from ..checks import Format, text_of
from ..numbers import split_number
from ..pieces import Finding, Kind, Piece, Reading, Status
from ..rich import CALL, excerpt, plain
from . import notes_of_pages, office, pictures, tables
from .inlines import Inlines

READERS = {
    Format.DOCX: "docx",
    Format.ODT: "odt",
    Format.HTML: "html-smart",
    Format.MARKDOWN: (
        "markdown-smart-raw_tex-citations-tex_math_dollars-example_lists"
        "-auto_identifiers+gfm_auto_identifiers"
    ),
}
DEEPEST = 5
LONGEST_HEADING = 250


def read(path: Path, form: Format, seconds: int = pandoc.SECONDS):
    """The document and its pictures: `(Reading, {name: bytes})`."""
    path = in_utf8(path, form)
    try:
        tree = pandoc.ast(path, READERS[form], seconds)
        return Reader(path, form).document(tree)
    except pandoc.PandocTooSlow as error:
        raise Refused(
            _(
                "This document is too large or too tangled to be read in a reasonable time. "
                "Bring it in several parts."
            )
        ) from error
    except pandoc.PandocFailed as error:
        raise Refused(
            _(
                "This document could not be read: it is damaged or was not copied whole. Open it "
                "in the program that wrote it, save it again and bring that."
            )
        ) from error
    except RecursionError as error:
        raise Refused(
            _("This document is nested beyond reason: it could not be read as a text.")
        ) from error


def in_utf8(path: Path, form: Format) -> Path:
    """Pandoc reads one encoding; the copy stands beside the file, in the same private folder."""
    if form not in (Format.HTML, Format.MARKDOWN):
        return path
    text = text_of(path)
    if form is Format.HTML:
        text = re.sub(r"(?i)<meta[^>]*charset[^>]*>", "", text)
    copy = path.with_suffix(".utf8")
    copy.write_text(text, encoding="utf-8")
    return copy


class Reader:
    def __init__(self, path, form):
        self.path = path
        self.form = form
        self.reading = Reading()
        self.pictures = {}
        self.inlines = Inlines(self.reading, self.rich_blocks)
        self.pieces = self.reading.pieces
        self.waiting_calls = []  # notes called by a heading: the next passage calls them
        self.keys = 0
        self.placed = 0  # findings that know their passage

    def key(self) -> str:
        self.keys += 1
        return str(self.keys)

    def document(self, tree):
        blocks = tree["blocks"]
        if self.form is Format.HTML:
            blocks = notes_of_pages.restored(unwrapped_title(blocks))
        self.reading.counts = dict(counting.in_source(blocks))
        if "title" in tree["meta"]:
            self.reading.title = self.meta_text(tree["meta"]["title"])
        for block in blocks:
            self.block(block)
        self.settle()
        return self.reading, self.pictures

    def settle(self):
        if self.waiting_calls:
            self.add(Kind.PARAGRAPH, f"<p>{''.join(self.waiting_calls)}</p>")
        if self.form in (Format.DOCX, Format.ODT):
            self.reading.findings += office.findings(self.path, self.form)
        for kind, count in self.inlines.counted.items():
            self.reading.findings.append(
                Finding(f"plain_{kind.lower()}", Status.CHANGED, count=count)
            )
        doubts.look(self.reading)

    def meta_text(self, node) -> str:
        content = node.get("c")
        if node["t"] == "MetaInlines":
            return self.inlines.plain(content)
        if node["t"] == "MetaBlocks":
            return self.plain_blocks(content)
        return content if isinstance(content, str) else ""

    # --- blocks ---------------------------------------------------------------------------------
    def block(self, node):
        kind, content = node["t"], node.get("c")
        match kind:
            case "Header":
                self.heading(*content)
            case "Para" | "Plain":
                self.paragraph(content)
            case "BulletList" | "OrderedList":
                self.list(node)
            case "DefinitionList":
                for term, meanings in content:
                    self.paragraph([{"t": "Strong", "c": term}])
                    for meaning in meanings:
                        for each in meaning:
                            self.block(each)
            case "BlockQuote":
                self.quotation(content)
            case "Table":
                for piece in tables.read(node, self):
                    self.pieces.append(piece)
                self.take_pictures()
            case "Figure":
                self.figure(content)
            case "Div":
                self.division(content)
            case "LineBlock":
                lines = [self.inlines.write(line) for line in content]
                self.add(Kind.PARAGRAPH, f"<p>{'<br/>'.join(lines)}</p>")
            case "CodeBlock":
                self.paragraph([{"t": "Str", "c": content[1]}])
            case "RawBlock":
                self.inlines.raw(content)

    def add(self, kind, text="", **fields) -> Piece:
        piece = Piece(self.key(), kind, text, **fields)
        piece.anchors += self.inlines.take_names()
        if self.waiting_calls and kind != Kind.HEADING:
            before = piece.text
            for call in self.waiting_calls:
                piece.text = at_end_of_first(piece.text, call)
            self.waiting_calls = []
            self.reading.findings.append(
                Finding("note_of_heading", Status.CHANGED, piece.key, excerpt(before))
            )
        self.pieces.append(piece)
        self.place_findings(piece)
        self.take_pictures()
        return piece

    def place_findings(self, piece):
        """What was found while a passage was written is about that passage."""
        for finding in self.reading.findings[self.placed :]:
            finding.piece = finding.piece or piece.key
        self.placed = len(self.reading.findings)

    def heading(self, level, attr, inlines):
        html = self.inlines.write(inlines)
        words = plain(html)
        calls = [match.group(0) for match in CALL.finditer(html)]
        if not words:
            self.waiting_calls += calls
            self.take_pictures()
            return
        number, text = split_number(words)
        if len(text) > LONGEST_HEADING:
            piece = self.add(Kind.PARAGRAPH, f"<p><b>{html}</b></p>")
            self.reading.findings.append(
                Finding("long_heading", Status.UNCERTAIN, piece.key, excerpt(html))
            )
            return
        piece = self.add(Kind.HEADING, text, level=min(level, DEEPEST), number=number)
        if level > DEEPEST:
            self.reading.findings.append(
                Finding("deep_heading", Status.CHANGED, piece.key, words, str(level))
            )
        piece.anchors += [attr[0]] if attr[0] else []
        self.waiting_calls += calls
        bare = CALL.sub("", html)
        if "<a " in bare:
            self.reading.findings.append(
                Finding("link_in_heading", Status.UNCERTAIN, piece.key, words)
            )
        elif "<" in bare:
            self.reading.findings.append(Finding("plain_heading", Status.CHANGED, piece.key, words))

    def paragraph(self, inlines):
        if office.is_contents_line(inlines):
            self.reading.findings.append(
                Finding("contents_dropped", Status.CHANGED, "", self.inlines.plain(inlines))
            )
            return
        html = trimmed(self.inlines.write(inlines))
        if not plain(html) and "<a " not in html:
            self.take_pictures()
            return
        self.add(Kind.PARAGRAPH, f"<p>{html}</p>")

    def list(self, node):
        start = node["c"][0][0] if node["t"] == "OrderedList" else 1
        if start != 1:
            self.numbered(node["c"][1], start)
        else:
            self.add(Kind.LIST, self.rich_list(node))

    def numbered(self, items, start):
        """A list that does not begin at 1: its numbers are quoted, so each item keeps its own."""
        for number, item in enumerate(items, start):
            text = self.rich_blocks(item)
            piece = self.add(Kind.PROPOSITION, text, number=str(number))
            self.reading.findings.append(
                Finding("list_from", Status.UNCERTAIN, piece.key, excerpt(text), str(number))
            )

    def quotation(self, blocks):
        """Plain words make a quotation; what holds notes, links or emphasis stays a text."""
        html = self.rich_blocks(blocks)
        inner = re.sub(r"</?p>|<br/>", "", html)
        if "<" in inner:
            piece = self.add(Kind.PARAGRAPH, html)
            self.reading.findings.append(
                Finding("rich_quotation", Status.UNCERTAIN, piece.key, excerpt(html))
            )
        else:
            self.add(Kind.QUOTATION, html)

    def division(self, content):
        (name, _classes, _pairs), blocks = content
        if name:
            self.inlines.named.append(name)
        for block in blocks:
            self.block(block)

    def figure(self, content):
        _attr, caption, blocks = content
        words = " ".join(self.plain_blocks(caption[1]).split())
        before = len(self.pieces)
        for block in blocks:
            self.block(block)
        figures = [piece for piece in self.pieces[before:] if piece.kind == Kind.FIGURE]
        if figures:
            figures[-1].title = words
        elif words:
            self.paragraph([{"t": "Str", "c": words}])

    # --- pictures -------------------------------------------------------------------------------
    def take_pictures(self):
        for target, description in self.inlines.take_pictures():
            self.picture(target, description)

    def picture(self, target, description):
        inside = target.startswith("data:")
        data = pictures.of_address(target) if inside else pictures.of_archive(self.path, target)
        extension = pictures.extension_of(data) if data else ""
        if not extension or len(self.pictures) >= pictures.MOST:
            code = "picture_refused" if data else "picture_elsewhere"
            where = _("inside the document") if inside else target[:160]
            self.reading.findings.append(Finding(code, Status.UNCERTAIN, "", where))
            return
        name = f"{len(self.pictures) + 1}.{extension}"
        self.pictures[name] = data
        piece = Piece(self.key(), Kind.FIGURE, picture=name, description=description)
        self.pieces.append(piece)
        if not description:
            self.reading.findings.append(
                Finding("no_description", Status.UNCERTAIN, piece.key, name)
            )

    # --- texts of several blocks ----------------------------------------------------------------
    def rich_blocks(self, blocks) -> str:
        return "".join(self.rich_block(block) for block in blocks)

    def rich_block(self, node) -> str:
        match node["t"]:
            case "Para" | "Plain":
                html = trimmed(self.inlines.write(node["c"]))
                return f"<p>{html}</p>" if html else ""
            case "Header":
                return f"<p><b>{self.inlines.write(node['c'][2])}</b></p>"
            case "BulletList" | "OrderedList":
                return self.rich_list(node)
            case "Div" | "Figure":
                return self.rich_blocks(node["c"][-1])
            case "BlockQuote":
                return self.rich_blocks(node["c"])
            case "LineBlock":
                return f"<p>{'<br/>'.join(self.inlines.write(line) for line in node['c'])}</p>"
            case "CodeBlock":
                return self.rich_block({"t": "Para", "c": [{"t": "Str", "c": node["c"][1]}]})
            case "DefinitionList":
                parts = [
                    self.rich_block({"t": "Para", "c": [{"t": "Strong", "c": term}]})
                    + "".join(self.rich_blocks(meaning) for meaning in meanings)
                    for term, meanings in node["c"]
                ]
                return "".join(parts)
            case "Table":
                pieces = tables.read(node, self)
                self.pieces += pieces
                self.reading.findings.append(
                    Finding("table_lifted", Status.UNCERTAIN, pieces[0].key)
                )
        return ""

    def rich_list(self, node) -> str:
        ordered = node["t"] == "OrderedList"
        items = node["c"][1] if ordered else node["c"]
        tag = "ol" if ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{self.item(item)}</li>' for item in items)}</{tag}>"

    def item(self, blocks) -> str:
        """One passage, then the lists under it: an item of rich text holds no paragraphs."""
        html = self.rich_blocks(blocks)
        html = re.sub(r"</p>\s*<p>", "<br/>", html)
        return html.replace("<p>", "").replace("</p>", "")

    def cell(self, blocks, inner) -> str:
        """A table inside a cell becomes a table of its own, named where it was."""
        parts = []
        for block in blocks:
            if block["t"] == "Table":
                inner += tables.read(block, self)
                parts.append(f"<p>{_('See the table below.')}</p>")
            else:
                parts.append(self.rich_block(block))
        return "".join(parts)

    def plain_blocks(self, blocks) -> str:
        return plain(self.rich_blocks(blocks))


def trimmed(html: str) -> str:
    return re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", html)


def at_end_of_first(html: str, call: str) -> str:
    for end in ("</p>", "</li>"):
        if end in html:
            return html.replace(end, call + end, 1)
    return html + call


def unwrapped_title(blocks: list) -> list:
    """Pandoc writes the title of a page as a heading of its own; so do others, as the first one."""
    first = blocks[0] if blocks else None
    if first and first["t"] == "Div" and first["c"][0][0] == "title-block-header":
        return [*first["c"][1], *blocks[1:]]
    return blocks
