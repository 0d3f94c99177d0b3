"""The last resort: the rows themselves, read as they are. Slow and literal, but always there."""

from collections import Counter

from django.db.models import Q

from ..language.parsing import Parsed
from ..models import SearchDocument
from ..query import KIND, Query
from .base import Answer, Progress

TEXTS = ("title", "summary", "keywords", "labels", "body")


class Database:
    name = "database"
    trouble_since = None

    def search(self, query: Query, parsed: Parsed) -> Answer:
        rows = self.matching(parsed, TEXTS)
        if query.scope:
            rows = rows.filter(kind__in=query.scope)
        kinds = Counter(rows.values_list("kind", flat=True))
        if query.kinds:
            rows = rows.filter(kind__in=query.kinds)
        ids = rows.order_by("-rank", "title", "pk").values_list("pk", flat=True)
        page = list(ids[query.offset : query.offset + query.size])
        return Answer(page, rows.count(), {KIND: dict(kinds)})

    def suggest(self, parsed: Parsed, limit: int) -> list[int]:
        if not parsed.terms:
            return []
        rows = self.matching(parsed, ("title", "keywords"))
        return list(rows.order_by("-rank", "title", "pk").values_list("pk", flat=True)[:limit])

    def matching(self, parsed: Parsed, texts):
        rows = SearchDocument.objects.current().filter(language=parsed.language)
        for term in parsed.required:
            rows = rows.filter(contains(term.written, texts))
        for term in parsed.excluded:
            rows = rows.exclude(contains(term.written, texts))
        return rows

    def waiting_since(self) -> None:
        return None

    def look(self) -> None:
        pass

    def catch_up(self) -> int:
        return 0

    def rebuild(self, progress: Progress | None = None) -> int:
        return 0


def contains(written: str, texts) -> Q:
    found = Q()
    for name in texts:
        found |= Q(**{f"{name}__icontains": written.strip()})
    return found
