"""CSV as the programs of this world really write it: three encodings, three separators."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from .table import Line, Refused, Table, columns_of, line_of
from .text import clean, unescaped

BLOCK = 64 * 1024
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SEPARATORS = ";,\t"
LONGEST_HEADER = 64 * 1024


@contextmanager
def reading(path: Path) -> Iterator[Table]:
    encoding = encoding_of(path)
    separator, skipped = separator_of(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        for _line in range(skipped):
            file.readline()
        rows = csv_rows(csv.reader(file, delimiter=separator, strict=True), skipped)
        _number, first = next(rows, (1, []))
        columns = columns_of(first)
        yield Table(columns, lines(rows, columns))


def lines(rows: Iterator[tuple[int, list[str]]], columns: list[str]) -> Iterator[Line]:
    for number, cells in rows:
        if line := line_of(number, columns, [unescaped(cell) for cell in cells]):
            yield line


def csv_rows(reader, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Each with the number of the line on which it begins: a cell may hold several."""
    while True:
        number = reader.line_num + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(
                _("Line %(line)s cannot be read: a quotation mark is missing or misplaced.")
                % {"line": number}
            ) from error
        yield number, [clean(cell) for cell in cells]


def encoding_of(path: Path) -> str:
    """By its first bytes; else UTF-8 if all of it is; else what Excel writes on Windows here."""
    with path.open("rb") as file:
        start = file.read(3)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            check_text(path, encoding)
            return encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            check_text(path, encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused(_("This is not a text file. Save the table as CSV UTF-8 or as .xlsx."))


def check_text(path: Path, encoding: str) -> None:
    """Reads all of it once, in blocks."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if "\x00" in decoder.decode(block):
                raise Refused(
                    _("This file holds characters that no text has. Save it again as CSV UTF-8.")
                )
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        if encoding not in MARKS.values():
            raise
        raise Refused(_("This file stops in the middle: it was not copied whole.")) from None


def separator_of(path: Path, encoding: str) -> tuple[str, int]:
    """The one that makes most columns of the first line, or the one Excel was told: `sep=;`."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(LONGEST_HEADER)
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) == 5:
        return told[-1], 1
    return max(SEPARATORS, key=lambda separator: width(first, separator)), 0


def width(line: str, separator: str) -> int:
    return len(next(csv.reader([line], delimiter=separator), []))
