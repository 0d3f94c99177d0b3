"""Makes or updates an installation. Safe to run at every start: it adds what is missing only."""

import fcntl
from contextlib import contextmanager

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection

from cms.roles import ensure_roles
from cms.workflow import ensure_workflow
from home.tree import ensure_site

LOCK = 1030  # a number nothing else locks in this database


@contextmanager
def alone():
    """Servers that start together would each make the first pages: the later one waits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    else:
        with (settings.VAR_DIR / "setup.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
            yield


class Command(BaseCommand):
    help = "Database, languages, first pages, roles and workflow; with --demo, content to try."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="Load the demonstration content.")

    def handle(self, demo, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        with alone():
            self.set_up(demo)

    def set_up(self, demo):
        self.step("Database", call_command, "migrate", verbosity=0, interactive=False)
        self.step("Languages and first pages", ensure_site)
        self.step("Roles", ensure_roles)
        self.step("Workflow", ensure_workflow)
        if demo:
            call_command("load_demo", stdout=self.stdout)
        call_command("reindex", "--if-needed", stdout=self.stdout)

    def step(self, title, function, *args, **kwargs):
        self.stdout.write(f"· {title}")
        function(*args, **kwargs)
