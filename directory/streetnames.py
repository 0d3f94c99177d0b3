"""Names of streets as people write them: *r. de l'exemple 12*, *Voorbeeldstr.*, *exemple*."""

import re
from typing import NamedTuple

from search.language.folding import TO_PLAIN_SIGNS, fold
from search.language.spelling import allowed_mistakes, edits

TYPES = {
    "rue", "r", "avenue", "av", "ave", "boulevard", "bd", "bld", "boul", "chaussee", "ch", "chee",
    "place", "pl", "quai", "square", "sq", "clos", "allee", "impasse", "passage", "parvis",
    "sentier", "chemin", "route", "drève", "dreve", "cite", "cour", "rond", "point", "galerie",
    "straat", "str", "laan", "ln", "plein", "steenweg", "stwg", "kaai", "dreef", "gang", "weg",
    "lei", "hof", "markt", "voorplein", "gaanderij", "pad",
}  # fmt: skip
SMALL = {"de", "du", "des", "d", "la", "le", "les", "l", "van", "den", "der", "het", "t", "aan"}
ENDINGS = re.compile(r"(?<=\w{3})(?:straat|str|laan|plein|steenweg|kaai|dreef|gang|weg|lei|hof)$")
WORD = re.compile(r"[a-z0-9]+")
POSTCODE = re.compile(r"\b(?:b\s?-\s?)?([1-9]\d{3})\b")
NUMBER = re.compile(r"(?<=\s)(\d{1,4})(?!\d)\s*(?:[a-z]{1,2}\b)?(?:\s*(?:bte|boite|bus|b)\s*\w+)?")


class Typed(NamedTuple):
    """An address as far as it could be read."""

    name: str  # folded, without number and postcode
    number: int | None
    postcode: str
    whole: str = ""  # with its number, if there is one: it may belong to the name

    @property
    def readings(self) -> list["Typed"]:
        """*Place du 11 novembre* is not number 11 of a place."""
        return [self, Typed(self.whole, None, self.postcode)] if self.whole else [self]


def read(text: str) -> Typed:
    folded = fold(text.translate(TO_PLAIN_SIGNS))
    _street, comma, rest = folded.partition(",")
    postcode = POSTCODE.search(rest) if comma else None
    postcode = postcode or next(reversed([*POSTCODE.finditer(folded)]), None)
    without = folded.replace(postcode[0], " ") if postcode else folded
    whole = " ".join(WORD.findall(without))
    number = next(reversed([*NUMBER.finditer(f" {without}")]), None)
    name = whole
    if number:
        start, end = number.span()
        padded = f" {without}"
        name = " ".join(WORD.findall(f"{padded[:start]} {padded[end:]}"))
    if not number or not name:
        return Typed(whole, None, postcode[1] if postcode else "")
    return Typed(name, int(number[1]), postcode[1] if postcode else "", whole)


def key(name: str) -> str:
    """What tells a street from another: without its kind, its articles, its accents."""
    words = WORD.findall(fold(name.translate(TO_PLAIN_SIGNS)))
    telling = [word for word in words if word not in TYPES and word not in SMALL] or words
    return " ".join([*telling[:-1], ENDINGS.sub("", telling[-1])]) if telling else ""


def mistakes_allowed(name: str) -> int:
    return max((allowed_mistakes(word) for word in name.split()), default=0)


def is_like(name: str, typed: str) -> bool:
    """The same but for a slip of the finger."""
    allowed = mistakes_allowed(typed)
    return edits(name, typed, allowed) <= allowed
