"""The last resort: the rows themselves, read as they are. Slow and literal, but always there."""

from django.db.models import F, Q
from django.db.models.functions import Lower

from ..language.parsing import Parsed
from ..models import SearchDocument
from ..query import CHECKED, DATE, DISTANCE, RELEVANCE, TITLE, Query
from .base import Answer, Progress
from .sieve import COLUMNS, Sieve

TEXTS = ("title", "summary", "keywords", "labels", "body")
BY_RANK = ("-rank", "title")
ORDERS = {
    RELEVANCE: BY_RANK,
    DISTANCE: BY_RANK,
    DATE: (F("date").desc(nulls_last=True), "title"),
    TITLE: (Lower("title"),),
    CHECKED: (F("checked").desc(nulls_last=True), Lower("title")),
}
CHUNK = 2000


class Database:
    name = "database"
    trouble_since = None

    def search(self, query: Query, parsed: Parsed) -> Answer:
        """Each row that has the words is looked at once, however many: only numbers are kept."""
        rows = self.matching(parsed, TEXTS)
        if query.scope:
            rows = rows.filter(kind__in=query.scope)
        sieve = Sieve(query)
        for row in rows.order_by(*ORDERS[query.sort], "pk").values(*COLUMNS).iterator(CHUNK):
            sieve.take(row)
        ids = sieve.ordered()
        page = ids[query.offset : query.offset + query.size]
        return Answer(page, len(ids), sieve.counts if query.counted else {}, sieve.cells())

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
