"""What has a hole is not published, by whatever way; a draft may be saved."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from publications.longform.faults import faults_in
from publications.longform.translating import calls_lost
from publications.models import ChapterPage, PublicationPage
from tests.factories.cms import language_roots
from tests.factories.longform import (
    ReferenceFactory,
    block,
    call,
    chapter,
    cite,
    identity,
    items,
    note,
    paragraph,
    published,
    refer,
)
from tests.factories.publications import publication, publication_index


def found(texts, notes=(), references=(), passages=()):
    return [
        (fault.code, fault.words)
        for fault in faults_in(
            texts, dict(notes), set(references).__contains__, set(passages).__contains__
        )
    ]


def test_a_call_without_a_note_is_named_by_the_words_before_it():
    text = f"<p>Les groupes se sont réunis six fois{call('a')} cette année.</p>"
    assert found([text]) == [("note", "Les groupes se sont réunis six fois")]
    assert found([text], {identity("a"): "<p>A.</p>"}) == []


def test_only_the_last_words_are_said():
    text = f"<p>{' '.join('abcdefghij')}{call('a')}</p>"
    assert found([text]) == [("note", "…c d e f g h i j")]


def test_a_note_nobody_calls_is_named_by_its_own_words():
    notes = {identity("a"): "<p>Rapport annuel.</p>"}
    assert found(["<p>Rien.</p>"], notes) == [("unused-note", "Rapport annuel.")]


def test_a_note_called_by_a_note_is_called():
    notes = {identity("a"): f"<p>Voir{call('b')}</p>", identity("b"): "<p>B.</p>"}
    assert found([f"<p>x{call('a')}</p>"], notes) == []


def test_citations_and_cross_references_need_something_to_lead_to():
    text = '<p>x <a linktype="reference" id="7">*</a> y <a linktype="passage" id="k:p-1">*</a></p>'
    assert found([text]) == [("reference", "x"), ("passage", "x * y")]
    assert found([text], references=[7], passages=["k:p-1"]) == []


def test_a_translation_that_lost_the_last_call_of_a_note_says_where():
    links = {"a1": {"linktype": "note", "id": "n"}, "a2": {"href": "https://example.org"}}
    assert calls_lost([('Un <a id="a1">*</a>', links)]) == []
    assert calls_lost([("Zes keer vergaderd.", links)]) == ["Zes keer vergaderd."]
    assert calls_lost([("weg", links), ('hier <a id="a1">*</a>', links)]) == []


@pytest.fixture
def report(db):
    page = publication(publication_index(language_roots()[0]), "Rapport", slug="rapport")
    return published(page)


def raw(text, entities=()):
    """What the editor of texts sends."""
    ranges = [{"offset": o, "length": n, "key": key} for key, (o, n, _e) in enumerate(entities)]
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "abcde",
                    "text": text,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": ranges,
                    "data": {},
                }
            ],
            "entityMap": {str(key): entity for key, (_o, _n, entity) in enumerate(entities)},
        }
    )


def sent(page, body=(), notes=(), **more):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": "",
            "body": streamfield(body),
            "notes": streamfield(notes),
            "seo_title": "",
            "search_description": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            **more,
        }
    )


def a_call(name):
    entity = {"type": "NOTE", "mutability": "IMMUTABLE", "data": {"id": identity(name)}}
    return raw("Six fois*.", [(8, 1, entity)])


class TestForm:
    @pytest.fixture
    def one(self, report):
        return published(chapter(report, "Premier chapitre", slug="un"))

    def post(self, client, page, action, **data):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        more = {"action-publish": "1"} if action == "publish" else {}
        return client.post(address, sent(page, **data) | more, follow=True)

    def test_publishing_a_call_without_a_note_is_refused_with_its_place(self, admin_client, one):
        answer = self.post(admin_client, one, "publish", body=[("paragraph", a_call("a"))])
        text = answer.content.decode()
        assert "Dans « Premier chapitre », après « Six fois » : appel de note sans note." in text
        assert not ChapterPage.objects.get(pk=one.pk).body

    def test_the_draft_is_saved_and_says_what_is_missing(self, admin_client, one):
        answer = self.post(admin_client, one, "save", body=[("paragraph", a_call("a"))])
        draft = ChapterPage.objects.get(pk=one.pk).get_latest_revision_as_object()
        assert call("a") in draft.body[0].value.source
        assert "appel de note sans note" in answer.content.decode()

    def test_with_its_note_it_is_published(self, admin_client, one):
        data = sent(one, [("paragraph", a_call("a"))], [("note", raw("Voir le rapport."))])
        data |= {"notes-0-id": identity("a"), "action-publish": "1", "change": "edition"}
        admin_client.post(reverse("wagtailadmin_pages:edit", args=[one.pk]), data, follow=True)
        live = ChapterPage.objects.get(pk=one.pk)
        assert live.outline["notes"] == [identity("a")]

    def test_a_role_that_tells_too_much_warns_and_forbids_nothing(self, admin_client, one):
        turns = items({"role": "Fatima", "text": "<p>Mots.</p>"})
        one.body = [block("testimony", {"turns": turns, "context": ""}, "t")]
        one = published(one)
        address = reverse("wagtailadmin_pages:edit", args=[one.pk])
        assert "« Fatima » : cela se lit comme un nom" in admin_client.get(address).content.decode()

    def test_the_form_offers_the_three_in_every_text(self, admin_client, one):
        text = admin_client.get(reverse("wagtailadmin_pages:edit", args=[one.pk])).content.decode()
        assert "js/admin/calls.js" in text
        assert "Appeler une note" in text

    def test_publishing_many_at_once_is_refused_too(self, admin_client, report, one):
        one.body = [paragraph(f"<p>Ici{call('a')}.</p>", "x")]
        one.save_revision()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = admin_client.post(f"{address}?id={one.pk}&next=/admin/", follow=True)
        assert "appel de note sans note" in answer.content.decode()
        assert not ChapterPage.objects.get(pk=one.pk).body


def test_every_fault_of_a_page_is_found_and_none_of_a_sound_one(report):
    one = chapter(report, "Un", slug="un")
    other = published(chapter(report, "Deux", slug="deux"))
    known = ReferenceFactory()
    one.body = [
        paragraph(f"<p>A{call('a')} {cite(known)} {refer(other)} {refer(one, 'x')}</p>", "x")
    ]
    one.notes = [note("<p>A.</p>", "a")]
    assert one.faults == []
    target = refer(other, "gone")
    one.body = [paragraph(f"<p>A {target}</p>", "x")]
    Page.objects.get(pk=other.pk).delete()
    assert [fault.code for fault in one.faults] == ["passage", "unused-note"]
    assert all("« Un »" in fault.text for fault in one.faults)


def test_nonsense_as_a_target_is_a_fault_and_no_crash(report):
    report.body = [
        paragraph(
            '<p>x<a linktype="passage" id="éà:">*</a> <a linktype="reference" id="²">*</a>'
            '<a linktype="note">*</a></p>',
            "x",
        )
    ]
    assert [fault.code for fault in report.faults] == ["passage", "reference", "note"]
    assert PublicationPage.objects.filter(pk=report.pk).exists()
