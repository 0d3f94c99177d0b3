"""An entry from a file into the database, as the form would: a revision, published unless drafts
were asked for, and a line in its history.

Thousands come at once. What Wagtail does at every save of every place and service is done once an
entry, and a new entry is not saved a second time in order to be published.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import published

from ..models import Organisation
from .drafting import DRAFTS


@transaction.atomic
def save(entry: Organisation, is_new: bool, job) -> None:
    with disable_reference_index_auto_update():
        revision = write(entry, is_new, job)
    ReferenceIndex.create_or_update_for_object(Organisation.objects.get(pk=entry.pk))
    log(
        instance=entry,
        action="cms.import",
        user=job.created_by,
        revision=revision,
        data={"file": job.name},
        content_changed=True,
    )


def write(entry: Organisation, is_new: bool, job):
    """The plan has checked it already: nothing is cleaned twice."""
    told = {"user": job.created_by, "clean": False}
    as_draft = job.has(DRAFTS)
    if is_new and not as_draft:
        return create_published(entry, told)
    if is_new:
        entry.live = False
        entry.save()
    elif not as_draft:
        # Kept out of revisions: see Organisation.with_content_json.
        Organisation.objects.filter(pk=entry.pk).update(confirmed_on=entry.confirmed_on)
    revision = entry.save_revision(**told)
    if not as_draft:
        revision.publish(user=job.created_by, skip_permission_checks=True)
    return revision


def create_published(entry: Organisation, told: dict):
    entry.live = True
    entry.first_published_at = entry.last_published_at = timezone.now()
    entry.save()
    revision = entry.save_revision(**told, changed=False)
    Organisation.objects.filter(pk=entry.pk).update(live_revision=revision)
    published.send(sender=Organisation, instance=entry, revision=revision)
    return revision
