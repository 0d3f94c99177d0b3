"""Case, accents, ligatures, apostrophes and the many ways to write a telephone number."""

import re
import unicodedata

APOSTROPHES = "'’‘ʼ′`´"
HYPHENS = "-‐‑‒–"
LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ĳ": "ij", "ø": "o", "ł": "l"}
TO_PLAIN_SIGNS = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))

# A number written in groups: 02 123.45.67, +32 (0)2/123 45 67, 10 30.
NUMBER = re.compile(r"(?<![\d.])(?:\+|00)?\(?\d[\d\s./()+-]*\d(?!\w)")
COUNTRY = re.compile(r"^(?:\+|00)\s*32\s*(?:\(0\))?")
# The same in a text, found faster: documents are long, queries are short.
DIGITS = re.compile(r"\d[\d\s./()+-]*")
GROUP = re.compile(r"\d+")
SHORTEST_NUMBER = 3


def fold(text: str) -> str:
    """Lower case, no accents, no ligatures. May change the length of the text."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    for ligature, letters in LIGATURES.items():
        lowered = lowered.replace(ligature, letters)
    parts = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in parts if not unicodedata.combining(char))


class LetterForLetter(dict):
    """Filled as letters are met; `str.translate` then runs at the speed of C."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        self[code] = found = folded if len(folded) == 1 else char.lower()[:1]
        return found


_letters = LetterForLetter()


def same_length_fold(text: str) -> str:
    """Like `fold`, so that a position found here is one of the text itself."""
    return text.translate(_letters)


def digits_of(written: str) -> str:
    """A telephone number as it is dialled inside Belgium; any other number without its spaces."""
    national = COUNTRY.sub("0", written.strip())
    return re.sub(r"\D", "", national)


def numbers_in(text: str) -> list[str]:
    """Every number of the text, whole and by its longer groups."""
    found: list[str] = []
    for match in DIGITS.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        written = match[0].rstrip(" ./()+-\n")
        found.append(digits_of("+" + written if before == "+" else written))
        if not written.isdigit():
            found += [group for group in GROUP.findall(written) if len(group) > SHORTEST_NUMBER]
    return [number for number in dict.fromkeys(found) if len(number) >= SHORTEST_NUMBER]
