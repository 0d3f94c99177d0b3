"""What a content app says about one of its objects, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from hashlib import blake2b

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What can be found, in the order in which the search page lists it."""

    ORGANISATION = "organisation", _("Organisations")
    RECOMMENDATION = "recommendation", _("Recommendations")
    INTERPELLATION = "interpellation", _("Interpellations")
    PUBLICATION = "publication", _("Publications")
    GROUP = "group", _("Working groups")
    EVENT = "event", _("Events")
    NEWS = "news", _("News")
    PAGE = "page", _("Pages")
    NETWORK = "network", _("Networks")
    TERM = "term", _("Glossary")
    LINK = "link", _("Useful links")


# How one hit is called, and the accent it takes in a list that mixes kinds.
ONE = {
    Kind.ORGANISATION: _("Organisation"),
    Kind.RECOMMENDATION: _("Recommendation"),
    Kind.INTERPELLATION: _("Interpellation"),
    Kind.PUBLICATION: _("Publication"),
    Kind.GROUP: _("Working group"),
    Kind.EVENT: _("Event"),
    Kind.NEWS: _("News item"),
    Kind.PAGE: _("Page"),
    Kind.NETWORK: _("Network"),
    Kind.TERM: _("Glossary term"),
    Kind.LINK: _("Useful link"),
}
ACCENTS = {
    Kind.ORGANISATION: "directory",
    Kind.NETWORK: "directory",
    Kind.RECOMMENDATION: "ledger",
    Kind.INTERPELLATION: "ledger",
    Kind.PUBLICATION: "publications",
    Kind.GROUP: "groups",
    Kind.EVENT: "news",
    Kind.NEWS: "news",
}

# Who types a need looks for somebody who can help: organisations come before what explains or
# tells of it, unless that is called by the very words.
KIND_RANKS = {
    Kind.ORGANISATION.value: 2.4,
    Kind.GROUP.value: 0.9,
    Kind.NEWS.value: 0.8,
    Kind.EVENT.value: 0.7,
    Kind.LINK.value: 0.8,
    Kind.PAGE.value: 0.8,
    Kind.TERM.value: 0.3,
}


@dataclass(frozen=True)
class Document:
    """Only what everybody may read: an object that is not public has no document."""

    kind: str
    language: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    passages: tuple[tuple[str, str], ...] = ()  # the body as anchors and texts, where it has any
    keywords: str = ""  # acronyms, other names, telephone numbers: found, never shown
    labels: str = ""  # streets, words of closed lists: the same, and they say less
    date: Day | None = None
    checked: Day | None = None  # when somebody last said that all of this is right
    places: tuple[tuple[float, float], ...] = ()  # latitude and longitude of each
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: tuple[str, ...] = ()  # what computed values of facets look at (`query.Clause`)
    written: str = ""  # the language of title, summary and body where it is not `language`
    rank: float = 1.0
    expires: datetime | None = None


def source_of(model: type[models.Model], pk: object) -> str:
    """The name of an object in the change log, whatever its language."""
    return f"{model._meta.label_lower}:{pk}"


def key_of(source: str, language: str) -> int:
    """A number that is the same on every machine, so an index never points at another object."""
    digest = blake2b(f"{source}:{language}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
