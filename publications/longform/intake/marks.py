"""Rich text ⇄ text with a few marks, for a plain field that needs no script.

*italic*  **bold**  [words](address)  [^3] the call of note 3  - an item  1. a numbered item
"""

import re
from html import escape, unescape

from .rich import CALL, call

SPECIAL = re.compile(r"([\\*\[\]])")
TOKEN = re.compile(r"<[^>]+>|[^<]+")
ITEM = re.compile(r"^(\s*)(?:[-•]|(\d{1,3})[.)])\s+(.*)$")
INLINE = re.compile(
    r"\\(?P<escaped>.)|\[\^(?P<note>[\w-]+)\]|\[(?P<words>[^\]\n]+)\]\((?P<address>[^)\s]+)\)"
    r"|\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*",
    re.DOTALL,
)
NEW_LINE = "\ue020"  # a break inside a passage, written as two spaces and a slash


def to_marks(html: str) -> str:
    out: list[str] = []
    lists: list[list] = []  # [tag, items so far]
    links: list[str] = []
    for token in TOKEN.findall(CALL.sub(r'<note id="\1">', html)):
        if not token.startswith("<"):
            out.append(SPECIAL.sub(r"\\\1", unescape(token)))
            continue
        name = re.match(r"</?(\w+)", token)
        tag, closes = (name.group(1) if name else ""), token.startswith("</")
        if tag == "note":
            out.append(f"[^{token.split(chr(34))[1]}]")
        elif tag in ("b", "strong"):
            out.append("**")
        elif tag in ("i", "em"):
            out.append("*")
        elif tag == "br":
            out.append(" //\n")
        elif tag == "a":
            link(token, closes, out, links)
        elif tag in ("ul", "ol"):
            if not closes:
                lists.append([tag, 0])
            elif lists:
                lists.pop()
                out.append("" if lists else "\n\n")
        elif tag == "li" and not closes:
            begin_item(out, lists)
        elif tag == "p" and closes:
            out.append("\n\n")
    text = "".join(out)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def link(token: str, closes: bool, out: list[str], links: list[str]) -> None:
    if closes:
        out.append(f"]({links.pop() if links else ''})")
        return
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', token))
    out.append("[")
    inner = attributes.get("linktype") and f"{attributes['linktype']}:{attributes.get('id', '')}"
    links.append(inner or unescape(attributes.get("href", "")))


def begin_item(out: list[str], lists: list[list]) -> None:
    depth = max(len(lists) - 1, 0)
    if not lists:
        return
    lists[-1][1] += 1
    mark = "-" if lists[-1][0] == "ul" else f"{lists[-1][1]}."
    if out and not out[-1].endswith("\n"):
        out.append("\n")
    out.append(f"{'  ' * depth}{mark} ")


def from_marks(text: str, notes) -> str:
    """`notes` are the keys that exist: the call of another one stays as words."""
    html = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = part.split("\n")
        if lines and all(ITEM.match(line) for line in unbroken(lines)):
            html.append(items(unbroken(lines), notes))
        elif part.strip():
            html.append(f"<p>{inline(' '.join(unbroken(lines)), notes)}</p>")
    return "".join(html)


def unbroken(lines: list[str]) -> list[str]:
    """Lines ended by // go on: a break inside one passage."""
    found: list[str] = []
    for line in lines:
        if found and (found[-1].endswith(" //") or found[-1] == "//"):
            found[-1] = found[-1][:-2].rstrip() + NEW_LINE + line.strip()
        elif line.strip():
            found.append(line)
    return found


def items(lines: list[str], notes) -> str:
    out: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for line in lines:
        match = ITEM.match(line)
        depth, tag = len(match.group(1)) // 2, "ol" if match.group(2) else "ul"
        depth = min(depth, len(open_lists))
        while len(open_lists) > depth + 1:
            out.append(f"</li></{open_lists.pop()[1]}>")
        if len(open_lists) == depth + 1:
            out.append("</li>")
        else:
            open_lists.append((depth, tag))
            out.append(f"<{tag}>")
        out.append(f"<li>{inline(match.group(3), notes)}")
    while open_lists:
        out.append(f"</li></{open_lists.pop()[1]}>")
    return "".join(out)


def inline(text: str, notes) -> str:
    out, place = [], 0
    for match in INLINE.finditer(text):
        out.append(escape(text[place : match.start()], quote=False))
        out.append(marked(match, notes))
        place = match.end()
    out.append(escape(text[place:], quote=False))
    return "".join(out).replace(NEW_LINE, "<br/>")


def marked(match: re.Match, notes) -> str:
    if match["escaped"] is not None:
        return escape(match["escaped"], quote=False)
    if match["note"]:
        known = match["note"] in notes
        return call(match["note"]) if known else escape(match.group(0), quote=False)
    if match["words"]:
        return linked(match["words"], match["address"], notes)
    tag, words = ("b", match["bold"]) if match["bold"] else ("i", match["italic"])
    return f"<{tag}>{inline(words, notes)}</{tag}>"


def linked(words: str, address: str, notes) -> str:
    inner = inline(words, notes)
    if address.startswith("passage:"):
        return f'<a linktype="passage" id="{escape(address.removeprefix("passage:"))}">{inner}</a>'
    if re.match(r"(?i)(?:https?://|mailto:|tel:)", address):
        return f'<a href="{escape(address)}">{inner}</a>'
    return escape(f"[{words}]({address})", quote=False)
