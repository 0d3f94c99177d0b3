"""What the form of the minutes writes, all of it or nothing."""

from django.core.files.base import File
from django.db import transaction

from publications.ledger.answering.files import clean_name

from .attendance import tell_the_public
from .records import MinutesFile


@transaction.atomic
def keep(form, rows, dropped=()):
    minutes = form.save()
    rows.save()
    tell_the_public(minutes.meeting)
    for file in minutes.files.filter(pk__in=[pk for pk in dropped if pk.isdecimal()]):
        file.delete()
    for file, kind in form.taken:
        MinutesFile.objects.create(
            minutes=minutes,
            file=File(file),
            name=clean_name(file.name),
            size=file.size,
            extension=kind,
        )
    return minutes
