"""A file becomes a table: which kind it is, its columns, its lines one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

EXTENSIONS = (".csv", ".tsv", ".txt", ".xlsx")
MOST_BYTES = 20 * 1024 * 1024
MOST_LINES = 50_000
MOST_COLUMNS = 300
LONGEST_NAME = 80

ZIP = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx protected by a password


class Refused(ValueError):
    """This file cannot be read, and why: a sentence for the person who chose it."""


@dataclass(frozen=True)
class Line:
    number: int  # as the spreadsheet counts: the columns are named on line 1
    cells: dict[str, str]
    problem: str = ""  # this line cannot be trusted, the others can


@dataclass
class Table:
    columns: list[str]
    lines: Iterator[Line]
    notes: list[str] = field(default_factory=list)  # how it was read, for the person

    def __iter__(self) -> Iterator[Line]:
        for count, line in enumerate(self.lines, start=1):
            if count > MOST_LINES:
                raise Refused(
                    _("More than %(most)s lines. Divide the file into several.")
                    % {"most": MOST_LINES}
                )
            yield line


@contextmanager
def opened(path: str | Path, name: str = "") -> Iterator[Table]:
    """The table in this file; `name` is what the person called it."""
    from . import csv_file, xlsx_file

    path = Path(path)
    extension = Path(name or path.name).suffix.lower()
    check_size(path)
    with path.open("rb") as file:
        start = file.read(8)
    check_kind(extension, start)
    reading = xlsx_file.reading if extension == ".xlsx" else csv_file.reading
    with reading(path) as table:
        yield table


def check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise Refused(_("This file is empty."))
    if size > MOST_BYTES:
        raise Refused(
            _("This file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024}
        )


def check_kind(extension: str, start: bytes) -> None:
    """What it is must be what it says: a wrong guess would fill the site with nonsense."""
    if extension not in EXTENSIONS:
        raise Refused(
            _("A file of this kind cannot be read. Save the table as %(kinds)s.")
            % {"kinds": ".xlsx, .csv"}
        )
    if start.startswith(OLD_OR_LOCKED):
        raise Refused(
            _("This is an old Excel file, or one with a password. Save it as .xlsx, without one.")
        )
    if start.startswith(ZIP) != (extension == ".xlsx"):
        raise Refused(
            _("The name of this file ends in %(extension)s, but its content is of another kind.")
            % {"extension": extension}
        )


def columns_of(names: list[str]) -> list[str]:
    """The first line, checked: every column has a name, and no two have the same."""
    names = [name.strip() for name in names]
    while names and not names[-1]:
        names.pop()
    if not any(names):
        raise Refused(_("The first line has to name the columns. It is empty."))
    if len(names) > MOST_COLUMNS:
        raise Refused(_("More than %(most)s columns.") % {"most": MOST_COLUMNS})
    seen = set()
    for name in names:
        if name and name.casefold() in seen:
            raise Refused(
                _("Two columns have the same name: “%(name)s”.") % {"name": name[:LONGEST_NAME]}
            )
        seen.add(name.casefold())
    return names


def line_of(number: int, columns: list[str], cells: list[str], problem: str = "") -> Line | None:
    """None where nothing is written. A line may stop before the last columns: they are empty."""
    if not problem and not any(cells):
        return None
    beyond = any(cells[len(columns) :])
    unnamed = any(cell for name, cell in zip(columns, cells, strict=False) if not name)
    if not problem and (beyond or unnamed):
        problem = _("Something is written in a column that has no name on the first line.")
    cells += [""] * (len(columns) - len(cells))
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    return Line(number, named, problem)
