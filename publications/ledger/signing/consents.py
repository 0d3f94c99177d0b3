"""Asking, consenting, declining, taking back. All of it with rows, nothing in a draft."""

from datetime import timedelta

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from cms import keys

from ..sendings import Sending
from ..signatories import ConsentRequest, Means, Signatory, agreed_text, draft_of

PURPOSE = "sign"
DAYS = 30


@transaction.atomic
def record(page, organisations, consent):
    """The same consent for many, as after an assembly; who signed already is left as it is."""
    text = agreed_text(draft_of(page))
    standing = Signatory.objects.of(page).filter(withdrawn_on=None)
    known = set(standing.values_list("organisation", flat=True))
    new = [one for one in organisations if one.pk not in known]
    for organisation in new:
        row = Signatory(interpellation=page, organisation=organisation, text_agreed=text, **consent)
        row.full_clean()
        row.save()
    ConsentRequest.objects.of(page).filter(organisation__in=organisations).delete()
    return new


def ask(page, organisation):
    """A personal link, shown once; a former one no longer opens anything."""
    key, digest = keys.make(PURPOSE)
    today = timezone.localdate()
    ConsentRequest.objects.update_or_create(
        interpellation=page,
        organisation=organisation,
        defaults={
            "key_hash": digest,
            "asked_on": today,
            "expires_on": today + timedelta(days=DAYS),
            "declined_on": None,
        },
    )
    return key


def request_of(key):
    """The request that this key opens, if it still opens one."""
    digest = keys.digest_of(key, PURPOSE)
    if digest is None:
        return None
    ConsentRequest.objects.forget_spent()
    return (
        ConsentRequest.objects.select_related("interpellation__locale", "organisation")
        .filter(key_hash=digest, expires_on__gte=timezone.localdate())
        .first()
    )


@transaction.atomic
def sign(request, role):
    """By whoever holds the link; twice is once."""
    page = request.interpellation
    Signatory.objects.get_or_create(
        interpellation=page,
        organisation=request.organisation,
        withdrawn_on=None,
        defaults={
            "consent_on": timezone.localdate(),
            "given_by": role,
            "given_how": Means.LINK,
            "text_agreed": agreed_text(draft_of(page)),
        },
    )
    request.delete()


def decline(request):
    """The link opens nothing any more; the row goes when the text leaves."""
    ConsentRequest.objects.filter(pk=request.pk).update(
        declined_on=timezone.localdate(), key_hash=None
    )


def take_back(signatory, on):
    signatory.withdrawn_on = on
    signatory.full_clean()
    signatory.save()


@receiver(post_save, sender=Sending)
def forget_who_did_not_sign(sender, instance, **kwargs):
    if instance.interpellation_id and instance.sent_on:
        ConsentRequest.objects.filter(interpellation=instance.interpellation_id).forget_spent()
