"""A whole region of plainly fictitious organisations: 300 and more, the same at each run.

The hand-written ones (`corpus.yaml`, `region/twins.yaml`) have what a query is about; the families
of `region/*.yaml` make the crowd in which it must be found. Five of each family are drawn from
stocks of names, streets and neighbourhoods, some of them in one language only, as in life.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from django.utils.text import slugify

from cms.glossary import Term
from search.changes import to_row
from search.documents import Document
from search.language.stopwords import without_articles
from search.models import SearchDocument

HERE = Path(__file__).parent
FAMILIES = ("housing", "money", "health", "ages", "learning")
OF_EACH = 5
LANGUAGES = ("fr", "nl")
ONE_LANGUAGE = {5: "fr", 11: "nl"}  # of each seventeen


@cache
def read(name: str):
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def rows() -> list[SearchDocument]:
    """The documents of the whole region, as the registry would write them."""
    return [*handwritten("corpus.yaml"), *handwritten("region/twins.yaml"), *crowd()]


def handwritten(name: str) -> Iterator[SearchDocument]:
    for key, entry in read(name).items():
        for code in LANGUAGES:
            if code not in entry:
                continue
            title, summary, body, keywords = entry[code]
            document = Document(
                kind=entry["kind"],
                language=code,
                title=title,
                url=f"/{code}/{key}/",
                summary=summary,
                body=body,
                keywords=" ".join([*names_of(entry, code), keywords, entry.get("phone", "")]),
                labels=" ".join([*entry.get("address", ()), "1030"] if "address" in entry else ()),
                date=entry.get("date"),
                facets={"theme": entry["themes"]},
            )
            yield to_row(f"contract.{entry['kind']}:{key}", document)


def names_of(entry, language) -> list[str]:
    """An organisation is found by its names in both languages, as the directory does it."""
    if entry["kind"] != "organisation":
        return []
    names = {code: entry[code][0] for code in LANGUAGES if code in entry}
    return [
        name if code == language else without_articles(name, code) for code, name in names.items()
    ]


def crowd() -> Iterator[SearchDocument]:
    for member in everybody():
        for code in LANGUAGES:
            if ONE_LANGUAGE.get(member.number % 17, code) == code:
                yield to_row(f"contract.organisation:{member.key}", member.document(code))


def everybody() -> Iterator["Member"]:
    number = 0
    for family_number, (family, facts) in enumerate(families().items(), 1):
        for place in range(OF_EACH):
            number += 1
            yield Member(family, facts, family_number, place, number)


@cache
def families() -> dict[str, dict]:
    return {key: facts for name in FAMILIES for key, facts in read(f"region/{name}.yaml").items()}


@cache
def members() -> dict[str, tuple[str, ...]]:
    """What a query means by `@family` or `@the-name`: the crowd, and who says to belong to it."""
    found = defaultdict(list)
    for member in everybody():
        found[member.family].append(member.key)
        found[slugify(member.name[0])].append(member.key)
    for name in ("corpus.yaml", "region/twins.yaml"):
        for key, entry in read(name).items():
            for family in entry.get("families", ()):
                found[family].append(key)
    return {key: tuple(keys) for key, keys in found.items()}


class Member:
    """One of a family: which of the stocks it draws follows from its number."""

    def __init__(self, family: str, facts: dict, family_number: int, place: int, number: int):
        stocks = read("region/names.yaml")
        self.family, self.key = family, f"{family}-{place + 1}"
        self.facts, self.place, self.number, self.stocks = facts, place, number, stocks
        self.name = drawn(stocks["names"], number)
        self.street = drawn(stocks["streets"], number * 5)
        self.house = 2 + number * 7 % 180
        self.neighbourhood = drawn(stocks["neighbourhoods"], number * 3)
        self.hours = drawn(stocks["hours"], number)
        self.phone = f"02 000 {family_number:02} {place + 1:02}"

    def title(self, language: int) -> str:
        """Every other one is called by a name that says nothing of what it does."""
        called = drawn(self.facts["called"], self.place // 2)[language]
        return self.name[language] if self.place % 2 else f"{called} {self.name[language]}"

    def summary(self, language: int) -> str:
        said = drawn(self.facts["says"], self.place)[language]
        if self.place % 2:
            return f"{drawn(self.facts['called'], self.place // 2)[language]}. {said}"
        return said

    def services(self, language: int) -> Iterator[str]:
        """All but one of them, another one each time, unless there are few."""
        offers = self.facts["offers"]
        for at, offer in enumerate(offers):
            if len(offers) < 3 or at != self.place % len(offers):
                yield offer[language]

    def document(self, code: str) -> Document:
        at = LANGUAGES.index(code)
        french, dutch, postcode = self.neighbourhood
        names = [
            self.title(at),
            without_articles(self.title(1 - at), LANGUAGES[1 - at]),
            *self.facts.get("short", ()),
            self.phone,
            f"{self.key}@example.org",
        ]
        words = [
            f"{self.street[0]} {self.house}, {postcode} Modèleville",
            f"{self.street[1]} {self.house}, {postcode} Modelstad",
            (french, dutch)[at],
            *(self.stocks["themes"][theme][at] for theme in self.facts["themes"]),
            *(self.stocks["audiences"][audience][at] for audience in self.facts["audiences"]),
        ]
        return Document(
            kind="organisation",
            language=code,
            title=self.title(at),
            url=f"/{code}/{self.key}/",
            summary=self.summary(at),
            body="\n".join([*self.services(at), self.hours[at].capitalize() + "."]),
            keywords="\n".join(filter(None, names)),
            labels="\n".join(words),
            facets={"theme": self.facts["themes"], "audience": self.facts["audiences"]},
        )


def drawn(stock: list, number: int):
    return stock[number % len(stock)]


def terms() -> Iterator[Term]:
    for fr, nl, others_fr, others_nl in read("glossary.yaml"):
        yield Term(
            term_fr=fr,
            term_nl=nl,
            synonyms_fr="\n".join(others_fr),
            synonyms_nl="\n".join(others_nl),
        )
