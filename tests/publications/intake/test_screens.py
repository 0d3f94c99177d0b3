"""A document comes in through the admin: brought, looked through, mended, made into drafts."""

import re

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from cms.roles import Code
from publications.longform.intake.records import State
from publications.models import (
    ChapterPage,
    ImportedDocument,
    PublicationPage,
    Recommendation,
)
from tests.factories.editors import client_of, site_with_editors
from tests.factories.intake import SMALL, bring, latest, publications_list, written

pytestmark = pytest.mark.django_db
BIG = "\n\n".join(
    f"# Chapitre {part} : partie {part}\n\n"
    + "\n\n".join(f"Passage {part}.{n} du texte." for n in range(60))
    for part in range(1, 4)
)
PASTED = """Rapport d’activité 2014

1. Objet

Le travail en réseau demande du temps, et le temps man-
que à tous ceux qui voudraient le consacrer aux per-
sonnes plutôt qu’aux formulaires ; la coordi-
nation en a fait sa première question, parce que per-
sonne ne peut répondre seul.

2. Moyens

• une salle
• deux coordi-
nateurs
"""


@pytest.fixture
def site():
    site = site_with_editors()
    site.list = publications_list(site.fr)
    site.client = client_of(site.users[Code.COORDINATION])
    return site


@pytest.fixture(autouse=True)
def own_files(monkeypatch, tmp_path):
    storage = FileSystemStorage(location=tmp_path / "incoming")
    for name in ("file", "pictures"):
        monkeypatch.setattr(ImportedDocument._meta.get_field(name), "storage", storage)


def brought(site, capture, *args, **kwargs):
    with capture(execute=True):
        response = bring(site.client, *args, **kwargs)
    assert response.status_code == 302, response.content.decode()[:2000]
    return latest()


def address(name, document, *args):
    return reverse(f"intake:{name}", args=[document.pk, *args])


def made(site, document, **data):
    facts = {"title": "Rapport", "kind": "activity-report", "authors": "", "published_on": ""}
    response = site.client.post(address("create", document), facts | data)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return response


def test_from_a_file_to_drafts(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, written(BIG, "docx"))
    assert document.state == State.READY, document.message
    report = site.client.get(address("show", document)).content.decode()
    assert "Passage 1.1" not in report
    assert "Chapitre 2 – partie 2" in report
    response = made(site, document)
    page = PublicationPage.objects.get()
    assert response.status_code == 302
    assert not page.live
    chapters = ChapterPage.objects.child_of(page)
    assert [chapter.title for chapter in chapters] == [
        f"Chapitre {n} – partie {n}" for n in (1, 2, 3)
    ]
    assert not any(chapter.live for chapter in chapters)
    assert len(chapters[0].body) == 60
    assert page.get_latest_revision().user == site.users[Code.COORDINATION]


def test_nothing_of_the_file_is_kept_when_pages_are_made(
    site, django_capture_on_commit_callbacks, tmp_path
):
    document = brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx"))
    assert list((tmp_path / "incoming").iterdir())
    made(site, document)
    document.refresh_from_db()
    assert (document.state, document.reading, document.decisions) == (State.DONE, {}, {})
    assert list((tmp_path / "incoming").iterdir()) == []


def test_notes_and_inner_links_lead_somewhere(site, django_capture_on_commit_callbacks):
    made(site, brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx")))
    page = PublicationPage.objects.get()
    notes = {child.id for child in page.notes}
    sources = " ".join(str(block["value"]) for block in page.body.get_prep_value())
    assert len(notes) == 2
    assert set(re.findall(r'linktype="note" id="([^"]+)"', sources)) == notes
    heading = next(child for child in page.body if child.value and child.block_type == "heading")
    assert heading.value["text"] == "Première partie"
    target = re.search(r'linktype="passage" id="([^"]+):(p-\w+)"', sources)
    assert target.group(1) == str(page.translation_key)
    anchors = {f"p-{child.id[:8]}" for child in page.body}
    assert target.group(2) in anchors


def test_the_drafts_can_be_opened_and_previewed(site, django_capture_on_commit_callbacks):
    made(site, brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx")))
    page = PublicationPage.objects.get()
    assert site.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert site.client.get(page.url).status_code == 404


def test_a_pasted_text(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, text=PASTED)
    report = site.client.get(address("show", document)).content.decode()
    assert "Rapport d’activité 2014" in report
    changed = site.client.get(address("show", document) + "?status=changed").content.decode()
    assert "coordination" in changed
    made(site, document)
    page = PublicationPage.objects.get()
    kinds = [child.block_type for child in page.body]
    assert kinds == ["heading", "paragraph", "heading", "paragraph"]
    assert "que per-sonne" not in str(page.body[1].value)
    assert "<li>deux coordinateurs</li>" in page.body[3].value.source


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        ("quotation", "quotation"),
        ("testimony", "testimony"),
        ("speech", "speech"),
        ("heading", "heading"),
        ("recommendation", "paragraph"),
    ],
)
def test_passages_are_marked_together(site, django_capture_on_commit_callbacks, choice, kind):
    document = brought(site, django_capture_on_commit_callbacks, b"# Titre\n\nUn mot.", "a.md")
    key = document.was_read.pieces[-1].key
    data = {"passage": [key], "choice": choice, "level": "2"}
    site.client.post(address("text", document, 0), data)
    made(site, document)
    page = PublicationPage.objects.get()
    assert page.body[-1].block_type == kind


def test_a_passage_is_mended(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, b"# Titre\n\nUn mo t.", "a.md")
    key = document.was_read.pieces[-1].key
    screen = address("piece", document, key)
    assert "Un mo t." in site.client.get(screen).content.decode()
    site.client.post(screen, {"kind": "paragraph", "text": "Un *mot* <b>."})
    made(site, document)
    assert PublicationPage.objects.get().body[-1].value.source == "<p>Un <i>mot</i> &lt;b&gt;.</p>"


def test_what_was_mended_can_be_taken_back(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, b"# Titre\n\nUn mot.", "a.md")
    key = document.was_read.pieces[-1].key
    site.client.post(address("piece", document, key), {"drop": "1"})
    assert latest().decided.pieces == {key: {"drop": True}}
    site.client.post(address("piece", document, key), {"undo": "1"})
    assert latest().decided.pieces == {}


def test_uncertain_points_are_accepted_one_by_one_or_together(
    site, django_capture_on_commit_callbacks
):
    text = "\n\n".join(f"Un « mot numéro {n}." for n in range(3))
    document = brought(site, django_capture_on_commit_callbacks, text.encode(), "a.md")
    assert document.open_count == 3
    keys = [finding.key for finding in document.was_read.findings]
    site.client.post(address("accept", document), {"finding": keys[:1]})
    assert latest().open_count == 2
    site.client.post(address("accept", document), {"finding": keys})
    assert latest().open_count == 0


def test_the_editor_chooses_where_chapters_begin(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, written(BIG, "docx"))
    site.client.post(address("arrange", document), {"level": "0"})
    made(site, document)
    assert ChapterPage.objects.count() == 0


def test_one_heading_more_or_less_begins_a_chapter(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, written(BIG, "docx"))
    second = [p for p in document.was_read.pieces if p.kind == "heading"][1]
    site.client.post(address("arrange", document), {"key": second.key, "begins": "0"})
    made(site, document)
    assert ChapterPage.objects.count() == 2


def test_a_recommendation_may_become_a_draft_of_the_ledger(
    site, django_capture_on_commit_callbacks
):
    source = b"# Titre\n\nFinancer un mi-temps."
    document = brought(site, django_capture_on_commit_callbacks, source, "a.md")
    key = document.was_read.pieces[-1].key
    site.client.post(address("text", document, 0), {"passage": [key], "choice": "recommendation"})
    made(site, document, drafts="on", published_on="2014-05-01")
    draft = Recommendation.objects.get()
    page = PublicationPage.objects.get()
    assert (draft.live, draft.year, draft.title_fr) == (False, 2014, "Financer un mi-temps.")
    assert draft.source_page_id == page.pk
    assert draft.source_anchor == f"p-{page.body[-1].id[:8]}"


def test_pressed_twice_it_makes_one_publication(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx"))
    made(site, document)
    assert made(site, document).status_code == 302
    assert PublicationPage.objects.count() == 1


def test_a_discarded_document_is_erased(site, django_capture_on_commit_callbacks, tmp_path):
    document = brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx"))
    site.client.post(address("discard", document))
    assert not ImportedDocument.objects.exists()
    assert list((tmp_path / "incoming").iterdir()) == []


def test_what_nobody_takes_up_again_is_erased(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx"))
    ImportedDocument.objects.forget_old()
    assert ImportedDocument.objects.exists()
    ImportedDocument.objects.forget_old(before=document.touched_at.replace(year=2100))
    assert not ImportedDocument.objects.exists()


@pytest.mark.parametrize(
    "code", [Code.FACILITATION, Code.TRANSLATION, Code.COMMITTEE, Code.ORGANISATION]
)
def test_only_who_may_add_publications(site, django_capture_on_commit_callbacks, code):
    document = brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx"))
    other = client_of(site.users[code])
    key = document.was_read.pieces[0].key
    screens = [
        reverse("intake:list"),
        address("show", document),
        address("text", document, 0),
        address("piece", document, key),
        address("create", document),
    ]
    for url in screens:
        assert other.get(url).status_code in (302, 403), url
        assert "Première partie" not in other.get(url, follow=True).content.decode()
    for name in ("accept", "arrange", "again", "discard", "create"):
        other.post(address(name, document))
    assert latest().state == State.READY
    assert not PublicationPage.objects.exists()


def test_the_screens_cost_few_questions(
    site, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    document = brought(site, django_capture_on_commit_callbacks, written(BIG, "docx"))
    site.client.get(address("show", document))
    for url in (address("show", document), address("text", document, 1)):
        with django_assert_max_num_queries(40):
            site.client.get(url)


def test_unknown_places_are_not_found(site, django_capture_on_commit_callbacks):
    document = brought(site, django_capture_on_commit_callbacks, written(SMALL, "docx"))
    assert site.client.get(address("text", document, 99), follow=True).status_code == 404
    assert site.client.get(address("piece", document, "999"), follow=True).status_code == 404
    assert site.client.get(reverse("intake:list") + "?into=abc").status_code == 200
    assert site.client.get(reverse("intake:list") + "?into=99999").status_code == 200
