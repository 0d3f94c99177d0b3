"""What the environment says of Elasticsearch: enough with its address, refused with a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import environment


@pytest.fixture
def given(monkeypatch):
    def give(**variables):
        for name in ("URL", "API_KEY", "CA", "PREFIX", "SHARDS", "REPLICAS", "TIMEOUT"):
            monkeypatch.delenv(f"ELASTICSEARCH_{name}", raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(f"ELASTICSEARCH_{name}", value)
        return environment.elasticsearch()

    return give


def test_none(given):
    assert given()["hosts"] == []


def test_an_address_is_enough(given):
    options = given(URL="http://127.0.0.1:9200")
    assert options["hosts"] == ["http://127.0.0.1:9200"]
    assert (options["prefix"], options["shards"], options["replicas"]) == ("cass", 1, 0)
    assert options["timeout"] == 1.0


def test_a_cluster(given, tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_text("-")
    options = given(
        URL="https://es1:9200, https://es2:9200", CA=str(ca), API_KEY="k", REPLICAS="1", TIMEOUT="2"
    )
    assert options["hosts"] == ["https://es1:9200", "https://es2:9200"]
    assert (options["ca_file"], options["api_key"]) == (str(ca), "k")
    assert (options["replicas"], options["timeout"]) == (1, 2.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "search.example.org"),
        ("URL", "https://search.example.org"),
        ("URL", "ftp://search.example.org:9200"),
        ("CA", "/nowhere/ca.pem"),
        ("SHARDS", "0"),
        ("SHARDS", "many"),
        ("REPLICAS", "-1"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "nan"),
    ],
)
def test_nonsense_is_refused_by_its_name(given, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"ELASTICSEARCH_{name}"):
        given(**{name: value})
