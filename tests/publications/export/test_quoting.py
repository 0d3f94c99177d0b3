"""How to quote: read back by small strict parsers, whatever the title holds."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.longform.export import quoting
from publications.longform.export.quoting import Citation

HOSTILE = '100 % {sûr} \\alert $x_1$ & #2 ~ ^ "œuvre" }{'
BACK = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


def one(**fields):
    facts = {
        "key": "liaisons-2013",
        "title": "Liaisons dangereuses ?",
        "kind": "proceedings",
        "language": "fr-BE",
        "address": "https://example.org/fr/publications/liaisons/",
        "authors": ("CASS",),
        "publisher": "CPAS",
        "day": date(2013, 5, 1),
    }
    return Citation(**facts | fields)


def parse_bibtex(text):
    """Braces balance, each field is on its line: what a strict reader asks for."""
    head, *lines, last = text.rstrip("\n").split("\n")
    kind, key = re.fullmatch(r"@(\w+)\{([a-z0-9-]+),", head).groups()
    assert last == "}"
    fields = {}
    for line in lines:
        name, value = re.fullmatch(r"  (\w+) = \{(.*)\},?", line).groups()
        depth = 0
        for sign in re.sub(r"\\.", "", value):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0, line
        assert depth == 0, line
        fields[name] = plain(value)
    return kind, key, fields


def plain(value):
    while value.startswith("{") and value.endswith("}"):
        value = value[1:-1]
    for code, sign in BACK.items():
        value = value.replace(code, f"\0{sign}" if sign == "\\" else sign)
    return re.sub(r"\\([{}$&%#_])", r"\1", value).replace("\0", "")


def parse_ris(text):
    assert text.endswith("ER  - \r\n")
    pairs = []
    for line in text.split("\r\n")[:-1]:
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        pairs.append((tag, value))
    assert pairs[0][0] == "TY"
    return pairs


def test_bibtex():
    kind, key, fields = parse_bibtex(quoting.bibtex(one()))
    assert (kind, key) == ("proceedings", "liaisons-2013")
    assert fields["title"] == "Liaisons dangereuses ?"
    assert fields["year"] == "2013"
    assert fields["organization"] == "CASS"


def test_a_chapter_stands_in_its_publication():
    chapter = one(title="Ouverture", whole="Liaisons dangereuses ?")
    kind, _key, fields = parse_bibtex(quoting.bibtex(chapter))
    assert kind == "incollection"
    assert fields["booktitle"] == "Liaisons dangereuses ?"
    assert dict(parse_ris(quoting.ris(chapter)))["T2"] == "Liaisons dangereuses ?"
    assert "« Ouverture », dans Liaisons dangereuses ?" in quoting.plain(chapter)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_title_comes_back(text):
    title = quoting.one_line(text)
    _kind, _key, fields = parse_bibtex(quoting.bibtex(one(title=f"x{title}x")))
    assert fields["title"] == f"x{title}x"
    assert ("TI", f"x{title}x") in parse_ris(quoting.ris(one(title=f"x{title}x")))


def test_signs_that_mean_something_elsewhere():
    fields = parse_bibtex(quoting.bibtex(one(title=HOSTILE)))[2]
    assert fields["title"] == HOSTILE
    fields = parse_bibtex(quoting.bibtex(one(kind="research", authors=(HOSTILE, "Autre"))))[2]
    assert "Autre" in fields["author"]


@pytest.mark.parametrize("empty", ["authors", "publisher", "day"])
def test_what_is_not_known_is_left_out(empty):
    bare = one(**{empty: () if empty == "authors" else None if empty == "day" else ""})
    parse_bibtex(quoting.bibtex(bare))
    parse_ris(quoting.ris(bare))
    assert ", ," not in quoting.plain(bare)


def test_highwire():
    lines = dict(quoting.highwire(one(), "https://example.org/x.pdf"))
    assert lines["citation_publication_date"] == "2013/05/01"
    assert lines["citation_pdf_url"] == "https://example.org/x.pdf"
    assert lines["citation_language"] == "fr-BE"
