"""What goes in comes out: counted in the file by one walk, on the pages by another."""

import pytest

from publications.longform.intake import telling
from publications.longform.intake.deciding import Decisions, chapters_of
from publications.longform.intake.pieces import Kind, Status
from tests.factories.intake import SMALL, SMALL_COUNTS, WRITERS, read, written

FILES = list(WRITERS)


def counted(reading):
    return telling.out_counts(reading, chapters_of(reading, Decisions()), "fr")


@pytest.mark.parametrize("form", FILES)
def test_a_document_of_every_format(tmp_path, form):
    reading, _pictures = read(tmp_path, written(SMALL, form), f"a.{form}")
    expected = dict(SMALL_COUNTS)
    if form == "odt":
        expected["paragraphs"] += 2  # its title and its captions are ordinary texts there
    assert {name: reading.counts.get(name, 0) for name in expected} == expected
    assert {name: counted(reading)[name] for name in expected} == expected


@pytest.mark.parametrize("form", FILES)
def test_the_parts_are_what_they_were(tmp_path, form):
    reading, _pictures = read(tmp_path, written(SMALL, form), f"a.{form}")
    headings = [(p.level, p.number, p.text) for p in reading.pieces if p.kind == Kind.HEADING]
    assert headings == [
        (1, "", "Première partie"),
        (2, "3.2", "La suite"),
        (1, "", "Seconde partie"),
    ]
    quotation = next(p for p in reading.pieces if p.kind == Kind.QUOTATION)
    assert "voisins" in quotation.text
    table = next(p for p in reading.pieces if p.kind == Kind.TABLE).table
    assert table.columns == ["Groupe", "Réunions"]
    assert table.rows[0] == ["<p>Aînés</p>", "<p>6</p>"]
    assert list(reading.notes) == ["n1", "n2"]
    assert '<a href="https://example.org/b">' in reading.notes["n1"]
    nested = next(p for p in reading.pieces if p.kind == Kind.LIST).text
    assert nested == "<ul><li>un</li><li>deux<ul><li>deux bis</li></ul></li></ul>"


NOTES, LEVELS = 500, 5


def torture() -> str:
    parts, notes = [], []
    for number in range(1, NOTES + 1):
        level = (number - 1) % LEVELS + 1
        parts += [
            f"{'#' * level} Titre {number}",
            f"Texte {number} en *italique* et **gras**, [lien](https://example.org/{number})[^{number}].",
            f"- point {number}\n- autre\n    - dedans\n        - plus loin",
        ]
        notes.append(
            f"[^{number}]: Note {number} avec *un mot* et [un lien](https://example.org/n{number})."
        )
    return "\n\n".join([*parts, *notes])


INNER_TABLE = """
<h1>Un</h1><p>a</p><table><tr><th>A</th><th>B</th></tr>
<tr><td><ul><li>un</li><li>deux</li></ul></td><td><table><tr><th>x</th></tr><tr><td>y</td></tr></table></td></tr>
</table><h1>Deux</h1><p>b</p>
"""


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_tortuous_document_loses_nothing(tmp_path, form):
    """500 notes, five levels of headings, lists three deep."""
    reading, _pictures = read(tmp_path, written(torture(), form), f"a.{form}")
    expected = {
        "headings": NOTES,
        "lists": 3 * NOTES,
        "items": 4 * NOTES,
        "notes": NOTES,
        "links": 2 * NOTES,
        "emphasis": 3 * NOTES,
    }
    assert {name: reading.counts.get(name, 0) for name in expected} == expected
    found = counted(reading)
    assert {name: found[name] for name in expected} == expected
    assert len(reading.notes) == NOTES
    assert {p.level for p in reading.pieces if p.kind == Kind.HEADING} == set(range(1, 6))


def test_a_table_inside_a_table_becomes_one_of_its_own(tmp_path):
    reading, _pictures = read(tmp_path, INNER_TABLE.encode(), "a.html")
    tables = [p.table for p in reading.pieces if p.kind == Kind.TABLE]
    assert len(tables) == reading.counts["tables"] == 2
    assert tables[0].rows[0][0] == "<ul><li>un</li><li>deux</li></ul>"
    assert tables[1].rows == [["<p>y</p>"]]
    told = {f.code for f in reading.findings if f.status == Status.UNCERTAIN}
    assert "table_in_table" in told
