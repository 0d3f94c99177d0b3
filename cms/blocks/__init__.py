"""What pages are made of. One module per subject; `BodyBlock` puts them together."""

from .body import BodyBlock

__all__ = ["BodyBlock"]
