"""What a social worker types, and what must come out."""

from pathlib import Path

import pytest

from search.find import find
from search.query import Query

HERE = Path(__file__).parent


def judged(language):
    for line in (HERE / f"queries_{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, *columns = (column.strip() for column in line.split("|"))
            yield (text, *(column.split() for column in columns))


def verdict(keys, first, among, never):
    """Empty if all is well, else a sentence."""
    if first and keys[:1] != first:
        return f"first should be {first[0]}"
    top = set(keys[:3])
    if missing := (set(among) - top if len(among) <= 3 else top - set(among)):
        return f"first three: {', '.join(sorted(missing))}"
    if leaked := set(never) & set(keys):
        return f"must not appear: {', '.join(sorted(leaked))}"
    return ""


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_judged_queries(filled, language):
    queries = list(judged(language))
    assert len(queries) >= 60
    wrong = []
    for text, first, among, never in queries:
        keys = [hit.pk for hit in find(Query(text, language)).hits]
        if sentence := verdict(keys, first, among, never):
            wrong.append(f"{text!r}: {sentence}; got {keys[:6]}")
    assert not wrong, "\n" + "\n".join(wrong)
