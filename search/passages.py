"""The few lines of a text where the words asked for stand, marked and safe to show."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .language.folding import TO_PLAIN_SIGNS, same_length_fold
from .language.parsing import Parsed, Term
from .language.stopwords import STOPWORDS
from .language.words import ELISION, RUN, Run, Word, denied_joined, run

LENGTH = 240  # characters of a passage
BEFORE = 60  # of which at most so many stand before the first marked word
MOST_TRIES = 40
Span = tuple[int, int]


class Passages:
    """Made once per search; `of` is called for each hit."""

    def __init__(self, parsed: Parsed):
        self.language = parsed.language
        names = [name for term in parsed.required for name in sought(term, parsed.language)]
        alone = [name[0] for name in names if len(name) == 1]
        self.together = {tuple(word.stem for word in name) for name in names if len(name) > 1}
        self.stems = {word.stem for word in alone}
        self.roots = {word.root for word in alone}
        self.starts = tuple({word.exact for word in alone if len(word.exact) > 2})
        beginnings = {beginning(name[0]) for name in names}
        likely = map(loosely, sorted(beginnings, key=len, reverse=True))
        self.beginnings = re.compile("|".join(likely)) if names else None

    def of(self, summary: str, body: str) -> tuple[SafeString, int | None]:
        """The summary if the words stand there, else the best part of the text and where it is."""
        for text in (summary, body):
            start, spans = self.best_part(text)
            if spans:
                return self.shown(text, start, spans), spans[0][0] if text is body else None
        return self.shown(summary or body, 0, []), None

    def title(self, text: str) -> SafeString:
        return marked(text, self.spans(text))

    def best_part(self, text: str) -> tuple[int, list[Span]]:
        """The part that holds most of the words asked for; the first of equals."""
        best: tuple[int, list[Span]] = (0, [])
        most, seen_to = 0, -1
        for start in self.likely(text):
            if start < seen_to:
                continue
            start = word_start(text, max(0, start - BEFORE))
            seen_to = start + LENGTH
            spans = [(a + start, b + start) for a, b in self.spans(text[start:seen_to])]
            different = len({text[a:b].lower() for a, b in spans})
            if different > most:
                most, best = different, (start, spans)
        return best

    def likely(self, text: str) -> list[int]:
        """Letters are compared first: analysing every word of a long text would cost more."""
        if self.beginnings is None:
            return []
        found = self.beginnings.finditer(same_length_fold(text))
        return [match.start() for match, _try in zip(found, range(MOST_TRIES), strict=False)]

    def spans(self, text: str) -> list[Span]:
        matches = list(RUN.finditer(denied_joined(text)))
        found = {at for at, match in enumerate(matches) if self.is_wanted(match[0])}
        if self.together:
            found |= self.names_in([run(match[0], self.language) for match in matches])
        return [span_of(match) for at, match in enumerate(matches) if at in found]

    def names_in(self, read: list[Run]) -> set[int]:
        """Where words stand that only together are another name of what was asked."""
        small = STOPWORDS[self.language]
        words = [(at, word) for at, one in enumerate(read) for word in one.words]
        found = set()
        for name in self.together:
            for start in range(len(words) - len(name) + 1):
                part = words[start : start + len(name)]
                if tuple(word.stem for _at, word in part) == name:
                    found |= {at for at, word in part if word.exact not in small}
        return found

    def is_wanted(self, written: str) -> bool:
        found = run(written, self.language)
        return any(
            word.stem in self.stems
            or word.root in self.roots
            or (self.starts and word.exact.startswith(self.starts))
            for word in (*found.words, *found.also)
        )

    def shown(self, text: str, start: int, spans: list[Span]) -> SafeString:
        end = start + LENGTH
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + LENGTH // 2)
        inside = [(a - start, b - start) for a, b in spans if b <= end]
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return mark_safe(before + marked(text[start:end], inside) + after)  # noqa: S308


def sought(term: Term, language: str) -> Iterator[tuple[Word, ...]]:
    """What may be marked: each word asked for, small ones only where they are all there is; its
    other names, whole.
    """
    told = [word for word in term.words if word.exact not in STOPWORDS[language]]
    for word in [*term.also, *(told or term.words)]:
        yield (word,)
    yield from term.other_names
    yield from term.meanings


def marked(text: str, spans: list[Span]) -> SafeString:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    return mark_safe("".join([*pieces, escape(text[at:])]))  # noqa: S308 - every piece is escaped


def span_of(match: re.Match) -> Span:
    """Without the article before an apostrophe."""
    elided = ELISION.match(match[0].translate(TO_PLAIN_SIGNS).lower())
    return match.start() + (elided.end() if elided else 0), match.end()


def beginning(word: Word) -> str:
    pairs = enumerate(zip(*word, strict=False))
    same = next((at for at, letters in pairs if len(set(letters)) > 1), min(map(len, word)))
    return word.exact[:same] or word.exact


def loosely(letters: str) -> str:
    """cpas is written C.P.A.S. too, and sansabri sans-abri; oe may be one sign."""
    loose = "[-. ]?".join(map(re.escape, letters))
    return loose.replace("o[-. ]?e", "(?:o[-. ]?e|œ)").replace("a[-. ]?e", "(?:a[-. ]?e|æ)")


def word_start(text: str, at: int) -> int:
    """Not in the middle of a word."""
    if at == 0 or at >= len(text):
        return 0
    return text.find(" ", at, at + BEFORE) + 1 or at
