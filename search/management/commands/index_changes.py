from django.core.management.base import BaseCommand

from search import indexer


class Command(BaseCommand):
    help = "Applies recorded changes to the search index now. Web processes do it by themselves."

    def handle(self, *args, **options):
        self.stdout.write(f"{indexer.catch_up()} changes applied")
