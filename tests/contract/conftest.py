"""Every engine answers the same questions about the same documents."""

import pytest

from cms.glossary import Term
from search.engines.embedded.engine import Embedded
from search.models import Change, SearchDocument

from .. import elastic
from . import region


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, tmp_path):
    """Another engine joins by adding its name here and its making below."""
    if request.param == "embedded":
        yield Embedded(tmp_path / "index")
    else:
        with elastic.engine() as engine:
            yield engine


@pytest.fixture
def filled(db, engine, monkeypatch):
    """The engine, knowing the hand-written corpus, and the one that `find` asks."""
    return knowing(region.handwritten("corpus.yaml"), engine, monkeypatch)


@pytest.fixture
def whole_region(db, engine, monkeypatch):
    """The same among more than 300 organisations."""
    return knowing(region.rows(), engine, monkeypatch)


def knowing(rows, engine, monkeypatch):
    # The log goes on from somewhere, as in a database that has lived.
    Change.objects.create(source="contract.before:1", described=True)
    SearchDocument.objects.bulk_create(rows)
    Term.objects.bulk_create(region.terms())
    engine.rebuild()
    for module in ("find", "indexer", "standing"):
        monkeypatch.setattr(f"search.{module}.engines", lambda: (engine,))
    return engine
