"""An import at each of its stages, as the admin and a worker would bring it there."""

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.importing import running
from cms.importing.models import Import, State


def previewed(kind, content, name="table.csv", **fields):
    job = Import(kind=kind, name=name, language="en", **fields)
    job.file.save(name, ContentFile(content), save=False)
    job.digest = job.digest_of_file()
    job.save()
    running.preview.call(job.pk, str(job.run))
    job.refresh_from_db()
    return job


def applied(job):
    """Somebody has pressed the button."""
    job.decided_at, job.state = timezone.now(), State.APPLYING
    job.save()
    running.apply.call(job.pk, str(job.run))
    job.refresh_from_db()
    return job
