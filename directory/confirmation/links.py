"""The address in a letter: it opens one request, cannot be guessed, and serves nothing else."""

from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation

from cms import alternates

from .campaigns import ConfirmationRequest

SALT = "directory.confirmation"


def token_of(request):
    return signing.Signer(salt=SALT).sign(str(request.pk))


def address(request, language):
    with translation.override(language):
        return alternates.absolute(reverse("directory:confirm", args=[token_of(request)]))


def request_of(token):
    """The request that a token opens, whether or not its time is over; None if nobody gave it."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = ConfirmationRequest.objects.select_related("campaign", "organisation")
    return found.filter(pk=pk).first()


def is_over(request, today=None):
    return (today or timezone.localdate()) > request.campaign.answer_until
