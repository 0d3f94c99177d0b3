"""Pictures inside a document, and no others: nothing is ever fetched from an address."""

import base64
import binascii
import io
import warnings
import zipfile
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
MOST = 200
FORMATS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
FOLDERS = ("word/", "")


def of_archive(path: Path, target: str) -> bytes | None:
    """A picture of a .docx or .odt, by the name the text gives it."""
    name = unquote(target).lstrip("./")
    try:
        with zipfile.ZipFile(path) as opened:
            for folder in FOLDERS:
                try:
                    entry = opened.getinfo(folder + name)
                except KeyError:
                    continue
                return opened.read(entry) if entry.file_size <= MOST_BYTES else None
    except (zipfile.BadZipFile, OSError):
        pass
    return None


def of_address(target: str) -> bytes | None:
    """A picture written inside its own address, as web pages do."""
    head, _comma, data = target.partition(",")
    if not head.startswith("data:image/") or ";base64" not in head:
        return None
    if len(data) > MOST_BYTES * 4 // 3:
        return None
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return None


def extension_of(data: bytes) -> str:
    """Which of the known kinds it is, by looking into it; empty for what is not taken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return ""
                picture.verify()
                return FORMATS.get(picture.format or "", "")
    except Exception:  # whatever a forged picture makes Pillow say
        return ""
