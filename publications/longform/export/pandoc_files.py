"""A manuscript as Word and as EPUB: the tree goes to pandoc as it is, pictures inside of it."""

import base64
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.paper import cleaned

from .. import pandoc
from . import tree
from .manuscript import Manuscript
from .reference import reference_document

VERSION = [1, 23, 1]  # of the tree
TYPES = {"jpg": "image/jpeg", "png": "image/png"}
FIRST_PICTURE = re.compile(r'(<item id="[^"]*" href="media/file0\.[a-z]+")')
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
FILE_TITLE = re.compile(r"<title>ch\d+\.xhtml</title>")
NOTE_CALL = re.compile(r'<a [^>]*epub:type="noteref".*?</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
STYLE = Path(__file__).with_name("epub.css")


def word(manuscript: Manuscript) -> bytes:
    with translation.override(manuscript.language), TemporaryDirectory(prefix="word-") as name:
        folder = Path(name)
        (folder / "reference.docx").write_bytes(reference_document())
        day = date_format(manuscript.published_on, "F Y") if manuscript.published_on else ""
        more = {"subtitle": manuscript.whole or manuscript.kind, "date": day}
        given = source_of(manuscript, more, [])
        return pandoc.run(
            *("-f", "json", "-t", "docx", "-o", "-", "--reference-doc", "reference.docx"),
            given=given,
            folder=folder,
        )


def epub(manuscript: Manuscript) -> bytes:
    with translation.override(manuscript.language):
        given = source_of(manuscript, accessibility(manuscript), cover_of(manuscript))
        options = ("--toc", "--toc-depth=3", "--split-level=1", "--epub-title-page=false")
        book = pandoc.run("-f", "json", "-t", "epub3", "-o", "-", *options, given=given)
        return dressed(book, has_cover=bool(manuscript.cover))


def cover_of(one: Manuscript) -> list:
    picture = [tree.paragraph(tree.image(one.cover, ""))] if one.cover else []
    return [*picture, *([tree.paragraph(*tree.words(one.authors))] if one.authors else [])]


def dressed(book: bytes, has_cover: bool) -> bytes:
    """Our style in place of pandoc's, and the first picture named as the cover: its sandbox takes
    neither. What comes first in the file stays first."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".css"):
                content = STYLE.read_bytes()
            elif entry.filename.endswith(".opf"):
                content = described(content.decode(), has_cover)
            elif entry.filename.endswith(".xhtml"):
                content = titled(content.decode())
            new.writestr(entry, content)
    return made.getvalue()


def described(package: str, has_cover: bool) -> str:
    if has_cover:
        package = FIRST_PICTURE.sub(r'\1 properties="cover-image"', package, count=1)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return package.replace("1970-01-01T00:00:00Z", now)


def titled(page: str) -> str:
    """By its heading, where pandoc writes the name of the file."""
    if heading := HEADING.search(page):
        title = " ".join(TAG.sub("", NOTE_CALL.sub("", heading[1])).split())
        return FILE_TITLE.sub(lambda _found: f"<title>{title}</title>", page, count=1)
    return page


def accessibility(one: Manuscript) -> dict:
    """What shops and readers are told (EPUB Accessibility 1.1)."""
    modes = ["textual", "visual"] if one.pictures else ["textual"]
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "alternativeText"]
    return {
        "identifier": one.address,
        "rights": "",
        "accessModes": modes,
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": features,
        "accessibilityHazards": ["none"],
        "accessibilitySummary": _(
            "Headings, lists, tables, notes and pictures are marked as what they are."
        ),
    }


def source_of(one: Manuscript, more: dict, before: list) -> bytes:
    meta = {
        "title": cleaned(one.title).strip() or _("Untitled"),
        "author": [one.authors] if one.authors else [],
        "publisher": one.publisher,
        "date": one.published_on.isoformat() if one.published_on else "",
        "lang": one.html_lang,
        "description": one.lead,
        **more,
    }
    document = {
        "pandoc-api-version": VERSION,
        "meta": {name: meta_value(value) for name, value in meta.items() if value},
        "blocks": with_pictures([*before, *front(one), *one.blocks, *back(one)], one.pictures),
    }
    return json.dumps(cleaned(document)).encode()


def meta_value(value):
    if isinstance(value, list):
        return {"t": "MetaList", "c": [meta_value(one) for one in value]}
    return {"t": "MetaInlines", "c": tree.words(value)}


def front(one):
    day = date_format(one.published_on, "F Y") if one.published_on else ""
    publisher = "" if one.publisher == one.authors else one.publisher
    facts = " · ".join(fact for fact in (publisher, day) if fact)
    address = tree.link(tree.words(one.address), one.address)
    lead = [tree.box([tree.paragraph(*tree.words(one.lead))], custom_style="Lead")]
    return [
        *([tree.paragraph(*tree.words(facts))] if facts else []),
        tree.paragraph(address),
        *(lead if one.lead else []),
    ]


def back(one):
    found = []
    if one.bibliography:
        title = tree.words(_("Bibliography"))
        found += [tree.heading(1, title, "bibliography"), *one.bibliography]
    title = tree.heading(1, tree.words(_("How to quote this")), "quote")
    return [*found, title, tree.paragraph(*tree.words(one.citation))]


def inside(name, pictures):
    kind = TYPES[name.rpartition(".")[2]]
    return f"data:{kind};base64,{base64.b64encode(pictures[name]).decode()}"


def with_pictures(node, pictures):
    """A copy with each picture inside: the sandbox opens no other file."""
    if isinstance(node, list):
        return [with_pictures(part, pictures) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Image":
        attr, alt, (name, title) = node["c"]
        return {"t": "Image", "c": [attr, alt, [inside(name, pictures), title]]}
    return {key: with_pictures(value, pictures) for key, value in node.items()}
