"""Facts become blocks. Each has an identity made of its place, so that it is known again later."""

import uuid
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

NAMESPACE = uuid.UUID("8f0a4c8e-51c7-4d53-9d0a-2b1f6a5f7b60")
LONGEST_CELL = 300


@dataclass
class Writer:
    """Collects the blocks of one page; `place` names it: the year, the language, the chapter."""

    place: str
    blocks: list = field(default_factory=list)

    def add(self, name, kind, value):
        """`name` is what the block is about: it stays the same however many come before it."""
        self.blocks.append({"type": kind, "value": value, "id": self.identity(name)})

    def identity(self, name):
        return str(uuid.uuid5(NAMESPACE, f"{self.place}:{name}"))

    def heading(self, name, text, level=2):
        self.add(f"{name}.heading", "heading", {"text": text[:140], "level": str(level)})

    def paragraph(self, name, *texts):
        paragraphs = format_html_join("", "<p>{}</p>", ((text,) for text in texts if text))
        self.add(f"{name}.text", "paragraph", str(paragraphs))

    def points(self, name, texts):
        items = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
        self.add(f"{name}.points", "paragraph", str(format_html("<ul>{}</ul>", items)))

    def to_complete(self, name, what):
        """A place that only people can fill: set apart, so that none is forgotten."""
        value = {
            "kind": "attention",
            "title": _("To complete"),
            "text": str(format_html("<p>{}</p>", what)),
        }
        self.add(f"{name}.to-complete", "callout", value)

    def table(self, name, caption, columns, rows):
        cells = [{"values": [str(cell)[:LONGEST_CELL] for cell in row]} for row in rows]
        value = {
            "table": {
                "caption": caption,
                "columns": [{"type": "text", "heading": heading} for heading in columns],
                "rows": cells,
            },
            "first_column_names_rows": True,
            "source": source(),
        }
        self.add(f"{name}.table", "table", value)

    def figures(self, name, year, figures):
        """Pairs of a number and of what it is; nothing where nothing was counted."""
        items = [
            {
                "type": "item",
                "id": self.identity(f"{name}.{place}"),
                "value": {
                    "value": number,
                    "unit": "",
                    "text": text[:140],
                    "year": year,
                    "scope": scope[:140],
                    "source": source(),
                },
            }
            for place, (number, text, scope) in enumerate(figures)
        ]
        if items:
            self.add(f"{name}.figures", "key_figures", {"figures": items[:6]})


def source():
    return _("Counted by the site on %(day)s") % {"day": date_format(timezone.localdate())}
