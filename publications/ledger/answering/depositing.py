"""From a link to a deposit: kept step by step, sent once."""

from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from . import files
from .deposits import Deposit, DepositFile
from .letters import tell_the_coordination
from .links import AnswerLink

FIELDS = ("kind", "position", "extended_to", "text", "text_language", "role")
TWICE = timedelta(minutes=10)  # within which a second press is a double click


def begun(link):
    """What was filled in already with this link and not sent yet."""
    return Deposit.objects.prefetch_related("files").filter(link=link).first()


@transaction.atomic
def keep(link, form):
    """What was understood, even if something is still to be corrected: nothing is lost."""
    deposit, _new = Deposit.objects.get_or_create(link=link, sent_at=None)
    for name in FIELDS:
        if name in form.cleaned_data:
            setattr(deposit, name, form.cleaned_data[name])
    deposit.save()
    for file, kind in form.taken:
        DepositFile.objects.create(
            deposit=deposit,
            file=File(file),
            name=files.clean_name(file.name),
            size=file.size,
            extension=kind,
        )
    return deposit


def drop_file(link, pk):
    """By whoever holds the link, before it is sent."""
    for row in DepositFile.objects.filter(
        deposit__link=link, deposit__sent_at=None, pk=pk if str(pk).isdecimal() else None
    ):
        erase(row)


def erase(row):
    """The file goes when the row is really gone."""
    row.delete()
    transaction.on_commit(lambda: row.file.storage.delete(row.file.name))


@transaction.atomic
def send(deposit):
    """True for the one press that counts: the link is spent in the same breath."""
    now = timezone.now()
    link = AnswerLink.objects.usable().filter(pk=deposit.link_id)
    if not link.update(used_at=now):
        return False
    Deposit.objects.filter(pk=deposit.pk).update(sent_at=now)
    tell_the_coordination(deposit)
    return True


def is_second_press(link):
    return link.used_at is not None and timezone.now() - link.used_at < TWICE


@transaction.atomic
def forget_abandoned():
    for row in DepositFile.objects.filter(deposit__in=Deposit.objects.abandoned()):
        erase(row)
    pks = list(Deposit.objects.abandoned().values_list("pk", flat=True))
    return Deposit.objects.filter(pk__in=pks).delete()
