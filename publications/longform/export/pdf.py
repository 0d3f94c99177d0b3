"""A manuscript as an accessible PDF: paper.typ draws the tree, which it reads as data."""

from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.paper import cleaned, typeset

from .manuscript import Manuscript
from .tree import walk

TEMPLATE = Path(__file__).with_name("paper.typ").read_text(encoding="utf-8")
FEW = 3  # headings that need no contents


def make(manuscript: Manuscript) -> bytes:
    with translation.override(manuscript.language):
        return typeset(TEMPLATE, data_of(manuscript), manuscript.pictures, manuscript.published_on)


def data_of(one: Manuscript) -> dict:
    levels = [node["c"][0] for node in walk(one.blocks) if node["t"] == "Header"]
    return {
        "title": cleaned(one.title).strip() or _("Untitled"),
        "whole": one.whole,
        "running": one.whole or one.title,
        "kind": one.kind,
        "lang": one.language,
        "lead": one.lead,
        "authors": [one.authors] if one.authors else [],
        "facts": facts_of(one),
        "address": one.address,
        "citation": one.citation,
        "cover": one.cover or None,
        "first-note": one.first_note,
        "contents": len(levels) > FEW,
        "chapters": not one.whole and levels.count(1) > 1,
        "blocks": one.blocks,
        "bibliography": one.bibliography,
        "words": {
            "contents": _("Contents"),
            "bibliography": _("Bibliography"),
            "cite": _("How to quote this"),
        },
    }


def facts_of(one: Manuscript) -> list[str]:
    day = date_format(one.published_on, "F Y") if one.published_on else ""
    publisher = "" if one.publisher == one.authors else one.publisher
    return [fact for fact in (one.authors, publisher, day) if fact]
