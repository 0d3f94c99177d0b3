"""For tests that need a real Elasticsearch: each gets indices of its own, gone afterwards."""

import os
import uuid
from contextlib import contextmanager

import pytest

URL = os.environ.get("ELASTICSEARCH_URL", "").split()
WHY = (
    "no Elasticsearch here; to run these tests on a real one: "
    "python tools/elasticsearch_node.py run -- make test"
)
MUST_RUN = os.environ.get("ELASTICSEARCH_REQUIRED") == "1"


def needed() -> None:
    if not URL and MUST_RUN:
        pytest.fail("ELASTICSEARCH_URL is missing, and these tests must run here")
    if not URL:
        pytest.skip(WHY)


def options(**changed) -> dict:
    needed()
    return {
        "hosts": URL,
        "prefix": f"test{uuid.uuid4().hex[:12]}",
        "api_key": "",
        "ca_file": "",
        "timeout": 10.0,
        "shards": 1,
        "replicas": 0,
    } | changed


@contextmanager
def engine(**changed):
    from search.engines.elasticsearch.engine import ElasticsearchEngine

    made = ElasticsearchEngine(options(**changed))
    try:
        yield made
    finally:
        forget(made.shelf.prefix)


def forget(prefix: str) -> None:
    from elasticsearch import Elasticsearch

    with Elasticsearch(URL, request_timeout=30) as client:
        if names := list(client.indices.get(index=f"{prefix}-*", expand_wildcards="all")):
            client.indices.delete(index=names, ignore_unavailable=True)
