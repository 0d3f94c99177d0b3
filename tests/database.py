"""The database of the tests, migrated once and then copied: three hundred migrations take longer
than most test files.

The copy is known by every migration, the code's and those of the packages: whatever changes one of
them makes a new one. Only for SQLite in memory; a server's database is migrated as usual.
"""

import sqlite3
from contextlib import closing
from hashlib import sha1
from pathlib import Path
from unittest import mock

from django.apps import apps
from django.core import management
from django.db import connection


def is_in_memory():
    return connection.vendor == "sqlite" and connection.is_in_memory_db()


def fingerprint():
    """Of the names and the contents of all migrations, and of the models that name permissions."""
    found = sha1(usedforsecurity=False)
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
        for model in app.get_models():
            found.update(repr((model._meta.label, model._meta.permissions)).encode())
    return found.hexdigest()


class Kept:
    """One file in the cache folder of pytest, replaced in one step: several workers may race."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.call = management.call_command

    def migrating(self):
        """Within it, `migrate` on the test database takes the copy if there is one."""
        return mock.patch.object(management, "call_command", self.migrate)

    def migrate(self, command, *args, **options):
        if command != "migrate" or not is_in_memory():
            return self.call(command, *args, **options)
        path = self.folder / f"{fingerprint()}.sqlite3"
        if not path.exists():
            self.call(command, *args, **options)
            self.save(path)
            return None
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as source:
            source.backup(connection.connection)
        return None

    def save(self, path):
        beside = path.with_suffix(f".{id(self)}")
        with closing(sqlite3.connect(beside)) as target:
            connection.connection.backup(target)
        for old in self.folder.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        beside.replace(path)
