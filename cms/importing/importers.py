"""What an app says of the files it takes in."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from cms import tabular

LONGEST_KEY = 200


class Outcome(models.TextChoices):
    CREATED = "created", pgettext_lazy("line of an import", "new")
    CHANGED = "changed", pgettext_lazy("line of an import", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("line of an import", "unchanged")
    REFUSED = "refused", pgettext_lazy("line of an import", "refused")


@dataclass(frozen=True)
class Column:
    """Documented where the file is chosen, and in the file to start from."""

    name: str
    label: object
    help: object = ""
    example: str = ""
    required: bool = False
    codes: Callable[[], list[tuple[str, str]]] | None = None  # the only values: code, label


@dataclass(frozen=True)
class Change:
    """One value, as the file writes it. `part` says of which place, service…, if it has several."""

    field: str
    before: str
    after: str
    part: str = ""


@dataclass
class Record:
    """What one thing is made of in the file: a line, or several that follow each other."""

    key: str  # no two records of a file have the same
    number: int
    lines: list[tabular.Line] = field(default_factory=list)
    data: object = None  # for files that are no tables
    problems: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """What a record would do. `target` is for `write`: it is not kept."""

    record: Record
    outcome: Outcome
    subject: str = ""
    changes: list[Change] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    target: object = None

    @classmethod
    def refused(cls, record: Record, reasons: Sequence[str], subject: str = "") -> "Plan":
        return cls(record, Outcome.REFUSED, subject or record.key, reasons=list(reasons))

    @classmethod
    def decided(cls, record: Record, subject: str, changes, target, is_new: bool) -> "Plan":
        """New, changed or unchanged, by what would differ."""
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        if is_new:
            outcome = Outcome.CREATED
        return cls(record, outcome, subject, list(changes), target=target)


class Importer:
    kind: str
    title: object
    intro: object = ""  # what one line is, what happens to what is not in the file
    permissions: tuple[str, ...] = ()  # all of them
    columns: tuple[Column, ...] = ()
    extensions: tuple[str, ...] = tabular.EXTENSIONS
    options: ClassVar[dict[str, object]] = {}  # name → what a person ticks
    ignored: tuple[str, ...] = ()  # columns that exports have and imports do not need
    key_column: str | None = None  # lines with the same value here are one record

    def may(self, user) -> bool:
        return user.is_active and user.has_perms(self.permissions)

    def check(self, path: Path, name: str) -> None:
        """At once, before anything is kept: can this file be read at all?"""
        with tabular.opened(path, name) as table:
            self.known_columns(table)

    def notes(self, path: Path, name: str) -> list[str]:
        """How the file is understood, for whoever looks at the preview."""
        with tabular.opened(path, name) as table:
            known = {*self.known_columns(table).values(), *self.ignored}
            unknown = [name for name in table.columns if name and name not in known]
            notes = list(table.notes)
        if unknown:
            notes.append(
                _("These columns mean nothing here and are left aside: %(names)s.")
                % {"names": ", ".join(unknown)}
            )
        return notes

    def records(self, path: Path, name: str, options: Sequence[str] = ()) -> Iterator[Record]:
        """One after the other: a file of 10,000 lines is never in memory whole."""
        with tabular.opened(path, name) as table:
            named = self.known_columns(table)
            lines = (
                tabular.Line(
                    line.number,
                    {ours: line.cells[theirs] for ours, theirs in named.items()},
                    line.problem,
                )
                for line in table
            )
            yield from grouped(lines, self.key_column)

    def known_columns(self, table: tabular.Table) -> dict[str, str]:
        """Our name → the name in this file, however it is written."""
        written = {name.casefold(): name for name in table.columns if name}
        missing = [c.name for c in self.columns if c.required and c.name not in written]
        if missing:
            raise tabular.Refused(
                _("The first line does not name the column %(names)s, which is needed.")
                % {"names": ", ".join(missing)}
            )
        return {c.name: written[c.name] for c in self.columns if c.name in written}

    def examples(self) -> list[list[str]]:
        """Lines of the file to start from."""
        return [[column.example for column in self.columns]]

    def current(self) -> Iterator[list[str]] | None:
        """What is there already, as lines of such a file; None if it cannot be had."""
        return None

    def label(self, name: str) -> str:
        found = next((column for column in self.columns if column.name == name), None)
        return str(found.label) if found else name

    def quietly(self) -> AbstractContextManager:
        """Around the writing: what should happen once at the end and not at every line."""
        return nullcontext()

    def plan(self, records: list[Record], job) -> list[Plan]:
        """What each record would do: a handful of queries for all of them, nothing written."""
        raise NotImplementedError

    def write(self, plan: Plan, job) -> None:
        raise NotImplementedError


def grouped(lines: Iterator[tabular.Line], column: str | None) -> Iterator[Record]:
    """Lines with the same key that follow each other are one record.

    A key that comes back later is refused: to wait for it would mean to hold the whole file.
    """
    record, seen = None, set()
    for line in lines:
        key = line.cells.get(column, "") if column else ""
        if record and key and key == record.key:
            record.lines.append(line)
        else:
            if record:
                yield record
            record = begun(line, key, column, seen)
            seen.add(record.key)
        if line.problem:
            record.problems.append(
                _("Line %(number)s: %(problem)s") % {"number": line.number, "problem": line.problem}
            )
    if record:
        yield record


def begun(line: tabular.Line, key: str, column: str | None, seen: set[str]) -> Record:
    unnamed = f"line {line.number}"
    if len(key) > LONGEST_KEY:
        problem = _("The column “%(column)s” is too long to be a name for this.")
    elif key in seen:
        problem = _(
            "“%(key)s” stands higher up already. Lines of the same one have to follow each other: "
            "sort the file by the column “%(column)s”."
        )
    else:
        return Record(key or unnamed, line.number, [line])
    problem %= {"key": key, "column": column}
    return Record(unnamed, line.number, [line], problems=[problem])


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    _importers[importer.kind] = importer


def get(kind: str) -> Importer | None:
    return _importers.get(kind)


def known() -> list[Importer]:
    return sorted(_importers.values(), key=lambda importer: str(importer.title))
