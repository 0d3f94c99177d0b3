"""Content apps say here what can be found; `search` imports none of them.

    register(
        Organisation,
        public=Organisation.objects.live,
        describe=describe_organisation,   # fn(instance) -> list[Document], one per language
        follows={Place: "organisation"},  # saving a place is a change of its organisation
    )

`describe` gets a fresh instance of the `public` query. Called in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

from .documents import Document


@dataclass(frozen=True)
class Source:
    model: type[models.Model]
    public: Callable[[], models.QuerySet]
    describe: Callable[[models.Model], Iterable[Document]]
    follows: Mapping[type[models.Model], str] = field(default_factory=dict)


_sources: dict[str, Source] = {}


def register(model, *, public, describe, follows=None) -> None:
    from . import signals

    source = Source(model, public, describe, follows or {})
    _sources[model._meta.label_lower] = source
    signals.listen(source)


def sources() -> list[Source]:
    return list(_sources.values())


def get(label: str) -> Source | None:
    return _sources.get(label)


def is_registered(model: type[models.Model]) -> bool:
    return model._meta.label_lower in _sources
