"""Files at their addresses: made in the background, kept, never read when the page is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail_localize.models import TranslationSource

from cms import background
from publications.longform.export import making, manuscript, tree
from publications.longform.export.models import Form, MadeFile, State
from publications.models import ChapterPage
from tests.factories.cms import add_page, language_roots
from tests.factories.publications import publication, publication_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(index):
    return publication(
        index,
        "Rapport",
        slug="rapport",
        authors="CASS",
        body=[{"type": "paragraph", "value": "<p>Bonjour.</p>"}],
    )


@pytest.fixture
def made(monkeypatch):
    """How often each form was made, without the seconds it takes."""
    counts = []

    def maker(form):
        return lambda read: counts.append(form) or f"{form} of {read.title}".encode()

    monkeypatch.setattr(making, "MAKERS", {form: maker(form) for form in Form})
    return counts


def ask(client, url, callbacks):
    with callbacks(execute=True):
        return client.get(url)


def content(response):
    return b"".join(response.streaming_content)


def test_the_first_reader_waits_and_the_next_gets_it(
    client, page, made, django_capture_on_commit_callbacks
):
    first = ask(client, "/fr/published/rapport.pdf", django_capture_on_commit_callbacks)
    assert first.status_code == 202
    assert first["Refresh"] == "2"
    assert "se prépare" in first.content.decode()
    second = client.get("/fr/published/rapport.pdf")
    assert second.status_code == 200
    assert second["Content-Type"] == "application/pdf"
    assert second["Content-Disposition"] == 'inline; filename="rapport.pdf"'
    assert content(second) == b"pdf of Rapport"
    assert made == ["pdf"]


def test_nothing_is_made_within_the_request(client, page, made):
    assert client.get("/fr/published/rapport.pdf").status_code == 202
    assert client.get("/fr/published/rapport.pdf").status_code == 202
    assert made == []
    assert MadeFile.objects.count() == 1


def test_it_is_kept_until_the_page_changes(
    client, page, made, private, django_capture_on_commit_callbacks
):
    url = "/fr/published/rapport.docx"
    ask(client, url, django_capture_on_commit_callbacks)
    response = client.get(url)
    content(response)
    again = client.get(url, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    page.title = "Rapport corrigé"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "docx" in made[1:], "publishing has it made again"
    assert content(client.get(url)) == b"docx of Rapport corrig\xc3\xa9"
    files = [path for path in private.rglob("*") if path.is_file()]
    assert len(files) == MadeFile.objects.exclude(file="").count(), "the old one is gone"


def test_publishing_makes_them_before_anybody_asks(page, made, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert sorted(made) == ["docx", "epub", "pdf"]
    with django_capture_on_commit_callbacks(execute=True):
        making.soon(making.make_waiting)
    assert len(made) == 3


def test_a_chapter_has_its_pdf_and_makes_the_whole_anew(
    client, page, made, django_capture_on_commit_callbacks
):
    chapter = add_page(page, ChapterPage, title="Ouverture", slug="ouverture")
    ask(client, "/fr/published/rapport/ouverture.pdf", django_capture_on_commit_callbacks)
    assert client.get("/fr/published/rapport/ouverture.pdf").status_code == 200
    assert client.get("/fr/published/rapport/ouverture.epub").status_code == 404
    ask(client, "/fr/published/rapport.pdf", django_capture_on_commit_callbacks)
    chapter.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        chapter.save_revision().publish()
    assert made.count("pdf") == 4


def test_a_failure_is_told_and_tried_again_only_when_asked(
    client, page, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    tries = []

    def breaks(read):
        tries.append(read)
        raise RuntimeError("no paper")

    monkeypatch.setattr(making, "MAKERS", dict.fromkeys(Form, breaks))
    caplog.set_level("CRITICAL")
    url = "/fr/published/rapport.pdf"
    ask(client, url, django_capture_on_commit_callbacks)
    for _time in range(3):
        failed = ask(client, url, django_capture_on_commit_callbacks)
        assert failed.status_code == 503
        assert "Refresh" not in failed
        assert "pas pu être produit" in failed.content.decode()
    assert len(tries) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
    assert len(tries) == 1, "not before a moment has passed"
    MadeFile.objects.update(began_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url).status_code == 302
    assert len(tries) == 2


@pytest.mark.parametrize("form", ["pdf", "docx", "epub", "bib", "ris", "txt"])
def test_what_nobody_may_read_has_no_file(
    client, page, made, form, django_capture_on_commit_callbacks
):
    url = f"/fr/published/rapport.{form}"
    ask(client, url, django_capture_on_commit_callbacks)
    assert client.get(url).status_code == 200
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(url).status_code == 404
    restriction.delete()
    page.unpublish()
    assert client.get(url).status_code == 404
    assert not MadeFile.objects.exists(), "and none is kept"


@pytest.mark.parametrize("path", ["rapports", "published/rien", "published", "x" * 3000, "-"])
@pytest.mark.parametrize("form", ["pdf", "bib"])
def test_addresses_that_lead_nowhere(client, page, path, form):
    assert client.get(f"/fr/{path}.{form}").status_code == 404


def test_a_file_lost_from_the_disk_is_made_again(
    client, page, made, django_capture_on_commit_callbacks
):
    url = "/fr/published/rapport.pdf"
    ask(client, url, django_capture_on_commit_callbacks)
    one = MadeFile.objects.get()
    one.file.storage.delete(one.file.name)
    assert ask(client, url, django_capture_on_commit_callbacks).status_code == 202
    assert client.get(url).status_code == 200


def test_a_worker_that_died_is_replaced(client, page, made, django_capture_on_commit_callbacks):
    url = "/fr/published/rapport.pdf"
    client.get(url)
    long_ago = timezone.now() - 2 * making.LONG * 100
    MadeFile.objects.update(state=State.MAKING, began_at=long_ago)
    ask(client, url, django_capture_on_commit_callbacks)
    assert client.get(url).status_code == 200


def test_a_page_deleted_meanwhile(page, made, private, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        making.order(page, Form.PDF)
        making.soon(making.make_waiting)
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert [path for path in private.rglob("*") if path.is_file()] == []


def test_the_file_costs_few_queries(client, page, made, django_capture_on_commit_callbacks):
    url = "/fr/published/rapport.pdf"
    ask(client, url, django_capture_on_commit_callbacks)
    with CaptureQueriesContext(connection) as captured:
        content(client.get(url))
    assert len(captured) <= 8, [query["sql"][:80] for query in captured]


def test_the_page_offers_its_files_and_how_to_quote_it(
    client, page, made, django_capture_on_commit_callbacks
):
    ask(client, "/fr/published/rapport.pdf", django_capture_on_commit_callbacks)
    with CaptureQueriesContext(connection) as captured:
        html = client.get(page.url).content.decode()
    assert len(captured) <= 12
    for form in ("pdf", "docx", "epub", "bib", "ris"):
        assert f'href="/fr/published/rapport.{form}"' in html
    assert '<meta name="citation_title" content="Rapport">' in html
    assert "Comment citer ce texte" in html
    assert "CASS, Rapport" in html


def test_the_citation_files(client, page):
    bib = client.get("/fr/published/rapport.bib")
    assert bib.content.decode().startswith("@techreport{rapport")
    assert client.get("/fr/published/rapport.ris").content.decode().startswith("TY  - RPRT")
    assert "CASS, Rapport" in client.get("/fr/published/rapport.txt").content.decode()


def test_without_a_worker_it_is_done_beside_the_request(settings, monkeypatch):
    started = []
    settings.TASKS_INLINE = False
    monkeypatch.setattr(background, "in_thread", started.append)
    monkeypatch.setattr(background.transaction, "on_commit", lambda work: work())
    background.soon(making.make_waiting)
    background.soon(making.make_waiting, even_if_nobody_waits=False)
    assert started == [making.make_waiting]


# --- two languages --------------------------------------------------------------------------------
def test_a_chapter_that_is_not_translated_is_announced(page):
    """French never stands silently in a Dutch file."""
    dutch = language_roots()[1]
    chapter = add_page(page, ChapterPage, title="Ouverture")
    page.save_revision().publish()
    there = publication_index(dutch)
    twin = publication(there, "Verslag", translation_key=page.translation_key, body=[])
    TranslationSource.get_or_create_from_instance(page)
    read = manuscript.of_publication(type(twin).objects.get(pk=twin.pk))
    text = tree.text_of(read.blocks)
    assert read.html_lang == "nl-BE"
    assert "Dit hoofdstuk is nog niet vertaald. Het is te lezen in het Frans" in text
    assert "Bonjour" not in text
    spans = [node["c"] for node in tree.walk(read.blocks) if node["t"] == "Span"]
    marked = [tree.text_of(inside) for attr, inside in spans if ["lang", "fr-BE"] in attr[2]]
    assert chapter.title in marked, "its title says in which language it is"
