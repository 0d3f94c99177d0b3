"""Every text of every block of long documents is asked for once, and comes back in its place."""

import pytest
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.blocks import BodyBlock
from home.translating import translate_page
from publications.longform.blocks import LongformBody
from publications.models import PublicationPage
from tests.cms.test_blocks_translation import (
    MARK,
    asked,
    dutch_body,
    everything,
    items,
    normal,
    replaced,
    submit,
    texts_in,
    translate_all,
)
from tests.factories.editors import front_pages
from tests.factories.longform import block, call, identity, note, published
from tests.factories.publications import RecommendationFactory, publication, publication_index

pytestmark = pytest.mark.django_db
KEPT = "Nothing about us"


def rich(word):
    return f"<p>{MARK} {word} un</p><ul><li>{MARK} {word} <b>deux</b></li></ul>"


def everything_long():
    values = {
        "proposition": {"number": "7 bis", "title": f"{MARK} titre", "text": rich("proposition")},
        "testimony": {
            "turns": items({"role": "A", "text": rich("A")}, {"role": "C", "text": rich("C")}),
            "context": f"{MARK} contexte",
        },
        "speech": {
            "title": f"{MARK} discours",
            "speaker": f"{MARK} qui",
            "role": f"{MARK} rôle",
            "text": rich("discours"),
        },
        "foreign": {
            "language": "en",
            "text": f"<p>{KEPT} without us.</p>",
            "translation": rich("traduction"),
        },
        "grid": {
            "caption": f"{MARK} grille",
            "columns": items(f"{MARK} colonne A", f"{MARK} colonne B"),
            "rows": items(
                {"heading": f"{MARK} rang", "cells": items(rich("case 1"), rich("case 2"))},
            ),
        },
        "sheet": {
            "title": f"{MARK} fiche",
            "hypotheses": rich("hypothèses"),
            "features": rich("traits"),
            "strengths": rich("forces"),
            "weaknesses": rich("faiblesses"),
            "source": f"{MARK} source",
        },
        "analysis": {
            "title": f"{MARK} analyse",
            "situation": rich("situation"),
            "interpretations": rich("interprétations"),
            "convergences": rich("convergences"),
            "divergences": rich("divergences"),
            "hypotheses": rich("hyp"),
            "perspectives": rich("perspectives"),
            "validation": "validated",
            "validated_by": f"{MARK} assemblée",
            "validated_on": "2015-06-02",
        },
        "recommendation": RecommendationFactory().pk,
    }
    blocks = everything()
    for one in blocks:
        if one["type"] == "heading":
            one["value"] |= {"level": "5", "numbered": False, "number": "3.2"}
        if one["type"] == "quotation":
            one["value"]["page"] = "12"
        if one["type"] == "paragraph":  # one passage: it is not cut
            one["value"] = f"<p>{MARK} paragraphe{call('n')} suite</p>"
    blocks += [block(name, value, f"long {name}") for name, value in values.items()]
    kinds = [one["type"] for one in blocks]
    assert sorted(kinds) == sorted(LongformBody().child_blocks), "a new block: say what it holds"
    assert len(kinds) == len(BodyBlock().child_blocks) + len(values)
    return blocks


@pytest.fixture
def page():
    index = publication_index(front_pages()[0])
    index.save_revision().publish()
    translate_page(index, type(index)(title="Publicaties", slug="publicaties"))
    page = publication(index, "Rapport", slug="rapport")
    page.body = everything_long()
    page.notes = [note(f"<p>{MARK} note</p>", "n")]
    return published(page)


def attributes(name):
    """Of a call, in our order and in the one in which wagtail-localize writes them."""
    kind, target = 'linktype=\\"note\\"', f'id=\\"{identity(name)}\\"'
    return (kind, target), (target, kind)


def test_every_text_is_asked_for_and_no_code_is(page):
    source, _translation = submit(page)
    wanted = {normal(text) for text in texts_in(page.body.get_prep_value())}
    assert {normal(text) for text in asked(source)} == wanted
    notes = StringSegment.objects.filter(source=source, context__path__startswith="notes.")
    assert [one.string.data for one in notes] == [f"{MARK} note"]


def test_every_text_comes_back_with_its_codes_its_words_and_its_calls(page):
    source, translation = submit(page)
    translate_all(source, translation)
    translated = dutch_body(page, translation)
    original = [child.get_prep_value() for child in page.body]
    assert MARK not in str(translated)
    original = replaced(original, *(f"<a {' '.join(order)}>" for order in attributes("n")))
    assert replaced(translated, "TEKST", MARK) == original
    target = page.get_translation(translation.target_locale)
    assert target.outline["notes"] == [identity("n")]
    assert target.outline["anchors"] == page.outline["anchors"]
    assert target.notes[0].id == identity("n")


def test_a_call_is_no_border_between_two_texts(page):
    source, _translation = submit(page)
    (segment,) = StringSegment.objects.filter(source=source, string__data__contains="paragraphe<")
    assert segment.string.data == f'{MARK} paragraphe<a id="a1">*</a> suite'


def test_a_translation_without_the_call_is_not_published(page):
    source, translation = submit(page)
    translate_all(source, translation)
    lost = StringTranslation.objects.get(translation_of__data__contains="paragraphe<")
    lost.data = "TEKST zonder noot"
    lost.save()
    with pytest.raises(Exception, match="TEKST zonder noot"):
        translation.save_target(publish=True)
    assert not PublicationPage.objects.filter(locale=translation.target_locale, live=True).exists()
    assert Translation.objects.filter(pk=translation.pk, enabled=True).exists()
