"""The server is well, its indices are not: missing, closed, half-written, somebody else's."""

import pytest
from elasticsearch import Elasticsearch

from cms.glossary import Term
from search import registry
from search.documents import Document
from search.engines.base import EngineError
from search.engines.elasticsearch import engine as engine_module
from search.engines.elasticsearch import writing
from search.engines.elasticsearch.shelf import Taken
from search.find import find
from search.models import SearchDocument
from search.query import Query
from tests import elastic
from tests.factories.cms import TermFactory

from .helpers import recovered, titles

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def server(engines):
    return engines[0]


@pytest.fixture
def client(server):
    with Elasticsearch(elastic.URL, request_timeout=30) as made:
        yield made


def indices(client, server):
    return list(client.indices.get(index=f"{server.shelf.prefix}-*", expand_wildcards="all"))


def of(language, client, server):
    [name] = client.indices.get_alias(name=server.shelf.alias(language))
    return name


def damage(kind, client, server):
    shelf = server.shelf
    if kind == "all deleted":
        client.indices.delete(index=indices(client, server))
    elif kind == "one language deleted":
        client.indices.delete(index=of("fr", client, server))
    elif kind == "closed":
        client.indices.close(index=of("fr", client, server))
    elif kind == "place in the log lost":
        client.indices.delete(index=shelf.states)
    elif kind == "name given to another index":
        client.indices.delete(index=of("fr", client, server))
        client.indices.create(index=shelf.alias("fr"), mappings={"properties": {}})
    elif kind == "other fields":
        client.indices.delete(index=of("fr", client, server))
        other = {"properties": {"title_exact": {"type": "date"}}}
        name = f"{shelf.alias('fr')}-19990101t000000x0"
        client.indices.create(index=name, mappings=other, aliases={shelf.alias("fr"): {}})


KINDS = [
    "all deleted",
    "one language deleted",
    "closed",
    "place in the log lost",
    "name given to another index",
    "other fields",
]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_built_again(server, client, kind):
    damage(kind, client, server)
    results = find(Query("abécédaire"))  # whoever comes first gets the copy's answer
    assert [hit.title for hit in results.hits] == ["abécédaire"]
    TermFactory(term_fr="bestiaire")
    server.last_repair = -1000.0
    assert recovered("bestiaire").total == 1
    assert recovered("abécédaire").total == 1
    assert len(indices(client, server)) == 3  # two languages and the place in the log


def test_it_is_not_built_over_and_over(server, client, monkeypatch):
    damage("all deleted", client, server)
    built = []
    monkeypatch.setattr(server, "rebuild", lambda: built.append(1) or 0)
    server.last_repair = -1000.0
    for _ in range(4):
        assert find(Query("abécédaire")).degraded
    assert len(built) == 1


def test_what_an_interrupted_rebuild_left_is_removed(server, client, monkeypatch):
    def interrupted(*args):
        raise KeyboardInterrupt

    before = indices(client, server)
    monkeypatch.setattr(engine_module, "write_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        server.rebuild()
    assert sorted(indices(client, server)) == sorted(before)
    assert titles("abecedaire") == ["abécédaire"]
    monkeypatch.undo()


def test_a_half_written_index_never_answers(server, client):
    """Its writer died elsewhere without a word: it is no one's name, and the next build sweeps."""
    state = server.shelf.create(client, server.position, seconds=0)
    rows = SearchDocument.objects.all()[:1]
    entries = [writing.entry(server.shelf, state, row) for row in rows]
    list(writing.send(client, entries, state.turn))
    assert len(indices(client, server)) == 5
    assert recovered("abécédaire").total == 1
    server.rebuild()
    assert len(indices(client, server)) == 3


def test_two_rebuilds_at_once(server, client):
    with elastic.engine(prefix=server.shelf.prefix) as other:
        state = other.shelf.create(client, server.position, seconds=60)
        with pytest.raises(EngineError, match="already"):
            server.rebuild()
        other.shelf.write(client, state, state.position)
        server.rebuild()
        assert recovered("abécédaire").total == 1


def test_what_was_read_earlier_never_replaces_what_was_read_later(server, client):
    """A machine that fell asleep between reading and writing, while another one went on."""
    shelf = server.shelf
    asleep = shelf.take(client, shelf.state(client, shelf.answering(client)), seconds=0)
    row = SearchDocument.objects.get(language="fr")
    old = writing.entry(shelf, asleep, row)
    term = Term.objects.get()
    term.term_fr = "bestiaire"
    term.save()
    assert titles("bestiaire") == ["bestiaire"]
    assert list(writing.send(client, [old], asleep.turn, refresh=True)) == [False]
    assert titles("bestiaire") == ["bestiaire"]
    assert find(Query("abécédaire")).total == 0
    with pytest.raises(Taken):  # nor can it say that it had gone further
        shelf.write(client, asleep, asleep.position)
    term.delete()
    list(writing.send(client, [old], asleep.turn, refresh=True))
    assert find(Query("abécédaire")).total == 0  # what is gone does not come back either


def test_a_document_the_index_refuses_hides_no_other(server, client):
    """A place that is on no map."""

    def describe(term):
        places = ((999.0, 4.0),) if term.term_fr == "bestiaire" else ()
        return [Document("term", "fr", term.term_fr, "/", places=places)]

    registry.register(Term, public=Term.objects.all, describe=describe)
    TermFactory(term_fr="bestiaire")
    TermFactory(term_fr="codex")
    assert recovered("codex").total == 1
    assert server.waiting_since() is None
    server.rebuild()
    assert recovered("codex").total == 1


def test_a_question_that_fails_does_not_shut_the_server_out(server, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.engine.best_question", lambda *a: 1 / 0)
    assert find(Query("abécédaire")).degraded
    monkeypatch.setattr(engine_module, "best_question", engine_module.best_question)
    assert server.trouble_since is None


def test_another_machine_applied_it(server, client):
    """Then there is nothing left to do here but to notice."""
    with elastic.engine(prefix=server.shelf.prefix) as other:
        TermFactory(term_fr="bestiaire")
        assert titles("bestiaire") == ["bestiaire"]
        assert other.catch_up() == 0
        assert other.waiting_since() is None
