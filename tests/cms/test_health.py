import json

import pytest

from cms import health


def test_alive_needs_nothing(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_says_what_it_looked_at(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"]["database"] == "ok"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_failing_probe_means_503_and_names_it_without_details(client, monkeypatch):
    def broken():
        raise RuntimeError("password=secret")

    monkeypatch.setitem(health._probes, "index", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["index"] == "failed"
    assert "secret" not in json.dumps(answer.json())
