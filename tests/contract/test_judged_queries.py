"""What a social worker types, and what must come out, among more than 300 organisations."""

from pathlib import Path

import pytest

from search.find import find
from search.query import Query

from . import region

HERE = Path(__file__).parent
LEAST = 80  # queries in each language


def judged(language):
    for line in (HERE / f"queries_{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, *columns = line.split("|")
            yield (text.strip("\n"), *map(named, columns))


def named(column):
    """The keys of a column; `@family` stands for all its members."""
    keys = []
    for word in column.split():
        keys += region.members()[word[1:]] if word.startswith("@") else [word]
    return keys


def verdict(keys, first, among, never):
    """Empty if all is well, else a sentence."""
    if first and not set(keys[:1]) & set(first):
        return f"first should be {' or '.join(first[:4])}"
    top = set(keys[:3])
    if among and not top:
        return "nothing found"
    if missing := (set(among) - top if len(among) <= 3 else top - set(among)):
        return f"first three: {', '.join(sorted(missing))}"
    if leaked := set(never) & set(keys):
        return f"must not appear: {', '.join(sorted(leaked))}"
    return ""


def test_the_region_is_large_enough():
    rows = region.rows()
    assert len({row.source for row in rows if row.kind == "organisation"}) >= 300
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_judged_queries(whole_region, language):
    queries = list(judged(language))
    assert len(queries) >= LEAST
    wrong = []
    for text, first, among, never in queries:
        keys = [hit.pk for hit in find(Query(text, language, per_page=100)).hits]
        if sentence := verdict(keys, first, among, never):
            wrong.append(f"{text!r}: {sentence}; got {keys[:6]}")
    assert not wrong, "\n" + "\n".join(wrong)
