"""What may be opened at all. Each refusal is a sentence for the person who chose the file.

Nothing here trusts the name of a file, nor what an archive says about itself.
"""

import re
import struct
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from cms.tabular import Refused

MB = 1024 * 1024
MOST_BYTES = 20 * MB
MOST_UNPACKED = 120 * MB
MOST_ENTRIES = 2000
MOST_TEXT = 4 * MB  # of HTML, Markdown, plain text: some 2,000 pages

# What the library says of an archive that is not one, or of which some bytes were changed.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
ODT = b"application/vnd.oasis.opendocument.text"


class Format(StrEnum):
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"  # plain, or pasted


EXTENSIONS = {
    ".docx": Format.DOCX,
    ".odt": Format.ODT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
}


def recognise(path: Path, name: str) -> Format:
    """The format of a file, if it is safe to read; `Refused` says why not."""
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    size = path.stat().st_size
    if size == 0:
        raise Refused(_("This file is empty."))
    if size > MOST_BYTES:
        raise Refused(
            _(
                "This file weighs %(size)d MB; %(limit)d MB is the most. Make its pictures "
                "lighter, or bring it in several parts."
            )
            % {"size": size // MB, "limit": MOST_BYTES // MB}
        )
    with path.open("rb") as file:
        start = file.read(64)
    if start.startswith(ZIP):
        return _expected(extension, archive(path, extension))
    refuse_other_programs(path, start, extension)
    wanted = EXTENSIONS.get(extension)
    if wanted in (Format.DOCX, Format.ODT):
        raise Refused(
            _(
                "This file is damaged or was not copied whole: it is not the document that its "
                "name says. Open it in the program that wrote it, save it again and bring that."
            )
        )
    if wanted is None:
        raise Refused(
            _(
                "Only .docx, .odt, .html, .md and .txt can be read. Open the document in the "
                "program that wrote it and save it as .docx or .odt."
            )
        )
    text_of(path)  # refuses what is no text
    return wanted


def refuse_other_programs(path: Path, start: bytes, extension: str) -> None:
    if start.startswith(PDF):
        raise Refused(
            _(
                "This is a PDF. Open it, select all, copy, and paste its text in the field below: "
                "the report will say what has to be mended."
            )
        )
    if start.startswith(OLD_OFFICE):
        if ENCRYPTED_OFFICE in path.read_bytes():
            raise Refused(locked())
        raise Refused(
            _("This is a document of an old Word (.doc). Open it and save it as .docx or .odt.")
        )
    if start.startswith(b"{\\rtf"):
        raise Refused(_("This is a document in RTF. Open it and save it as .docx or .odt."))


def locked() -> str:
    return _("This document is protected by a password. Save it without one and bring it again.")


def _expected(extension: str, found: Format) -> Format:
    if EXTENSIONS.get(extension) is not found:
        raise Refused(
            _(
                "The name of this file ends with “%(named)s”, but what it holds is a .%(found)s. "
                "Give it the right name and bring it again."
            )
            % {"named": extension or _("nothing"), "found": found.value}
        )
    return found


def archive(path: Path, extension: str) -> Format:
    """A document of Word or LibreOffice: looked through before anything opens it."""
    try:
        with zipfile.ZipFile(path) as opened:
            entries = opened.infolist()
            check_names(entries)
            check_macros(entries, extension)
            check_sizes(opened, entries)
            return kind_of(opened, {entry.filename for entry in entries})
    except Refused:
        raise
    except UNREADABLE as error:
        raise Refused(
            _("This file stops in the middle or is damaged: it was not copied whole.")
        ) from error


def check_names(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(unusual())
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Refused(unusual())
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        tricky = entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[:1]
        link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if tricky or link or "\x00" in entry.filename:
            raise Refused(unusual())
        if entry.flag_bits & 0x1:
            raise Refused(locked())


def unusual() -> str:
    return _(
        "This file is built in a way that no text document is: it was refused for safety. Open it "
        "in the program that wrote it, save it as a new file and bring that."
    )


def check_macros(entries: list[zipfile.ZipInfo], extension: str) -> None:
    names = [entry.filename.lower() for entry in entries]
    macros = any(
        name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names
    )
    if macros or extension in (".docm", ".dotm"):
        raise Refused(
            _(
                "This document holds macros (small programs), which are never taken in. Save it as "
                ".docx or .odt without macros and bring that."
            )
        )


def check_sizes(opened: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """By unpacking it: what an archive says about its own size may be a lie."""
    left = MOST_UNPACKED
    if sum(entry.file_size for entry in entries) > left:
        raise Refused(too_large())
    for entry in entries:
        with opened.open(entry) as file:
            start = b""
            while chunk := file.read(1 << 18):
                start = start or chunk
                left -= len(chunk)
                if left < 0:
                    raise Refused(too_large())
        declares = b"<!DOCTYPE" in start[:4096] or b"<!ENTITY" in start[:4096]
        if declares and entry.filename.endswith((".xml", ".rels")):
            raise Refused(unusual())


def too_large() -> str:
    return _(
        "Unpacked, this file would take more than %(limit)d MB: it was refused for safety. Make "
        "its pictures lighter and bring it again."
    ) % {"limit": MOST_UNPACKED // MB}


def kind_of(opened: zipfile.ZipFile, names: set[str]) -> Format:
    if "mimetype" in names and opened.read("mimetype").strip() == ODT:
        manifest = opened.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise Refused(locked())
        if "content.xml" in names:
            return Format.ODT
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return Format.DOCX
    raise Refused(
        _("This is an archive or a document of another kind, not a text: bring a .docx or an .odt.")
    )


def text_of(path: Path) -> str:
    """The text of a file, whatever wrote it: UTF-8, or what Windows and old pages use here."""
    data = path.read_bytes()
    if len(data) > MOST_TEXT:
        raise Refused(
            _("This text is longer than %(limit)d MB: bring it in several parts.")
            % {"limit": MOST_TEXT // MB}
        )
    for encoding in encodings(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text and printable(text):
            return text
    raise Refused(_("This is not a text: it may be another kind of file that was given this name."))


def encodings(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    told = re.search(rb"charset\s*=\s*[\"']?([\w-]{3,20})", data[:2048])
    return ["utf-8-sig", *([told.group(1).decode("ascii")] if told else []), "cp1252"]


def printable(text: str) -> bool:
    """Control characters in number are a picture or a program, not words."""
    odd = sum(1 for char in text if (char < " " and char not in "\t\n\r\f\v") or char == "\x7f")
    return odd * 200 <= len(text)
