"""Calls in the editor of texts: stored and read back the same; what it can choose from."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.blocks import BodyBlock
from cms.roles import Code
from publications.longform.blocks import LongformBody
from publications.longform.blocks.calling import CALLS
from publications.longform.references import Reference
from tests.factories.cms import language_roots
from tests.factories.editors import client_of, site_with_editors
from tests.factories.longform import (
    ReferenceFactory,
    anchor,
    block,
    chapter,
    cite,
    heading,
    paragraph,
    published,
)
from tests.factories.publications import publication, publication_index

FEATURES = ["bold", "link", "ol", "ul", *CALLS]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Un<a id="6f3cbf4e-0f7a-5b0c-9a52-1d9c9a3d8f01" linktype="note">*</a> deux</p>',
        '<ul><li><b>Gras</b><a id="x" linktype="note">*</a></li></ul>',
        '<p>Selon <a id="12" linktype="reference">p. 12</a>.</p>',
        '<p>Voir <a id="6f3cbf4e-0f7a-5b0c-9a52-1d9c9a3d8f01:p-12345678" linktype="passage">'
        "proposition 7</a></p>",
    ],
)
def test_what_is_stored_comes_back_from_the_editor(html):
    converter = ContentstateConverter(FEATURES)
    state = converter.from_database_format(html)
    entities = json.loads(state)["entityMap"].values()
    assert all(entity["mutability"] == "IMMUTABLE" for entity in entities)
    again = converter.to_database_format(state)
    for piece in ('linktype="', ' id="', "*", "proposition 7", "p. 12"):
        assert again.count(piece) == html.count(piece)
    assert converter.to_database_format(converter.from_database_format(again)) == again


def test_the_three_are_offered_in_long_documents_only():
    long = LongformBody().child_blocks
    assert set(CALLS) < set(long["paragraph"].features)
    assert set(CALLS) < set(long["table"].child_blocks["table"].child_blocks["rich"].features)
    assert set(CALLS) < set(
        long["testimony"].child_blocks["turns"].child_block.child_blocks["text"].features
    )
    assert BodyBlock().child_blocks["paragraph"].features is None


def test_a_star_is_no_word():
    text = LongformBody().child_blocks["paragraph"]
    value = text.to_python('<p>Le mot<a linktype="note" id="x">*</a>. 2 * 3</p>')
    assert text.get_searchable_content(value) == ["Le mot. 2 * 3"]


@pytest.fixture
def report(db):
    page = publication(publication_index(language_roots()[0]), "Rapport", slug="rapport")
    return published(page)


def names(answer):
    assert answer.status_code == 200
    return [row["name"] for group in answer.json()["groups"] for row in group["rows"]]


def test_references_are_found_by_author_title_and_year(admin_client):
    ReferenceFactory(authors="Peeters, Jan", title="Réseaux", year=2011)
    ReferenceFactory(title="Autre chose")
    address = reverse("longform_references")
    assert len(names(admin_client.get(address))) == 2
    for words in ("peeters", "réseaux", "2011", "jan réseaux"):
        (name,) = names(admin_client.get(address, {"q": words}))
        assert name.startswith("Peeters, Jan (2011). Réseaux.")
    for nonsense in ("zzz", "%", "'" * 900):
        assert admin_client.get(address, {"q": nonsense}).status_code == 200


def test_passages_of_the_whole_publication_are_offered_as_drafts_have_them(admin_client, report):
    one = chapter(report, "Méthode", slug="un")
    one.body = [
        heading("Entretiens"),
        block("proposition", {"number": "7", "title": "Guichet", "text": "<p>x</p>"}, "p7"),
        paragraph("<p>Les deux groupes ont parlé.</p>", "x"),
    ]
    one.save_revision()
    address = reverse("longform_passages")
    answer = admin_client.get(address, {"page": report.pk, "q": ""})
    assert names(answer)[-3:] == [
        "« Entretiens » · Entretiens",
        "proposition 7 · 7 Guichet x",
        "Les deux groupes ont parlé.",
    ]
    rows = admin_client.get(address, {"page": one.pk, "q": "guichet"}).json()["groups"][0]["rows"]
    assert [row["id"] for row in rows] == [f"{one.translation_key}:{anchor('p7')}"]
    for page in ("", "0", "9" * 30, "-1", "x"):
        assert names(admin_client.get(address, {"page": page})) == []


def test_who_may_not_edit_sees_no_draft(db):
    site = site_with_editors()
    page = published(publication(publication_index(site.fr), "Rapport"))
    page.body = [heading("Secret")]
    page.save_revision()
    user = site.users[Code.COMMITTEE]
    answer = client_of(user).get(reverse("longform_passages"), {"page": page.pk})
    assert "Secret" not in answer.content.decode()
    assert client_of(user).get(reverse("longform_references")).status_code in (302, 403)


def test_a_reference_that_is_cited_is_not_deleted(admin_client, report):
    cited, free = ReferenceFactory(), ReferenceFactory()
    report.body = [paragraph(f"<p>{cite(cited)}</p>", "x")]
    published(report)
    for one in (cited, free):
        address = reverse("wagtailsnippets_publications_reference:delete", args=[one.pk])
        admin_client.post(address, follow=True)
    assert list(Reference.objects.all()) == [cited]
