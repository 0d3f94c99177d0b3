"""The closed lists with their labels in one query: how facets are called, what *near* may mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Model, Value

from cms.bilingual import Bilingual

from .networks import Network
from .vocabulary import (
    AccessMode,
    Audience,
    BodyKind,
    Building,
    Municipality,
    Neighbourhood,
    SpokenLanguage,
    Theme,
    WhenOpen,
)

THEME, AUDIENCE, LANGUAGE = "theme", "audience", "language"
NEIGHBOURHOOD, MUNICIPALITY, NETWORK = "neighbourhood", "municipality", "network"
MODE, OPEN, BUILDING, KIND = "mode", "open", "building", "kind"
LISTS: Mapping[str, type[Model]] = {
    THEME: Theme,
    AUDIENCE: Audience,
    LANGUAGE: SpokenLanguage,
    NEIGHBOURHOOD: Neighbourhood,
    MUNICIPALITY: Municipality,
}
CHOICES = {MODE: AccessMode, OPEN: WhenOpen, BUILDING: Building, KIND: BodyKind}


@dataclass(frozen=True)
class Word:
    code: str
    label_fr: str
    label_nl: str

    label = Bilingual()


Words = dict[str, dict[str, object]]  # facet → code → label


def read() -> dict[str, dict[str, Word]]:
    """The words of the lists that editors keep, in the order of each list."""
    first, *others = [
        model.objects.order_by().values_list(
            Value(name), "code", "label_fr", "label_nl", F("position")
        )
        for name, model in LISTS.items()
    ]
    networks = (
        Network.objects.listed()
        .order_by()
        .values_list(Value(NETWORK), "slug", "name_fr", "name_nl", Value(0))
    )
    found: dict[str, dict[str, Word]] = {name: {} for name in (*LISTS, NETWORK)}
    rows = first.union(*others, networks, all=True)
    for name, code, label_fr, label_nl, _position in sorted(rows, key=lambda row: (row[4], row[1])):
        found[name][code] = Word(code, label_fr, label_nl)
    return found


def labels(words: dict[str, dict[str, Word]]) -> Words:
    """In the reader's language, with the lists that are part of the code."""
    told: Words = {
        name: {code: word.label for code, word in rows.items()} for name, rows in words.items()
    }
    return told | {name: dict(choices.choices) for name, choices in CHOICES.items()}
