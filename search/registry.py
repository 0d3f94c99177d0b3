"""Content apps say here what can be found; `search` imports none of them.

    register(
        Organisation,
        public=Organisation.objects.live,
        describe=describe_organisation,   # fn(instance) -> list[Document], one per language
        follows={Place: "organisation"},  # saving a place is a change of its organisation
        words={Theme: ("themes", "services__themes")},  # renaming one, of all that bear it
    )

`describe` gets a fresh instance of the `public` query. Called in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q

from .documents import Document


@dataclass(frozen=True)
class Source:
    model: type[models.Model]
    public: Callable[[], models.QuerySet]
    describe: Callable[[models.Model], Iterable[Document]]
    follows: Mapping[type[models.Model], str] = field(default_factory=dict)
    words: Mapping[type[models.Model], tuple[str, ...]] = field(default_factory=dict)

    def bearers(self, word: type[models.Model], pks: Iterable) -> models.QuerySet:
        """The keys of the objects whose documents have these words in them."""
        bears = Q()
        for lookup in self.words[word]:
            bears |= Q(**{f"{lookup}__in": list(pks)})
        found = self.model._base_manager.filter(bears)
        return found.order_by("pk").values_list("pk", flat=True).distinct()


_sources: dict[str, Source] = {}


def register(model, *, public, describe, follows=None, words=None) -> None:
    from . import signals

    source = Source(model, public, describe, follows or {}, words or {})
    _sources[model._meta.label_lower] = source
    signals.listen(source)


def sources() -> list[Source]:
    return list(_sources.values())


def get(label: str) -> Source | None:
    return _sources.get(label)


def bearers(label: str, pks: Iterable) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """What has to be described again after words of this model changed."""
    for source in _sources.values():
        for word in source.words:
            if word._meta.label_lower == label:
                yield source.model, source.bearers(word, pks)


def is_registered(model: type[models.Model]) -> bool:
    return model._meta.label_lower in _sources
