"""Goes on with issues of the digest whose worker died (deploy/site-publish.timer)."""

from django.core.management import BaseCommand

from home.digest.posting import resume_silent


class Command(BaseCommand):
    help = "Goes on sending issues of the digest that were interrupted; no letter leaves twice."

    def handle(self, **options):
        if resumed := resume_silent():
            self.stdout.write(f"· {resumed} issues of the digest go on")
