"""What copying from a PDF does to letters, undone before anything is read."""

import re
import unicodedata

from ..pieces import Finding, Reading, Status
from ..rich import excerpt

LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SPACES = str.maketrans(
    {"\u2002": " ", "\u2003": " ", "\u200a": " ", "\u2028": "\n", "\u2029": "\n"}
)
NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
TORN = re.compile(r"(f[fil]|ff[il]) (?=[a-zà-öø-ÿ])")
WHOLE = re.compile(r"(?:f[il]|ff[il])(?=[a-zà-öø-ÿ])")
SEEN_TORN = 5  # times, before it is a habit of the file and not a word that ends so
BOLD = re.compile(r"\*\*([^*]{1,400}?)\*\*", re.DOTALL)
ITALIC = re.compile(r"(?<![\w*])\*([^*\n]{1,400}?)\*(?![\w*])")
# Marks that no text holds; they become tags when the text is escaped.
MARKS = {"\ue000": "<b>", "\ue001": "</b>", "\ue002": "<i>", "\ue003": "</i>"}


def cleaned(text: str, reading: Reading) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(SPACES).translate(NOTHING)
    text = "".join(char for char in text if char >= " " or char in "\n\t\f")
    text = re.sub(r"[\ue000-\uf8ff](?=\s)", "•", text)  # bullets of fonts that nobody else has
    text = re.sub(r"[\ue000-\uf8ff]", "", text)
    text = unicodedata.normalize("NFC", text)
    text = without_ligatures(text, reading)
    text = mended_letters(text, reading)
    text = re.sub(r"\u00ad[ \t]*\n[ \t]*", "", text).replace("\u00ad", "")
    return with_marks(text, reading)


def without_ligatures(text: str, reading: Reading) -> str:
    count = sum(text.count(sign) for sign in LIGATURES)
    if count:
        for sign, letters in LIGATURES.items():
            text = text.replace(sign, letters)
        reading.findings.append(Finding("ligatures", Status.CHANGED, count=count))
    return text


def mended_letters(text: str, reading: Reading) -> str:
    """*fi* and *fl* were one sign in the PDF and came out with a space behind: `diffi cile`.

    Where that is a habit of the whole file, exactly one space goes after each of them.
    """
    torn = len(TORN.findall(text))
    if torn < SEEN_TORN or len(WHOLE.findall(text)) * 10 > torn:
        return text
    mended = re.sub(r"(ff?[il]) (?=[^\s—–«]|\s)", r"\1", text)
    examples = [text[max(0, match.start() - 12) : match.end() + 8] for match in TORN.finditer(text)]
    sample = "; ".join(" ".join(example.split()) for example in examples[:4])
    reading.findings.append(Finding("torn_letters", Status.CHANGED, "", sample, count=torn))
    return mended


def with_marks(text: str, reading: Reading) -> str:
    """Some programs copy bold and italic as stars."""
    if any(mark in text for mark in MARKS):
        return text
    bold = lambda match: f"\ue000{' '.join(match.group(1).split())}\ue001"  # noqa: E731
    text, bolds = BOLD.subn(bold, text)
    text, italics = ITALIC.subn("\ue002\\1\ue003", text)
    if bolds + italics:
        reading.findings.append(Finding("stars", Status.CHANGED, count=bolds + italics))
    return text


def tagged(escaped: str) -> str:
    """Stars as tags, closed where they were left open."""
    for mark, tag in MARKS.items():
        escaped = escaped.replace(mark, tag)
    for name in ("b", "i"):
        if escaped.count(f"<{name}>") != escaped.count(f"</{name}>"):
            escaped = escaped.replace(f"<{name}>", "").replace(f"</{name}>", "")
    return escaped


def bare(text: str) -> str:
    return excerpt("".join(char for char in text if char not in MARKS), 10_000)
