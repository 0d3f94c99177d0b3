"""Needs, names, streets and numbers, typed on the whole site: who can help comes first."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from search.documents import Kind
from search.find import find
from search.query import Query

LINES = Path(__file__).with_name("needs.txt").read_text(encoding="utf-8").splitlines()
NEEDS = {  # the six of the front page
    "fr": ["payer mon loyer", "papiers", "me soigner", "sortir de mes dettes",
           "apprendre le français", "trouver à manger"],
    "nl": ["mijn huur betalen", "papieren", "verzorging", "van mijn schulden af",
           "Frans leren", "eten vinden"],
}  # fmt: skip


def judged(language):
    for line in LINES:
        if line.startswith(f"{language} "):
            text, entry = line.removeprefix(language).split("|")
            yield text.strip(), entry.strip()


def slugs(hits):
    return [hit.url.rstrip("/").rpartition("/")[2] for hit in hits]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_who_can_help_is_among_the_first_three(language):
    queries = list(judged(language))
    assert len(queries) >= 25
    answers = {text: slugs(find(Query(text, language)).hits[:3]) for text, _entry in queries}
    assert not {text: answers[text] for text, entry in queries if entry not in answers[text]}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_frequent_need_begins_with_an_organisation(language):
    firsts = {text: find(Query(text, language)).hits[0].kind for text in NEEDS[language]}
    assert set(firsts.values()) == {Kind.ORGANISATION}, firsts


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_directory_finds_somebody_for_each_frequent_need(client, language):
    for text in NEEDS[language]:
        with translation.override(language):
            response = client.get(reverse("directory:list"), {"q": text})
        assert response.context["lines"], text


def test_a_street_where_nobody_is_finds_nothing_rather_than_every_street():
    assert find(Query("rue Rogier", "fr")).total == 0
