"""Files from unknown hands: what is read, what is refused, and that the reader is told why."""

import csv
import io
import zipfile
from datetime import date, datetime, time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cms import tabular
from cms.tabular import xlsx_file
from cms.tabular.table import MOST_BYTES
from cms.tabular.text import clean


@pytest.fixture(autouse=True)
def english():
    """Sentences as the code has them, whatever the catalogues hold today."""
    with translation.override(None):
        yield


def read(path, name=""):
    with tabular.opened(path, name) as table:
        return table.columns, list(table)


def cells(path, name=""):
    return [list(line.cells.values()) for line in read(path, name)[1]]


@pytest.fixture
def saved(tmp_path):
    def save(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


@pytest.fixture
def book(tmp_path):
    """A workbook with these rows on its first sheet, changed by `prepare` before it is saved."""

    def save(rows, prepare=lambda book: None):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        prepare(book)
        path = tmp_path / "table.xlsx"
        book.save(path)
        return path

    return save


def rezipped(path, change):
    """The same workbook, each part passed through `change(name, content)`."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


# --- CSV ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_however_it_was_saved(saved, encoding, separator):
    text = separator.join(["slug", "nom"]) + "\r\n" + separator.join(["un", "Épicerie d’été €"])
    assert cells(saved(text.encode(encoding))) == [["un", "Épicerie d’été €"]]


def test_lines_within_a_cell_and_numbers_as_the_spreadsheet_counts(saved):
    path = saved('a;b\n"one\ntwo; ""three""";x\n\n;\nlast;y\n')
    _columns, lines = read(path)
    assert [line.number for line in lines] == [2, 6]
    assert lines[0].cells == {"a": 'one\ntwo; "three"', "b": "x"}


def test_excel_may_name_its_separator(saved):
    assert cells(saved("sep=;\na;b,c\n1;2,3\n")) == [["1", "2,3"]]


def test_a_line_may_stop_early_but_not_go_on(saved):
    _columns, lines = read(saved("a,b\n1\n1,2,3\n"))
    assert lines[0].cells == {"a": "1", "b": ""}
    assert not lines[0].problem
    assert "no name" in lines[1].problem


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "t.csv", "empty"),
        (b"\n\n", "t.csv", "empty"),
        (b"a,b\x00\n1,2\n", "t.csv", "characters"),
        (b"a,b\n\x81\x8d,2\n", "t.csv", "text"),
        (b"\xff\xfea\x00b", "t.csv", "middle"),
        (b'a,b\n1,"never closed\n', "t.csv", "quotation"),
        (b'a,b\n1,"two" ends\n', "t.csv", "quotation"),
        (b"a,A\n1,2\n", "t.csv", "same name"),
        (b"a,b\n1,2\n", "t.pdf", "kind"),
        (b"a,b\n1,2\n", "t.xlsx", "kind"),
        (b"PK\x03\x04rest", "t.csv", "kind"),
        (b"PK\x03\x04rest", "t.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "t.xlsx", "password"),
        (b",".join(b"c%d" % n for n in range(400)), "t.csv", "300"),
    ],
)
def test_refusals(saved, content, name, word):
    path = saved(content, "kept")
    with pytest.raises(tabular.Refused, match=word):
        read(path, name)


def test_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(tabular.Refused, match="20 MB"):
        read(path)


# --- XLSX -----------------------------------------------------------------------------------


def test_values_of_a_workbook_become_text(book):
    row = ["x", 12, 50.868, True, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), time(9), None]
    path = book([list("abcdefgh"), row])
    assert cells(path) == [
        ["x", "12", "50.868", "yes", "2026-03-01", "2026-03-01 09:30", "09:00", ""]
    ]


def test_the_first_visible_sheet_is_read(book):
    def prepare(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("Seen").append(["b"])
        book["Seen"].append([2])

    assert read(book([["a"], [1]], prepare))[0] == ["b"]


def test_a_workbook_without_a_visible_sheet_is_refused(book):
    path = book([["a"], [1]])
    rezipped(path, lambda _n, content: content.replace(b'state="visible"', b'state="hidden"'))
    with pytest.raises(tabular.Refused, match="hidden"):
        read(path)


def test_a_formula_gives_its_stored_value_and_never_an_empty_cell(book):
    path = book([["a", "b"], ["x", "=1+1"]])
    _columns, [line] = read(path)
    assert "B" in line.problem  # written by a program that computes nothing
    rezipped(path, lambda _n, c: c.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    rezipped(path, lambda _n, c: c.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    assert cells(path) == [["x", "2"]]


def test_a_formula_in_error_is_told(book):
    path = book([["a"], ["#REF!"]])
    assert "#REF!" in read(path)[1][0].problem


def test_what_a_sheet_says_of_its_size_is_not_believed(book):
    path = book([["a"], ["1"], ["2"]])
    lie = b'<dimension ref="A1:XFD1048576" />'
    rezipped(path, lambda _n, c: c.replace(b'<dimension ref="A1:A3" />', lie))
    assert cells(path) == [["1"], ["2"]]


def test_a_sheet_that_goes_on_too_far_is_refused(book):
    path = book([["a"], ["1"]])
    rezipped(path, lambda _n, c: c.replace(b'<row r="2">', b'<row r="999999999">'))
    rezipped(path, lambda _n, c: c.replace(b'r="A2"', b'r="A999999"'))
    with pytest.raises(tabular.Refused, match="too far"):
        read(path)


def bomb(path, declared):
    """Small to carry, very large once unpacked."""
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w") as part,
    ):
        for _block in range(declared // 1_000_000):
            part.write(b"0" * 1_000_000)
    return path


def test_a_bomb_is_refused_before_it_is_unpacked(book, monkeypatch):
    path = bomb(book([["a"], [1]]), declared=210_000_000)
    monkeypatch.setattr(xlsx_file, "load_workbook", None)
    with pytest.raises(tabular.Refused, match="too large"):
        read(path)


def test_a_part_that_openpyxl_would_keep_in_memory_is_weighed_too(book):
    path = book([["a"], ["text"]])
    noise = "".join(f"<i>{n}</i>" for n in range(1_000_000)).encode()
    rezipped(path, lambda name, c: noise if name == "xl/styles.xml" else c)
    with pytest.raises(tabular.Refused, match="too large"):
        read(path)


def test_parts_that_lie_about_their_size_are_never_unpacked_beyond_it(book):
    path = book([["a"], *([n] for n in range(5000))])
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    at = raw.rindex(part.filename.encode()) - 46  # its entry in the directory of the archive
    raw[at + 24 : at + 28] = (2000).to_bytes(4, "little")
    path.write_bytes(raw)
    with pytest.raises(tabular.Refused, match="damaged"):
        read(path)


def test_entities_are_refused(book):
    path = book([["a"], ["text"]])
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    rezipped(path, lambda n, c: doctype + c if n.endswith("sheet1.xml") else c)
    with pytest.raises(tabular.Refused):
        read(path)


def test_a_truncated_workbook_and_a_document_are_refused(book, saved):
    path = book([["a"], ["text"]])
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(tabular.Refused, match="damaged"):
        read(path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(tabular.Refused, match="Excel"):
        read(saved(buffer.getvalue(), "letter.xlsx"))


# --- writing --------------------------------------------------------------------------------


def test_no_cell_of_ours_is_taken_for_a_formula(tmp_path):
    path = tmp_path / "out.csv"
    with path.open("wb") as file:
        tabular.write_csv(file, ["a"], [["=1+1"], ["+32 2"], ["-x"], ["@x"], ["plain"]])
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))[1:]
    assert all(row[0].startswith("'") for row in rows[:4])
    assert cells(path) == [["=1+1"], ["+32 2"], ["-x"], ["@x"], ["plain"]]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("'=+-@;,\"\n"),
    max_size=12,
)


@given(
    st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5), st.sampled_from(["csv", "xlsx"])
)
def test_what_is_written_is_read_back(tmp_path_factory, rows, kind):
    path = tmp_path_factory.getbasetemp() / f"round.{kind}"
    with path.open("wb") as file:
        if kind == "csv":
            tabular.write_csv(file, ["a", "b"], rows)
        else:
            tabular.write_xlsx(file, [tabular.Sheet("t", ["a", "b"], rows)])
    expected = [[clean(cell) for cell in row] for row in rows]
    assert cells(path) == [row for row in expected if any(row)]
