"""Somebody at the organisation said that all of it is right: the day is noted, nothing else."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from search import changes

from ..organisations import Organisation

ACTION = "directory.confirm"


@transaction.atomic
def confirm(entries, on=None, user=None, by_link=False):
    """Note the day for all of these; each gets a line in its history. How many there were."""
    entries = list(entries)
    on = on or timezone.localdate()
    pks = [entry.pk for entry in entries]
    Organisation.objects.filter(pk__in=pks).update(confirmed_on=on)
    for entry in entries:
        entry.confirmed_on = on
        data = {"on": on.isoformat(), "by_link": by_link}
        log(instance=entry, action=ACTION, user=user, data=data)
    changes.record(Organisation, pks)  # an update sends no signal
    return len(entries)
