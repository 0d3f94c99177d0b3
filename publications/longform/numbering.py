"""The numbers of a whole publication, from the outlines of its pages in their order.

Pure: pages, exports and checks number alike. A page is known by its key (its translation key, the
same in both languages).
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .blocks.codes import is_code

COUNTED = ("table", "figure")  # numbered through the publication; the others bring their number


@dataclass(frozen=True)
class Named:
    """Something one can refer to."""

    kind: str  # chapter, heading, proposition, table, figure, sheet, analysis, speech, passage
    number: str = ""
    text: str = ""

    @property
    def label(self):
        """As it stands before its own title or caption: *Table 3*."""
        if self.kind == "table":
            return _("Table %(number)s") % {"number": self.number}
        if self.kind == "figure":
            return _("Figure %(number)s") % {"number": self.number}
        return self.number

    @property
    def words(self):
        """As a text refers to it, in the reader's language."""
        pattern = {
            "chapter": _("chapter %(number)s"),
            "heading": _("section %(number)s"),
            "proposition": _("proposition %(number)s"),
            "table": _("table %(number)s"),
            "figure": _("figure %(number)s"),
        }.get(self.kind)
        if self.number and pattern:
            named_already = self.kind == "heading" and not is_code(self.number)  # Workshop 4
            return self.number if named_already else pattern % {"number": self.number}
        return _("“%(title)s”") % {"title": self.text} if self.text else _("this passage")


@dataclass
class Numbering:
    notes: dict = field(default_factory=dict)  # (key, id of the note) → number
    calls: dict = field(default_factory=dict)  # (key, id of the note) → how often it is called
    first_note: dict = field(default_factory=dict)  # key → number of the first note of that page
    objects: dict = field(default_factory=dict)  # (key, anchor) → Named

    def notes_of(self, key):
        """(number, id of the note, how often it is called), in order."""
        return [
            (number, note, self.calls[key, note])
            for (page, note), number in self.notes.items()
            if page == key
        ]

    def named(self, key, anchor=""):
        return self.objects.get((key, anchor))


def number(pages):
    """`pages`: (key, title, outline) in reading order, the publication itself first."""
    numbering, counts = Numbering(), Counter()
    for place, (key, title, outline) in enumerate(pages):
        named = Named("chapter", str(place) if place else "", title)
        numbering.objects[key, ""] = named
        _number_notes(numbering, key, outline.get("notes", ()))
        _name_passages(numbering, key, title, outline)
        for one in outline.get("objects", ()):
            label = one["number"]
            if one["kind"] in COUNTED:
                counts[one["kind"]] += 1
                label = str(counts[one["kind"]])
            numbering.objects[key, one["anchor"]] = Named(one["kind"], label, one["text"])
    return numbering


def _number_notes(numbering, key, calls):
    numbering.first_note[key] = len(numbering.notes) + 1
    for note in calls:
        numbering.notes.setdefault((key, note), len(numbering.notes) + 1)
        numbering.calls[key, note] = numbering.calls.get((key, note), 0) + 1


def _name_passages(numbering, key, title, outline):
    """Headings by their number; a paragraph by the heading above it."""
    headings = {one["anchor"]: one for one in outline.get("headings", ())}
    above = title
    for anchor in outline.get("anchors", ()):
        if heading := headings.get(anchor):
            above = heading["text"]
            numbering.objects[key, anchor] = Named("heading", heading["number"], above)
        else:
            numbering.objects[key, anchor] = Named("passage", "", above)
