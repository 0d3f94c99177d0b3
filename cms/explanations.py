"""Finds the words of the glossary in a text: one look at each word, however many terms."""

import re
from collections import defaultdict
from functools import lru_cache

from django.utils.text import slugify

from .glossary import Term

WORD = re.compile(r"\w+")
# One character for one, so that a place in the folded text is the same place in the text.
ALIKE = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})
LONGEST_TITLE = 240

_address_of_page = None


def register_page(address):
    """`home` says where the glossary is read: `address(language, request)` gives a URL or None."""
    global _address_of_page
    _address_of_page = address


def fold(text):
    lower = text.translate(ALIKE).lower()
    return lower if len(lower) == len(text) else text.translate(ALIKE)


def names_among(synonyms):
    """Acronyms and proper names. The other synonyms are words people type, too common in a text."""
    lines = (line.strip() for line in synonyms.splitlines())
    return [line for line in lines if line[:1].isupper()]


class Glossary:
    """The terms explained in one language, and where that is."""

    def __init__(self, rows, url):
        self.url = url
        self.definitions = {anchor: definition for _names, anchor, definition in rows}
        self.by_first_word = index(tuple((names, anchor) for names, anchor, _text in rows))

    def find(self, text, known=frozenset()):
        """(start, end, anchor) of each term not yet known, the longest where several begin."""
        folded, plain, position = fold(text), text.translate(ALIKE), 0
        seen = set(known)
        for word in WORD.finditer(folded):
            if word.start() < position:
                continue
            for name, exact, anchor in self.by_first_word.get(word.group(), ()):
                end = word.start() + len(name)
                if not (plain if exact else folded).startswith(name, word.start()):
                    continue
                if WORD.match(folded, end):
                    continue  # Cocom begins Cocomité, and is not in it
                position = end
                if anchor not in seen:
                    seen.add(anchor)
                    yield word.start(), end, anchor
                break

    def title(self, anchor):
        text = " ".join(self.definitions[anchor].split())
        return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"


@lru_cache(maxsize=8)
def index(names_and_anchors):
    """First word → names that begin with it, longest first. Rebuilt when a term has changed."""
    found = defaultdict(list)
    for names, anchor in names_and_anchors:
        for name in filter(None, names):
            # AS is an acronym, "as" is a verb: capitals throughout are matched as they are.
            exact = name.isupper()
            key = name.translate(ALIKE) if exact else fold(name)
            if first := WORD.match(fold(name)):
                found[first.group()].append((key, exact, anchor))
    for names in found.values():
        names.sort(key=lambda entry: len(entry[0]), reverse=True)
    return dict(found)


def glossary(language, request=None):
    """One query. None where there is no page to lead to: a tooltip alone is no explanation."""
    url = _address_of_page(language, request) if _address_of_page else None
    if not url:
        return None
    fields = ("term_fr", f"term_{language}", f"synonyms_{language}", f"definition_{language}")
    rows = [
        ((term, *names_among(synonyms)), slugify(french), definition)
        for french, term, synonyms, definition in Term.objects.explained(language).values_list(
            *fields
        )
    ]
    return Glossary(rows, url) if rows else None
