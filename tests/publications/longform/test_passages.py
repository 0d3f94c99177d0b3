"""One block, one passage: cut once, with names that never change."""

import random

import pytest
from wagtail_localize.models import StringSegment

from publications.longform.passages import pieces_of, split
from publications.models import PublicationPage
from tests.factories.cms import language_roots
from tests.factories.editors import fill, start_translation
from tests.factories.longform import anchor, block, identity, paragraph, published
from tests.factories.publications import publication, publication_index


def test_each_paragraph_and_each_list_is_a_piece():
    html = (
        '<p data-block-key="a">Un <b>gras</b><br/>&amp; suite</p>\n'
        "<ul><li>a<ul><li>b</li></ul></li></ul><p>Fin</p>"
    )
    assert pieces_of(html) == [
        '<p data-block-key="a">Un <b>gras</b><br/>&amp; suite</p>',
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<p>Fin</p>",
    ]


@pytest.mark.parametrize("html", ["", "<p>seul</p>", "texte nu", "<ul><li>a</li></ul>"])
def test_what_is_one_passage_stays_one(html):
    assert "".join(pieces_of(html)) == html
    assert len(pieces_of(html)) <= 1


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_lost_by_cutting(seed):
    chance = random.Random(seed)
    pieces = ["a", "é", "&lt;", "&amp;", "\n", " ", "<br/>", "<b>g</b>", "<i>", "</i>"]
    texts = ["".join(chance.choices(pieces, k=9)) for _ in range(chance.randrange(5))]
    html = "".join(f"<p>x{text}</p>" for text in texts)
    assert "".join(pieces_of(html)) == html


def test_the_first_piece_keeps_its_name_and_the_others_get_theirs_for_good():
    body = [paragraph("<p>Un</p><p>Deux</p>", "x"), block("lead", "Chapeau", "l")]
    once = split(body)
    assert [one["value"] for one in once] == ["<p>Un</p>", "<p>Deux</p>", "Chapeau"]
    assert once[0]["id"] == identity("x")
    assert once == split(body)
    assert split(once) == once
    assert len({one["id"] for one in once}) == 3


def test_what_is_kept_is_not_cut():
    body = [paragraph("<p>Un</p><p>Deux</p>", "x")]
    assert split(body, {identity("x")}) == body


@pytest.mark.django_db
class TestSaving:
    @pytest.fixture
    def report(self):
        page = publication(publication_index(language_roots()[0]), "Rapport")
        page.body = [paragraph("<p>Un.</p><p>Deux.</p>", "x")]
        return page

    def test_a_draft_is_cut_already(self, report):
        draft = report.save_revision().as_object()
        assert [child.value.source for child in draft.body] == ["<p>Un.</p>", "<p>Deux.</p>"]
        first, second = (child.id for child in draft.body)
        assert first == identity("x")
        live = published(report)
        assert [child.id for child in live.body] == [first, second]
        assert live.outline["anchors"][0] == anchor("x")

    def test_moving_a_passage_moves_its_anchor_along(self, report):
        page = published(report)
        first, second = page.outline["anchors"]
        page.body = [page.body.get_prep_value()[place] for place in (1, 0)]
        assert published(page).outline["anchors"] == [second, first]

    def test_no_translation_is_lost_by_cutting(self, report):
        """Where somebody translates a block already, it stays whole; a new one is cut."""
        PublicationPage.objects.filter(pk=report.pk).update()
        page = published(report)
        page.get_parent().specific.save_revision().publish()
        whole = [paragraph("<p>Un.</p><p>Deux.</p>", "x")]
        PublicationPage.objects.filter(pk=page.pk).update(body=whole)
        page = PublicationPage.objects.get(pk=page.pk)
        translation = start_translation(page)
        fill(translation)
        done = translation.get_progress()
        page.body = [*whole, paragraph("<p>Trois.</p><p>Quatre.</p>", "y")]
        page = published(page)
        assert [child.value.source for child in page.body] == [
            "<p>Un.</p><p>Deux.</p>",
            "<p>Trois.</p>",
            "<p>Quatre.</p>",
        ]
        translation.source.update_from_db()
        assert translation.get_progress()[1] == done[1]
        assert StringSegment.objects.filter(source=translation.source).count() == done[0] + 2
