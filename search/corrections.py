"""*Did you mean*: the words of what was found that are nearest to the unknown ones typed."""

import re
from collections import Counter
from collections.abc import Iterable

from .language.folding import TO_PLAIN_SIGNS
from .language.parsing import Parsed, Term
from .language.spelling import allowed_mistakes, edits
from .language.stems import stem
from .language.words import ELISION, RUN, run
from .models import SearchDocument

LONGEST_TEXT = 4000


def suggestion(parsed: Parsed, rows: Iterable[SearchDocument]) -> str:
    """The query with its mistakes mended; empty if nothing near was found."""
    vocabulary = words_of(rows, parsed.language)
    written, changed = [], False
    for term in parsed.terms:
        mended = mend(term, vocabulary, parsed.language)
        changed = changed or bool(mended)
        written.append(("-" if term.is_excluded else "") + (mended or quoted(term)))
    return " ".join(written) if changed else ""


def quoted(term: Term) -> str:
    return f'"{term.written}"' if term.is_quoted else term.written


def words_of(rows, language: str) -> dict[str, tuple[int, str]]:
    """Each word as it is compared → how often it stands there, and how it is written."""
    counts: Counter = Counter()
    spelling: dict[str, str] = {}
    for row in rows:
        text = f"{row.title} {row.summary} {row.keywords} {row.labels} {row.body[:LONGEST_TEXT]}"
        for match in RUN.finditer(text.translate(TO_PLAIN_SIGNS)):
            found = run(match[0], language)
            if len(found.words) == 1:
                exact = found.words[0].exact
                counts[exact] += 1
                surface = ELISION.sub("", match[0]) if language == "fr" else match[0]
                spelling.setdefault(exact, surface if is_acronym(surface) else surface.lower())
    return {exact: (count, spelling[exact]) for exact, count in counts.items()}


def is_acronym(written: str) -> bool:
    return len(re.findall(r"[A-Z]", written)) > 1


def mend(term: Term, vocabulary: dict[str, tuple[int, str]], language: str) -> str:
    if term.is_quoted or term.is_excluded or term.is_known_name or len(term.words) != 1:
        return ""
    typed = term.words[0]
    allowed = allowed_mistakes(typed.exact)
    if not allowed or any(exact.startswith(typed.exact) for exact in vocabulary):
        return ""
    if any(stem(exact, language) == typed.stem for exact in vocabulary):
        return ""  # another form of the word is none of its corrections
    near = [
        (distance, -count, spelling)
        for exact, (count, spelling) in vocabulary.items()
        if (distance := edits(typed.exact, exact, allowed)) <= allowed
    ]
    return min(near)[2] if near else ""
