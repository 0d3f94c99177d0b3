"""What an index holds of a document, whatever the engine.

Words come here already cut (`search.language`), so that queries, passages and documents agree on
what a word is; an index only splits at spaces.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date as Day

from ..language.folding import fold, numbers_in
from ..language.words import analyse
from ..models import SearchDocument
from ..query import KIND

VERSION = "8"  # of these rules and those of `search.language`: another one rebuilds every index

WHOLE_TITLE = "title_whole"
TITLE_EXACT, TITLE, NAMES, HEAD = "title_exact", "title_stems", "names", "head"
LABELS = "labels"
EXACT, STEMS, ROOTS, NUMBERS = "exact", "stems", "roots", "numbers"
IN_ORDER = (TITLE_EXACT, EXACT, STEMS)  # where phrases are looked for
COUNTED = (TITLE, NAMES, HEAD, LABELS, ROOTS)  # where it matters how often a word stands
FACET, MARK, EXPIRES, ID = "facet", "mark", "expires", "id"
RANK, DAY, ALPHABET, CHECKED = "rank", "day", "alphabet", "checked"
STAND_IN = "_stand-in"  # the mark of a text in the other language

LONGEST_ORDER = 120  # characters of a title, to sort by
SEPARATORS = re.compile(r"[^a-z0-9]+")
LAST_DAY = Day.max.toordinal()
NEVER = 2**40  # seconds: later than any expiry
LOWEST_RANK, HIGHEST_RANK = 0.1, 8.0


def texts(row: SearchDocument) -> dict[str, list[str]]:
    """Several values of a field are kept apart: a phrase never runs from one into the next."""
    written = row.written or row.language
    title, summary, body = (analyse(text, written) for text in (row.title, row.summary, row.body))
    keywords, labels = (analyse(text, row.language) for text in (row.keywords, row.labels))
    found: dict[str, list[str]] = defaultdict(list)
    found[WHOLE_TITLE].append(title.exact)
    found[TITLE_EXACT].append(title.exact)
    found[TITLE].append(title.stems)
    found[NAMES].append(keywords.exact)
    # A part of a word says less than the word: *werk* in *welzijnswerk* is no *werk*.
    head = (summary.stems, keywords.stems, title.also_stems, summary.also_stems)
    found[HEAD].append(" ".join(filter(None, head)))
    found[LABELS].append(labels.stems)
    for part in (title, summary, keywords, labels, body):
        if part.exact:
            found[EXACT].append(part.exact)
            found[STEMS].append(part.stems)
            found[ROOTS].append(part.roots)
        if part.also_exact:
            found[EXACT].append(part.also_exact)
            found[STEMS].append(part.also_stems)
    for text in (row.title, row.summary, row.keywords, row.labels, row.body):
        if numbers := numbers_in(text):
            found[NUMBERS].append(" ".join(numbers))
    return found


def facets(row: SearchDocument) -> Iterator[str]:
    yield f"{KIND}={row.kind}"
    for name, codes in row.facets.items():
        for code in codes:
            yield f"{name}={code}"


def marks(row: SearchDocument) -> list[str]:
    return [*row.marks, STAND_IN] if row.is_stand_in else row.marks


def expires(row: SearchDocument) -> int:
    return int(row.expires.timestamp()) if row.expires else NEVER


def day(row: SearchDocument) -> int:
    return row.date.toordinal() if row.date else 0


def rank(row: SearchDocument) -> float:
    return min(max(row.rank, LOWEST_RANK), HIGHEST_RANK)


def alphabet(row: SearchDocument) -> str:
    return SEPARATORS.sub(" ", fold(row.title)).strip()[:LONGEST_ORDER]


def recent_first(row: SearchDocument) -> str:
    """Days counted from the last one backwards, so that names may follow in their own order."""
    before_the_end = LAST_DAY - row.checked.toordinal() if row.checked else LAST_DAY
    return f"{before_the_end:07} {alphabet(row)}"
