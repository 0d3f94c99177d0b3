"""From a saved object to its search documents: recorded at once, described after commit."""

import logging
from collections import defaultdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import Page

from . import registry
from .documents import KIND_RANKS, Document, key_of, source_of
from .models import Change, SearchDocument

log = logging.getLogger(__name__)

BATCH = 200
LONGEST = 500  # characters of a title, of an address
FIELDS = [field.name for field in SearchDocument._meta.concrete_fields if not field.primary_key]


def record(model, pks) -> None:
    """Objects of this model changed. For bulk writes, which send no signal, call it yourself."""
    from .indexer import wake

    note(model, pks)
    transaction.on_commit(wake, robust=True)


def note(model, pks) -> None:
    Change.objects.bulk_create(
        [Change(source=source_of(model, pk)) for pk in pks], batch_size=BATCH
    )


def withdraw(model, pks) -> None:
    """Not public any more: nobody may find it from this transaction on, index or not."""
    pks = list(pks)
    for start in range(0, len(pks), BATCH):
        sources = [source_of(model, pk) for pk in pks[start : start + BATCH]]
        SearchDocument.objects.of(sources).delete()
    record(model, pks)


def describe_pending() -> int:
    """Bring the documents of everything that changed up to date; how many changes were read."""
    done = 0
    while changes := list(Change.objects.to_describe().values_list("id", "source")[:BATCH]):
        with transaction.atomic():
            describe_sources({source for _id, source in changes})
            ids = [change_id for change_id, _source in changes]
            Change.objects.filter(id__in=ids).update(described=True)
        done += len(changes)
    return done


def describe_sources(names) -> None:
    by_label = defaultdict(list)
    for name in names:
        label, _colon, pk = name.rpartition(":")
        by_label[label].append(pk)
    for label, pks in by_label.items():
        if source := registry.get(label):
            replace(source, public_objects(source).filter(pk__in=pks), pks)
        for model, bearers in registry.bearers(label, pks):
            note(model, bearers.iterator(BATCH))


def public_objects(source):
    """The app's own rule, and for pages ours on top of it: live, readable by all, not expired."""
    objects = source.public()
    if issubclass(source.model, Page):
        objects = objects.live().public().exclude(expire_at__lte=timezone.now())
    return objects


def replace(source, instances, pks) -> int:
    """Write the documents of `instances`; those of `pks` that are not among them disappear."""
    rows = [row for instance in instances for row in rows_of(source, instance)]
    names = [source_of(source.model, pk) for pk in pks]
    stale = SearchDocument.objects.of(names).exclude(id__in=[row.id for row in rows])
    stale.delete()
    SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=FIELDS, batch_size=BATCH
    )
    return len(rows)


def rows_of(source, instance) -> list[SearchDocument]:
    """One object that cannot be described must not keep all others from being found."""
    name = source_of(source.model, instance.pk)
    try:
        expires = getattr(instance, "expire_at", None)
        documents = [one for one in source.describe(instance) if len(one.url) <= LONGEST]
        return [to_row(name, document, expires) for document in documents]
    except (DatabaseError, ValidationError):
        raise
    except Exception:
        log.exception("search: %s could not be described", name)
        return []


def to_row(name: str, document: Document, expires=None) -> SearchDocument:
    body, anchors = text_of(document)
    day = document.date.date() if isinstance(document.date, datetime) else document.date
    return SearchDocument(
        id=key_of(name, document.language),
        source=name,
        language=document.language,
        kind=str(document.kind),
        title=clean(document.title)[:LONGEST],
        url=document.url,
        summary=clean(document.summary),
        body=body,
        anchors=anchors,
        keywords=clean(document.keywords),
        labels=clean(document.labels),
        date=day,
        checked=document.checked,
        places=[[float(latitude), float(longitude)] for latitude, longitude in document.places],
        facets={name: sorted(map(str, codes)) for name, codes in document.facets.items() if codes},
        marks=sorted(set(document.marks)),
        written=document.written,
        rank=document.rank * KIND_RANKS.get(str(document.kind), 1.0),
        expires=document.expires or expires,
    )


def text_of(document: Document) -> tuple[str, list[tuple[int, str]]]:
    """The body, and from which of its letters on each anchor leads to it."""
    parts, anchors, length = [], [], 0
    for anchor, text in document.passages or [("", document.body)]:
        if part := clean(text):
            parts.append(part)
            anchors.append((length, anchor))
            length += len(part) + 1
    return " ".join(parts), anchors if document.passages else []


def clean(text) -> str:
    """Spaces made equal, and none of the NUL bytes a database refuses."""
    return " ".join(str(text).replace("\x00", "").split())
