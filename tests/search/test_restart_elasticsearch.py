"""A server that is killed and comes back, with what it held. It is one of its own: CI has it."""

import os
import signal

import pytest

from search.engines.elasticsearch import connection
from search.find import find
from search.query import Query
from tests import elastic
from tests.factories.cms import TermFactory
from tools import elasticsearch_node

from .conftest import prefer
from .helpers import recovered, titles

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def node():
    if not elastic.MUST_RUN:
        pytest.skip("takes half a minute and 800 MB: set ELASTICSEARCH_REQUIRED=1 to run it")
    made = elasticsearch_node.Node()
    try:
        made.start()
        yield made
    finally:
        made.stop()


def test_killed_and_back(node, settings, monkeypatch):
    monkeypatch.setattr(connection, "BETWEEN_TRIES", 0.0)
    with elastic.engine(hosts=[node.url]) as server:
        prefer(server, settings, monkeypatch)
        gone = TermFactory(term_fr="abécédaire")
        assert titles("abecedaire") == ["abécédaire"]
        assert find(Query("abécédaire")).engine == "elasticsearch"
        os.killpg(node.process.pid, signal.SIGKILL)
        node.process.wait()
        TermFactory(term_fr="bestiaire")
        gone.delete()
        assert find(Query("bestiaire")).degraded
        assert titles("bestiaire") == ["bestiaire"]
        assert titles("abecedaire") == []
        node.launch()
        assert recovered("bestiaire").total == 1
        assert recovered("abécédaire").total == 0
        assert server.waiting_since() is None
