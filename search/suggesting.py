"""What is offered while somebody types: words that lead to a filtered list, then things by name.

An app whose lists have words of their own registers how they are found:

    @suggesting.words
    def themes(text) -> list[Suggestion]: ...
"""

from collections.abc import Callable, Iterable
from typing import TypedDict

from django.http import JsonResponse

from .find import suggest
from .query import Hit

SHORTEST = 2  # letters before anything is offered
MOST_WORDS, MOST = 3, 8


class Suggestion(TypedDict):
    title: str
    kind: str  # how it is called, to read
    url: str


Words = Callable[[str], Iterable[Suggestion]]
_words: list[Words] = []


def words(function: Words) -> Words:
    _words.append(function)
    return function


def suggestions(text: str, language: str) -> list[Suggestion]:
    if len(text) < SHORTEST:
        return []
    found = [word for function in _words for word in function(text)][:MOST_WORDS]
    return [*found, *map(of_hit, suggest(text, language, limit=MOST))][:MOST]


def of_hit(hit: Hit) -> Suggestion:
    return {"title": hit.title, "kind": hit.kind_label, "url": hit.url}


def response(found: list[Suggestion]) -> JsonResponse:
    answer = JsonResponse({"suggestions": found})
    answer["X-Robots-Tag"] = "noindex"
    return answer
