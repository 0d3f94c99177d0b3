"""Erases names that have no reason to stay: run once a day (deploy/site-daily.service)."""

from django.core.management import BaseCommand

from groups.minutes.transmissions import forget_what_is_old


class Command(BaseCommand):
    help = "Erases the names and addresses of officials to whom minutes were sent long ago."

    def handle(self, **options):
        self.stdout.write(f"· {forget_what_is_old()} names of officials erased")
