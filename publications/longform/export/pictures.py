"""A picture in the size of paper, as bytes."""

import logging
from dataclasses import dataclass

from wagtail.images.exceptions import InvalidFilterSpecError
from willow.image import UnrecognisedImageFormatError

log = logging.getLogger(__name__)

SPECS = {"jpg": "max-1400x1400|format-jpeg|jpegquality-80", "png": "max-1400x1400|format-png"}
DRAWN = {"png", "gif"}  # drawings rather than photographs: a JPEG would blur them


@dataclass(frozen=True)
class Picture:
    name: str
    content: bytes


def of(image, name):
    """Nothing if the file is gone or broken: the document is made without it."""
    kind = "png" if image.file.name.rpartition(".")[2].lower() in DRAWN else "jpg"
    try:
        made = image.get_rendition(SPECS[kind])
        with made.file.open("rb") as file:
            return Picture(f"{name}.{kind}", file.read())
    except (OSError, ValueError, InvalidFilterSpecError, UnrecognisedImageFormatError):
        log.warning("picture %s is left out of a document", image.pk, exc_info=True)
        return None
