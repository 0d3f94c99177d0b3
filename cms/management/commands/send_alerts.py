from django.core.management.base import BaseCommand

from cms.subscriptions.sending import send_alerts


class Command(BaseCommand):
    help = "Writes to those who asked for an alert: what happened since their last letter."

    def handle(self, *args, **options):
        tally = send_alerts()
        self.stdout.write(
            f"{tally.noticed} new events, {tally.sent} letters sent, {tally.failed} to try again."
        )
