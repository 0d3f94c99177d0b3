"""Tables written as they are asked for, line by line: memory does not grow with them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .text import CONTROLS, as_text, escaped, needs_it_back

MARK = "\ufeff"  # Excel knows UTF-8 by it
CHUNK = 200  # lines sent together
NARROWEST, WIDEST = 10, 60


@dataclass(frozen=True)
class Sheet:
    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


class Echo:
    """csv writes into this, and it hands the line back."""

    def write(self, text: str) -> str:
        return text


def csv_chunks(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    writer = csv.writer(Echo())
    waiting = [MARK, writer.writerow([escaped(as_text(name)) for name in columns])]
    for row in rows:
        waiting.append(writer.writerow([escaped(as_text(cell)) for cell in row]))
        if len(waiting) > CHUNK:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()


def write_csv(file: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    for chunk in csv_chunks(columns, rows):
        file.write(chunk)


def write_xlsx(file: BinaryIO, sheets: Sequence[Sheet], title: str = "", about: str = "") -> None:
    """One workbook. Every cell is text: nothing in it can be taken for a formula."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.description = title, about
    book.properties.creator = ""
    for sheet in sheets:
        add_sheet(book, sheet)
    book.save(file)


def add_sheet(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.title[:31])
    page.freeze_panes = "B2"
    for place, name in enumerate(sheet.columns, start=1):
        width = min(max(len(name) + 2, NARROWEST), WIDEST)
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([text_cell(page, name, bold=True) for name in sheet.columns])
    for row in sheet.rows:
        page.append([text_cell(page, cell) for cell in row])


def text_cell(page, value: object, bold: bool = False) -> Cell | None:
    text = CONTROLS.sub("", as_text(value))
    if not text:
        return None
    if needs_it_back(text):
        text = f"'{text}"
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    if bold:
        cell.font = Font(bold=True)
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
