"""What long documents are made of: the blocks of any page, and those that only they need."""

from .body import LongformBody, Notes

__all__ = ["LongformBody", "Notes"]
