"""What Word and LibreOffice keep beside the text, which pandoc passes over: it is told."""

import re
import zipfile
from pathlib import Path

from ..checks import Format
from ..pieces import Finding, Status

MOST_READ = 40 * 1024 * 1024


def findings(path: Path, form: Format) -> list[Finding]:
    with zipfile.ZipFile(path) as opened:
        names = opened.namelist()
        text = part(opened, "word/document.xml" if form is Format.DOCX else "content.xml")
        if form is Format.DOCX:
            return of_word(opened, names, text)
        tracked = len(re.findall(rb"<text:changed-region\b", text))
        comments = len(re.findall(rb"<office:annotation\b", text))
        return told(tracked, comments, len(re.findall(rb"<draw:text-box\b", text)), 0)


def of_word(opened, names, text) -> list[Finding]:
    tracked = len(re.findall(rb"<w:(?:ins|del)\b", text))
    comments = len(re.findall(rb"<w:comment\b", part(opened, "word/comments.xml")))
    boxes = len(re.findall(rb"<w:txbxContent\b", text))
    edges = [name for name in names if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    full = sum(1 for name in edges if re.search(rb"<w:t[ >]", part(opened, name)))
    return told(tracked, comments, boxes, full)


def told(tracked, comments, boxes, edges) -> list[Finding]:
    counted = [
        ("tracked_changes", Status.UNCERTAIN, tracked),
        ("comments", Status.CHANGED, comments),
        ("text_boxes", Status.UNCERTAIN, boxes),
        ("headers_footers", Status.CHANGED, edges),
    ]
    return [Finding(code, status, count=count) for code, status, count in counted if count]


def part(opened, name) -> bytes:
    try:
        entry = opened.getinfo(name)
    except KeyError:
        return b""
    return opened.read(entry) if entry.file_size <= MOST_READ else b""


def is_contents_line(inlines) -> bool:
    """A line of a table of contents: a link to a heading, and nothing else."""
    links = [node for node in inlines if node["t"] == "Link"]
    others = [node for node in inlines if node["t"] not in ("Link", "Space", "SoftBreak", "Span")]
    return bool(links) and not others and all("_Toc" in link["c"][2][0] for link in links)
