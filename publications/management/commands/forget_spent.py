"""Erases what has no reason to stay: run once a day (deploy/site-daily.service)."""

from django.core.management import BaseCommand

from publications.ledger.answering.depositing import forget_abandoned
from publications.ledger.signatories import ConsentRequest


class Command(BaseCommand):
    help = "Erases requests to sign what has left, and answers begun but never sent."

    def handle(self, **options):
        asked, _details = ConsentRequest.objects.forget_spent()
        begun, _details = forget_abandoned()
        self.stdout.write(f"· {asked} requests to sign, {begun} rows of answers never sent")
