"""Every engine answers the same questions about the same documents."""

from pathlib import Path

import pytest
import yaml

from cms.glossary import Term
from search.changes import to_row
from search.documents import Document
from search.engines.embedded.engine import Embedded
from search.models import Change, SearchDocument

HERE = Path(__file__).parent
POSTCODE = "1030"


def rows():
    corpus = yaml.safe_load((HERE / "corpus.yaml").read_text(encoding="utf-8"))
    for key, entry in corpus.items():
        for place, code in enumerate(("fr", "nl")):
            title, summary, body, keywords = entry[code]
            where = f" {entry['address'][place]}, {POSTCODE}" if "address" in entry else ""
            document = Document(
                kind=entry["kind"],
                language=code,
                title=title,
                url=f"/{code}/{key}/",
                summary=summary,
                body=body + where,
                keywords=f"{keywords} {entry.get('phone', '')}",
                date=entry.get("date"),
                facets={"theme": entry["themes"]},
            )
            yield to_row(f"contract.{entry['kind']}:{key}", document)


def terms():
    for fr, nl, others_fr, others_nl in yaml.safe_load(
        (HERE / "glossary.yaml").read_text(encoding="utf-8")
    ):
        yield Term(
            term_fr=fr,
            term_nl=nl,
            synonyms_fr="\n".join(others_fr),
            synonyms_nl="\n".join(others_nl),
        )


@pytest.fixture(params=["embedded"])
def engine(request, tmp_path):
    """Another engine joins by adding its name here and its making below."""
    return {"embedded": lambda: Embedded(tmp_path / "index")}[request.param]()


@pytest.fixture
def filled(db, engine, monkeypatch):
    """The engine, knowing the whole corpus, and the one that `find` asks."""
    # The log goes on from somewhere, as in a database that has lived.
    Change.objects.create(source="contract.before:1", described=True)
    SearchDocument.objects.bulk_create(rows())
    Term.objects.bulk_create(terms())
    engine.rebuild()
    monkeypatch.setattr("search.find.engines", lambda: (engine,))
    monkeypatch.setattr("search.indexer.engines", lambda: (engine,))
    return engine
