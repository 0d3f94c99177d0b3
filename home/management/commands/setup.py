"""Makes or updates an installation. Safe to run at every start: it adds what is missing only."""

from django.conf import settings
from django.core.management import BaseCommand, call_command

from cms.roles import ensure_roles
from cms.workflow import ensure_workflow
from home.tree import ensure_site


class Command(BaseCommand):
    help = "Database, languages, first pages, roles and workflow; with --demo, content to try."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="Load the demonstration content.")

    def handle(self, demo, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
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
