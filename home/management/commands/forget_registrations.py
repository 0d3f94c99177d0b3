"""Erases who registered for what is over: run once a day (deploy/site-daily.service)."""

from django.core.management import BaseCommand

from home.registrations.forgetting import forget_registrations


class Command(BaseCommand):
    help = "Erases the registrations of events that took place, once their days are over."

    def handle(self, **options):
        self.stdout.write(f"· {forget_registrations()} registrations erased")
