"""A document on paper: from a Typst template and data to an accessible PDF (PDF/UA-1).

    pdf = typeset(template, {"title": …, "language": "fr"}, {"cover.jpg": picture})

The template is ours and reads `json("data.json")`; what people wrote is data and is never parsed as
markup. It is made by another process, in a folder of its own outside of which it reads nothing,
within a limit of time and memory. It takes from 0.2 seconds up: long documents go to a task.
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
PRESS = HERE / "press.py"
SECONDS = 120
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?")
RESERVED = {"main.typ", "data.json", "out.pdf"}

# PDF/UA wants a letter for every character. What no font has becomes a square, in a second round;
# each round names what it misses, in groups, so a few are enough. Last resort, also where rare
# scripts make the typesetter stumble: only the scripts one reads here.
MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
SQUARE = "□"
ROUNDS = 6
CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
CONTROLS |= dict.fromkeys(range(0xD800, 0xE000)) | {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
LATIN = r"\t\n\x20-\x7e\xa0-\xac\xae-\u017f\u2010-\u2027\u202f-\u203a\u20ac"
RARE = re.compile(rf"[^{LATIN}\u0391-\u03c9\u0410-\u044f\u05d0-\u05ea\u0621-\u064a]")


class CannotTypeset(Exception):
    """Too long, too large, or a fault of the template; the message is for the log."""


def typeset(source: str, data: object, files: dict[str, bytes] | None = None, day=None) -> bytes:
    """`files` are pictures and other templates, by plain name; `day` is written in the PDF."""
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        (folder / "main.typ").write_text(source, encoding="utf-8")
        for file, content in (files or {}).items():
            if not NAME.fullmatch(file) or file in RESERVED:
                raise ValueError(f"not a plain name: {file!r}")
            (folder / file).write_bytes(content)
        return printed(folder, json.dumps(cleaned(data), ensure_ascii=False), day)


def printed(folder: Path, text: str, day: date | None) -> bytes:
    for round_left in reversed(range(ROUNDS)):
        (folder / "data.json").write_text(text, encoding="utf-8")
        complaints = press(folder, day)
        if not complaints:
            return (folder / "out.pdf").read_bytes()
        before, text = text, in_letters_we_have(text, complaints, last=round_left <= 1)
        if text == before:
            break
    raise CannotTypeset(complaints)


def press(folder: Path, day: date | None) -> str:
    """What went wrong; nothing if `out.pdf` is there."""
    command = [sys.executable, "-I", str(PRESS), str(FONTS), day.isoformat() if day else ""]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, nothing from outside
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"not finished after {SECONDS} seconds"
    said = done.stderr.decode("utf-8", "replace").strip()
    return (said or f"ended with {done.returncode}") if done.returncode else ""


def in_letters_we_have(text: str, complaints: str, last: bool) -> str:
    missing = {letter for found in MISSING.findall(complaints) for letter in spelled(found)}
    if last or not missing:
        return RARE.sub(SQUARE, text)
    return text.translate({ord(letter): SQUARE for letter in missing if ord(letter) > 0x7E})


def spelled(found: str) -> str:
    """Typst writes what cannot be seen as `\\u{200b}`."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found)


def cleaned(data):
    """Without what is no text: controls, halves of pairs."""
    if isinstance(data, str):
        return data.translate(CONTROLS)
    if isinstance(data, dict):
        return {cleaned(key): cleaned(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [cleaned(value) for value in data]
    return data
