"""Two kinds of things that can be found, described here so that no other app matters."""

import pytest

from cms.glossary import Term
from home.standard import StandardPage
from search import registry
from search.documents import Document, Kind
from search.engines.elasticsearch import connection
from search.engines.embedded.engine import Embedded
from search.find import find
from search.models import Change
from search.query import Query
from search.registry import register
from tests import elastic
from tests.factories.cms import TermFactory, language_roots

from .door import Door
from .helpers import PATIENCE, titles


def describe_term(term):
    return [
        Document(
            kind=Kind.TERM,
            language=code,
            title=getattr(term, f"term_{code}"),
            url=f"/{code}/{term.pk}/",
            body=getattr(term, f"definition_{code}"),
            facets={"letter": (term.term_fr[:1].lower(),)},
        )
        for code in ("fr", "nl")
    ]


def describe_page(page):
    language = page.locale.language_code
    return [Document(kind=Kind.PAGE, language=language, title=page.title, url=page.url or "/")]


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    register(Term, public=Term.objects.all, describe=describe_term)
    register(
        StandardPage,
        public=lambda: StandardPage.objects.select_related("locale"),
        describe=describe_page,
    )


@pytest.fixture
def door():
    elastic.needed()
    made = Door(elastic.URL[0])
    yield made
    made.close()


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def each_engine(request, settings, monkeypatch):
    """The test runs once with the engine of one machine, and once before it Elasticsearch."""
    if request.param == "embedded":
        yield
    else:
        with elastic.engine() as server:
            prefer(server, settings, monkeypatch)
            yield


def prefer(server, settings, monkeypatch):
    both = (server, Embedded(settings.SEARCH_DIR))
    for module in ("find", "indexer", "standing"):
        monkeypatch.setattr(f"search.{module}.engines", lambda: both)
    return both


@pytest.fixture
def engines(door, settings, monkeypatch):
    """Elasticsearch behind the door, and the copy on this machine; one thing is known to both."""
    with elastic.engine(hosts=[door.url], timeout=PATIENCE) as server:
        both = prefer(server, settings, monkeypatch)
        # Nobody waits here before it is tried again.
        monkeypatch.setattr(connection, "BETWEEN_TRIES", 0.0)
        TermFactory(term_fr="abécédaire")
        assert titles("abecedaire") == ["abécédaire"]
        assert find(Query("abécédaire")).engine == "elasticsearch"
        yield both
        door.open()


@pytest.fixture
def nothing_applied(monkeypatch):
    """As if the process died right after the commit: recorded, and nobody read it yet."""
    monkeypatch.setattr("search.indexer.catch_up", lambda: 0)


@pytest.fixture
def front(db):
    french, _dutch = language_roots()
    Change.objects.all().delete()
    return french
