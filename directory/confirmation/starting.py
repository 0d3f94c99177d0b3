"""Whom a campaign asks, and starting it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..organisations import Organisation
from . import letters
from .campaigns import Campaign, ConfirmationRequest

MONTH = timedelta(days=30.44)


def due(months):
    """Published entries that nobody confirmed for so long; never confirmed first."""
    before = timezone.localdate() - months * MONTH
    entries = Organisation.objects.to_confirm(before)
    return entries.order_by(F("confirmed_on").asc(nulls_first=True), "name_fr")


def already_asked():
    """Entries with an open letter: asked by another campaign whose time is not over."""
    open_requests = ConfirmationRequest.objects.unanswered().filter(
        campaign__answer_until__gte=timezone.localdate()
    )
    return set(open_requests.values_list("organisation_id", flat=True))


@transaction.atomic
def start(entries, **facts):
    """One letter for each entry that has a mailbox; the letters leave after the commit."""
    campaign = Campaign.objects.create(**facts)
    ConfirmationRequest.objects.bulk_create(
        ConfirmationRequest(campaign=campaign, organisation=entry, email=entry.email)
        for entry in entries
        if entry.email
    )
    letters.start(campaign)
    return campaign
