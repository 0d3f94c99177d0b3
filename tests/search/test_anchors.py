"""A passage of a long text leads to where it stands on its page."""

import pytest

from search.changes import to_row
from search.documents import Document
from search.engines import engines
from search.find import find
from search.models import SearchDocument
from search.query import Query

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter():
    document = Document(
        kind="publication",
        language="fr",
        title="Un chapitre",
        url="/fr/chapitre/",
        summary="Ce qui est\tdit.",
        passages=(
            ("p-1", "Des   girafes d’abord."),
            ("p-2", " \n "),
            ("p-3", "Puis des zèbres. " * 40 + "Enfin un okapi."),
            ("", "Une note sans adresse parle du tapir."),
        ),
    )
    to_row("contract.x:1", document).save()
    engines()[0].rebuild()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("girafe", "/fr/chapitre/#p-1"),
        ("zèbre", "/fr/chapitre/#p-3"),
        ("okapi", "/fr/chapitre/#p-3"),
        ("tapir", ""),
        ("dit", ""),
        ("chapitre", ""),
    ],
)
def test_the_address_of_a_passage(chapter, text, address):
    [hit] = find(Query(text)).hits
    assert hit.url == "/fr/chapitre/"
    assert hit.passage_url == address


def test_a_body_of_one_piece_has_no_anchors():
    row = to_row("x.x:1", Document("page", "fr", "A", "/a/", body="girafe"))
    assert (row.body, row.anchors) == ("girafe", [])
    assert SearchDocument(url="/a/").address_of(3) == ""
