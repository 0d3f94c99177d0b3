"""Content to try the site with. Run again, it adds what is missing and changes nothing else."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand

from directory.loading import load_organisations, load_vocabulary
from groups.bodies.loading import load_bodies
from groups.meetings.loading import load_meetings
from groups.minutes.loading import load_facilitator, load_minutes
from home.demo import accounts, files, members, records
from home.demo.library import Library
from home.demo.memory import Memory
from home.demo.pages import PageLoader
from home.registrations.loading import load_registrations
from publications.loading import load_ledger, load_recommendations

FOLDER = Path(settings.BASE_DIR) / "demo"


class Command(BaseCommand):
    help = "Loads the demonstration content in both languages; with accounts where that is safe."

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-accounts",
            action="store_true",
            default=settings.DEMO_ACCOUNTS,
            help="Also make accounts with well-known passwords. Never on a site others can reach.",
        )

    def handle(self, with_accounts, **options):
        self.started, self.added = time.monotonic(), 0
        memory = Memory()
        library = Library(FOLDER, memory)
        self.step("Closed lists", load_vocabulary(FOLDER / "vocabulary"))
        self.step("Organisations", load_organisations(FOLDER, self.tell))
        self.step("Glossary", records.load_glossary(FOLDER / "glossary.csv", memory))
        self.step("Useful links", records.load_links(FOLDER / "links.csv", memory))
        self.step("References", records.load_references(FOLDER / "references.csv", memory))
        self.step("Pictures", library.load_pictures())
        pages = PageLoader(memory, library, self.tell)
        entries = files.read_all(FOLDER / "pages")
        self.step("Pages", pages.load(entries, lambda: load_recommendations(FOLDER)))
        self.step("Governance", load_bodies(FOLDER / "bodies.yaml"))
        self.step("Meetings", load_meetings(FOLDER / "meetings.yaml"))
        self.step("Minutes", load_minutes(FOLDER / "minutes.yaml"))
        self.step("Ledger", load_ledger(FOLDER))
        beside = load_registrations(FOLDER / "registrations.yaml", memory, library)
        self.step("Beside events", beside)
        pages.date_again()
        self.step("Contact", records.load_coordination(FOLDER / "coordination.yaml", memory))
        if with_accounts:
            self.step("Accounts", accounts.load_accounts(memory))
            self.step("Members", members.load_members(memory))
            self.step("Facilitators", load_facilitator("animation", "seniors"))
        if not self.added:
            self.stdout.write("· Demonstration content: nothing to add")
        if with_accounts:
            self.print_logins()

    def step(self, title, added):
        self.added += added
        if added:
            seconds = time.monotonic() - self.started
            self.stdout.write(f"· {title}: {added} added ({seconds:.0f} s)")

    def tell(self, text):
        self.stdout.write(f"    {text}")

    def print_logins(self):
        self.stdout.write(f"· {settings.WAGTAILADMIN_BASE_URL}/admin/")
        for line in accounts.logins():
            self.stdout.write(f"    {line}")
        self.stdout.write("    (membre: /fr/membres/, /nl/leden/)")
