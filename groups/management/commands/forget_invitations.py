"""Erases addresses that were invited and never came: run once a day (deploy/site-daily.service)."""

from django.core.management import BaseCommand

from groups.members.invitations import Invitation


class Command(BaseCommand):
    help = "Erases invitations to the members' area that expired a month ago."

    def handle(self, **options):
        forgotten, _details = Invitation.objects.forget_the_old()
        self.stdout.write(f"· {forgotten} invitations that nobody used")
