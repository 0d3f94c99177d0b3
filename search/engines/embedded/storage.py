"""The copy of the index on this machine's disk.

SEARCH_DIR/
    current             the name of the folder that answers, replaced in one step
    <version>-<n>/fr    one index per language
    <version>-<n>/nl
    <version>-<n>/position   where it stands in the log of changes
    writing.lock        held by who applies changes; it dies with its holder
    rebuilding.lock     held by who builds a new folder
"""

import fcntl
import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import tantivy

from cms import languages

from ...log import Position
from ..base import EngineError
from . import schema

WAIT = 0.02  # seconds between two tries for a lock


class Opened:
    """One generation, opened for reading."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.indexes = {code: tantivy.Index.open(str(folder / code)) for code in languages.CODES}
        for index in self.indexes.values():
            index.config_reader("manual")
        self.sizes: dict[str, dict[str, int]] = {code: {} for code in languages.CODES}

    def searcher(self, language: str) -> tuple[tantivy.Schema, tantivy.Searcher]:
        index = self.indexes[language]
        self.refuse_if_cut_short(language)
        index.reload()  # 0.3 ms: sees what another process has committed
        return index.schema, index.searcher()

    def refuse_if_cut_short(self, language: str) -> None:
        """Reading past the end of a file that became shorter under its memory map would kill the
        process. tantivy checks what it opens; this looks again at what is open (0.1 ms). Files are
        written once and only ever removed whole, which does no harm.
        """
        known = self.sizes[language]
        with os.scandir(self.folder / language) as entries:
            sizes = {
                entry.name: entry.stat().st_size
                for entry in entries
                if not entry.name.endswith((".json", ".lock"))
            }
        for name, size in sizes.items():
            if size < known.get(name, 0):
                raise OSError(f"{name} was cut short")
        self.sizes[language] = sizes


class Storage:
    def __init__(self, root: Path):
        self.root = Path(root)
        self._opened: Opened | None = None

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    def folder(self) -> Path | None:
        """The folder that answers; None if there is none that can."""
        try:
            name = self.pointer.read_text().strip()
        except OSError:
            return None
        folder = self.root / name
        usable = name.startswith(f"{schema.VERSION}-") and (folder / "position").exists()
        return folder if usable and not (folder / "broken").exists() else None

    def answering(self) -> Path:
        if folder := self.folder():
            return folder
        self._opened = None
        raise EngineError("there is no index on this machine yet")

    def opened(self) -> Opened:
        folder = self.answering()
        if self._opened is None or self._opened.folder != folder:
            self._opened = Opened(folder)
        return self._opened

    def condemn(self) -> None:
        """What answers is broken: no process uses it again, and the next one to write rebuilds."""
        self._opened = None
        try:
            if folder := self.folder():
                (folder / "broken").touch()
        except OSError:
            pass  # not even writable: the caller falls back on the database anyway

    def position(self) -> Position:
        return Position.load(self.answering() / "position")

    def new_folder(self) -> Path:
        folder = self.root / f"{schema.VERSION}-{time.time_ns()}"
        for code in languages.CODES:
            (folder / code).mkdir(parents=True)
        return folder

    def swap(self, folder: Path) -> None:
        beside = self.root / f"current.{os.getpid()}"
        beside.write_text(folder.name)
        os.replace(beside, self.pointer)

    def sweep(self) -> None:
        """Remove what interrupted rebuilds left, and generations nobody opens any more."""
        current = self.folder()
        for path in self.root.glob("*-*"):
            if path.is_dir() and path != current:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def lock(self, name: str, patience: float):
        """Yields whether the lock was had within `patience` seconds."""
        self.root.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + patience
        with open(self.root / f"{name}.lock", "w") as handle:
            while not (held := try_lock(handle)) and time.monotonic() < until:
                time.sleep(WAIT)
            yield held


def try_lock(handle) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
