"""Which files an authority may deposit, judged by what is in them and not by their name."""

import re
import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MAX_FILES = 5
MAX_SIZE = 10 * 1024 * 1024
MAX_TOGETHER = 18 * 1024 * 1024  # deploy/nginx.conf lets 20 MB through
NAMES = {"pdf": "pdf", "docx": "docx", "odt": "odt", "png": "png", "jpg": "jpg", "jpeg": "jpg"}
ACCEPT = ",".join(f".{name}" for name in NAMES)
SIGNS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
ODT = b"application/vnd.oasis.opendocument.text"
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


def kind_of(file):
    """`pdf`, `docx`, … by its first bytes; None if it is nothing that we take."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for sign, kind in SIGNS.items():
        if head.startswith(sign):
            return kind
    return kind_of_archive(file) if head.startswith(b"PK\x03\x04") else None


def kind_of_archive(file):
    """A text of an office program, without the small programs that may hide in one."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if any("vbaProject" in name or name.startswith("Basic/") for name in names):
                return None
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size == len(ODT):
                return "odt" if archive.read("mimetype") == ODT else None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        pass
    finally:
        file.seek(0)
    return None


def check(file):
    """The kind of a file we take; else a sentence that says what to do."""
    name = clean_name(file.name)
    if file.size > MAX_SIZE:
        raise ValidationError(
            _("%(name)s is too large (%(size)s). The limit is %(limit)s for one file.")
            % {
                "name": name,
                "size": filesizeformat(file.size),
                "limit": filesizeformat(MAX_SIZE),
            }
        )
    if not file.size:
        raise ValidationError(_("%(name)s is empty.") % {"name": name})
    kind = kind_of(file)
    if kind is None or NAMES.get(extension_of(name)) != kind:
        raise ValidationError(
            _("%(name)s is not a file we can take: PDF, Word (docx), OpenDocument, PNG or JPEG.")
            % {"name": name}
        )
    return kind


def extension_of(name):
    return PurePath(name).suffix.lower().lstrip(".")


def clean_name(name):
    name = UNSAFE.sub(" ", name or "").strip(" .") or "file"
    stem, dot, end = name.rpartition(".")
    return f"{stem[:120]}{dot}{end[:10]}" if dot else name[:130]
