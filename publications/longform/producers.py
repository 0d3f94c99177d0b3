"""Which groups made a publication. Apps to the left say it of their rows, as for mentions of an
organisation (`directory/mentions.py`).

    producers.register(Production, publication="publication", maker="page")

Rows hang on originals: both are compared by their family, so that it is said once for the two
languages. Nobody is named whose page the reader could not open.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from cms import languages
from cms.readable import ReadableQuerySet


@dataclass(frozen=True)
class Source:
    model: type[Model]
    publication: str  # its fields that hold the two pages
    maker: str

    @property
    def pairs(self):
        keys = (f"{self.publication}__translation_key", f"{self.maker}__translation_key")
        return self.model._default_manager.order_by().values_list(*keys)

    def makers(self, family):
        rows = self.model._default_manager.order_by()
        of_family = rows.filter(**{f"{self.publication}__translation_key": family})
        return of_family.values(f"{self.maker}__translation_key")


_sources: list[Source] = []


def register(model: type[Model], publication: str, maker: str) -> None:
    _sources.append(Source(model, publication, maker))


def makers_of(family: UUID) -> QuerySet | None:
    """One query, whatever the number of sources; None where nothing could have made it."""
    if not _sources:
        return None
    wanted = [Q(translation_key__in=source.makers(family)) for source in _sources]
    return readable(reduce(or_, wanted))


def by_publication() -> tuple[dict[UUID, set[UUID]], dict[UUID, str]]:
    """For a list: who made which publication, and how those are called that may be named."""
    made: dict[UUID, set[UUID]] = defaultdict(set)
    for source in _sources:
        for publication, maker in source.pairs:
            made[publication].add(maker)
    keys = {maker for makers in made.values() for maker in makers}
    pages = readable(Q(translation_key__in=keys)) if keys else []
    return made, {page.translation_key: page.title for page in pages}


def readable(wanted):
    pages = ReadableQuerySet(Page).filter(wanted)
    return pages.readable_in(languages.current()).order_by("title", "pk")
