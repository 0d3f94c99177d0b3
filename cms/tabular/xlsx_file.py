"""Excel workbooks from unknown hands: weighed before they are opened, values only.

A workbook is a ZIP archive of XML. What it says of its size is checked before anything is
unpacked, and no more than it says is ever unpacked (zipfile stops there, and its checksum fails).
"""

import logging
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from .table import MOST_COLUMNS, Line, Refused, Table, columns_of, line_of
from .text import as_text, unescaped

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 200 * MEGABYTE
MOST_PARTS = 2_000
MOST_TIMES_SMALLER = 300  # of a part above one megabyte; tables rarely go beyond 30
# openpyxl keeps these in memory, whole; sheets are read line by line.
MOST_KEPT = {"xl/sharedStrings.xml": 40 * MEGABYTE}
MOST_KEPT_OTHERWISE = 6 * MEGABYTE
SHEETS = "xl/worksheets/"
MEDIA = ("xl/media/", "xl/embeddings/", "docProps/thumbnail")
NEEDED = "xl/workbook.xml"
LAST_LINE = 200_000  # empty ones included: a sheet formatted to its end has a million
ENCRYPTED = 1
BLOCK = 256 * 1024


@contextmanager
def reading(path: Path) -> Iterator[Table]:
    with weighed(path) as archive:
        formulas = has_formulas(archive)
    with ExitStack() as stack:
        with readable():
            book = opened(path, stack, data_only=True)
            values = sheet_of(book)
            rows = rows_of(values)
            if formulas:
                rows = with_formulas(rows, rows_of(opened(path, stack)[values.title]))
            columns = columns_of([as_text(cell.value) for cell in next(rows, ())])
        note = _("The sheet “%(name)s” was read.") % {"name": values.title}
        yield Table(columns, guarded(rows, columns), [note])


def opened(path: Path, stack: ExitStack, **options):
    """A file, not its name: openpyxl believes in endings, and an upload may lie here without."""
    file = stack.enter_context(path.open("rb"))
    book = load_workbook(file, read_only=True, keep_links=False, **options)
    stack.callback(book.close)
    return book


@contextmanager
def readable():
    """Whatever stumbles over a broken workbook, the person hears one sentence."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        log.info("a workbook could not be read: %r", error)
        raise Refused(
            _("This workbook is damaged or not complete. Open it, save it again as .xlsx, retry.")
        ) from error


@contextmanager
def weighed(path: Path) -> Iterator[zipfile.ZipFile]:
    with readable(), zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if NEEDED not in names:
            raise Refused(_("This is not an Excel workbook. Save the table as .xlsx or .csv."))
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise Refused(_("This workbook has a password. Save it without one."))
        if is_too_heavy(parts, path.stat().st_size):
            raise Refused(
                _("Unpacked, this workbook would be too large. Keep only the sheet to import.")
            )
        check_no_doctype(archive, parts)
        yield archive


def is_too_heavy(parts: list[zipfile.ZipInfo], size: int) -> bool:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return True
    if sum(part.compress_size for part in parts) > size:
        return True  # parts that lie over one another: a known way to build a bomb
    for part in parts:
        swollen = part.file_size > MOST_TIMES_SMALLER * max(part.compress_size, 1)
        if swollen and part.file_size > MEGABYTE:
            return True
        kept = not part.filename.startswith((SHEETS, *MEDIA))
        if kept and part.file_size > MOST_KEPT.get(part.filename, MOST_KEPT_OTHERWISE):
            return True
    return False


def check_no_doctype(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """No program writes one in a workbook; entities in it can swell without end."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(4096).replace(b"\x00", b"").upper():
                    raise Refused(_("This workbook holds something that does not belong there."))


def has_formulas(archive: zipfile.ZipFile) -> bool:
    """Whether any sheet has one: only then are lines read twice."""
    with readable():
        for part in archive.infolist():
            if part.filename.startswith(SHEETS) and part.filename.endswith(".xml"):
                with archive.open(part) as file:
                    tail = b""
                    while block := file.read(BLOCK):
                        if b"<f>" in tail + block or b"<f " in tail + block:
                            return True
                        tail = block[-4:]
    return False


def sheet_of(book):
    """The first sheet that a person sees."""
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()  # what a file says of its size is not to be believed
            return sheet
    raise Refused(_("All sheets of this workbook are hidden. Show the one to import."))


def rows_of(sheet) -> Iterator[tuple]:
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=LAST_LINE, max_col=MOST_COLUMNS + 1)


def with_formulas(values: Iterator[tuple], formulas: Iterator[tuple]) -> Iterator[tuple]:
    """Values, with the formula in the place of a value that was never computed."""
    for line, written in zip(values, formulas, strict=True):
        yield tuple(
            formula if formula.data_type == "f" and value.value is None else value
            for value, formula in zip(line, written, strict=True)
        )


def guarded(rows: Iterator[tuple], columns: list[str]) -> Iterator[Line]:
    with readable():
        for number, cells in enumerate(rows, start=2):
            if number >= LAST_LINE:
                raise Refused(_("This sheet goes on too far. Delete the lines below the table."))
            if all(cell.value is None for cell in cells):
                continue
            texts = [unescaped(as_text(cell.value)) for cell in cells]
            if line := line_of(number, columns, texts, problem_of(cells)):
                yield line


def problem_of(cells: tuple) -> str:
    for place, cell in enumerate(cells, start=1):
        if cell.data_type == "f":
            return _(
                "The formula in column %(column)s has no result in the file. "
                "Open the file in a spreadsheet program and save it."
            ) % {"column": get_column_letter(place)}
        if cell.data_type == "e":
            return _("The formula in column %(column)s ends in an error: %(error)s.") % {
                "column": get_column_letter(place),
                "error": cell.value,
            }
    return ""
