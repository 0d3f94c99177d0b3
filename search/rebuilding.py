"""Everything again, from the objects themselves. Can be interrupted anywhere, and run again."""

from django.db import transaction
from django.utils import timezone

from . import registry
from .changes import BATCH, public_objects, replace
from .models import SearchDocument


def describe_everything(progress=None) -> int:
    """Write the document of every public object; remove those of all others."""
    started, written = timezone.now(), 0
    for source in registry.sources():
        pks = list(public_objects(source).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            batch = pks[start : start + BATCH]
            with transaction.atomic():
                written += replace(source, public_objects(source).filter(pk__in=batch), batch)
            if progress:
                progress(source.model, min(start + BATCH, len(pks)), len(pks))
    SearchDocument.objects.filter(updated__lt=started).delete()
    return written
