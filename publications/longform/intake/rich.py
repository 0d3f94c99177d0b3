"""Small questions about rich text as it is stored."""

import re
from html import escape, unescape

TAG = re.compile(r"<[^>]+>")
CALL = re.compile(r'<a linktype="note" id="([^"]+)">\*</a>')
BREAK = re.compile(r"<br\s*/?>|</(?:p|li|ul|ol|blockquote)>")
LONGEST_EXCERPT = 160


def call(key: str) -> str:
    return f'<a linktype="note" id="{key}">*</a>'


def calls(html: str) -> list[str]:
    return CALL.findall(html)


def plain(html: str) -> str:
    """Its words, on one line; calls of notes are no words."""
    text = TAG.sub("", BREAK.sub(" ", CALL.sub("", html)))
    return " ".join(unescape(text).split())


def excerpt(html: str, length: int = LONGEST_EXCERPT) -> str:
    text = plain(html)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def inside(html: str) -> str:
    """Without the paragraph around it, if it is one paragraph."""
    one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4] if one else html


def append_call(html: str, key: str) -> str:
    """Calls a note at the end of the first passage of a text."""
    for end in ("</p>", "</li>"):
        if end in html:
            before, after = html.split(end, 1)
            return f"{before}{call(key)}{end}{after}"
    return f"{html}{call(key)}"
