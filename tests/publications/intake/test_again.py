"""The corrected file comes in again: what stays keeps its address and its translation."""

import uuid

import pytest

from cms.roles import Code
from publications.longform.intake.identity import Passage, matched
from publications.models import ChapterPage, PublicationPage
from tests.factories.editors import client_of, site_with_editors
from tests.factories.intake import bring, latest, publications_list
from tests.publications.intake.test_screens import address, made, own_files  # noqa: F401

pytestmark = pytest.mark.django_db

FIRST = """# Un

Le premier passage reste tel quel.

Le deuxième passage sera corrigé plus tard.

Le troisième s’en va, sans laisser de trace dans la suite.

# Deux

Un passage du second chapitre[^1].

[^1]: Une note.
"""
SECOND = """# Un

Le premier passage reste tel quel.

Le deuxième passage a été corrigé plus tard.

Un tout autre propos, qui ne ressemble à rien de connu.

# Deux

Un passage du second chapitre[^1].

# Trois

Un chapitre ajouté.

[^1]: Une note.
"""
LEVEL = {"level": "1"}


@pytest.fixture
def site():
    site = site_with_editors()
    site.list = publications_list(site.fr)
    site.client = client_of(site.users[Code.COORDINATION])
    return site


def came(site, capture, source, into=None):
    with capture(execute=True):
        bring(site.client, source.encode(), "a.md", into=into)
    document = latest()
    site.client.post(address("arrange", document), LEVEL)
    return document


def first_time(site, capture):
    made(site, came(site, capture, FIRST))
    page = PublicationPage.objects.get()
    for each in [page, *ChapterPage.objects.child_of(page)]:
        each.get_latest_revision().publish()
    return page


def drafts(page):
    chapters = ChapterPage.objects.child_of(page)
    return {c.title: c.get_latest_revision_as_object() for c in chapters}


def ids(page):
    return {str(child.value): child.id for child in page.body}


def test_the_same_file_gives_the_same_addresses(site, django_capture_on_commit_callbacks):
    page = first_time(site, django_capture_on_commit_callbacks)
    before = {title: ids(draft) for title, draft in drafts(page).items()}
    document = came(site, django_capture_on_commit_callbacks, FIRST, page)
    shown = site.client.get(address("create", document)).content.decode()
    assert "0 sont nouveaux, 0 s’en vont" in shown
    revisions = {t: d.latest_revision_id for t, d in drafts(page).items()}
    made(site, document)
    assert {title: ids(draft) for title, draft in drafts(page).items()} == before
    assert {t: d.latest_revision_id for t, d in drafts(page).items()} == revisions


def test_a_corrected_passage_keeps_its_address(site, django_capture_on_commit_callbacks):
    page = first_time(site, django_capture_on_commit_callbacks)
    before = [child.id for child in drafts(page)["Un"].body]
    notes = [child.id for child in drafts(page)["Deux"].notes]
    document = came(site, django_capture_on_commit_callbacks, SECOND, page)
    shown = site.client.get(address("create", document)).content.decode()
    assert "corrigé plus tard" in shown
    made(site, document)
    after = drafts(page)
    assert list(after) == ["Un", "Deux", "Trois"]
    now = [child.id for child in after["Un"].body]
    assert now[:2] == before[:2]
    assert now[2] != before[2]
    assert [child.id for child in after["Deux"].notes] == notes


def test_readers_see_nothing_before_it_is_published(site, django_capture_on_commit_callbacks):
    page = first_time(site, django_capture_on_commit_callbacks)
    made(site, came(site, django_capture_on_commit_callbacks, SECOND, page))
    one = ChapterPage.objects.get(title="Un")
    assert one.live
    assert one.has_unpublished_changes
    assert "sera corrigé" in str(one.body)
    assert not ChapterPage.objects.get(title="Trois").live


def test_what_the_site_added_stays(site, django_capture_on_commit_callbacks):
    page = first_time(site, django_capture_on_commit_callbacks)
    one = ChapterPage.objects.get(title="Un")
    one.body.insert(1, ("lead", "Ajouté sur le site."))
    one.save_revision().publish()
    made(site, came(site, django_capture_on_commit_callbacks, SECOND, page))
    kinds = [child.block_type for child in drafts(page)["Un"].body]
    assert kinds == ["paragraph", "lead", "paragraph", "paragraph"]


def test_a_chapter_no_longer_in_the_file_stays_and_is_told(
    site, django_capture_on_commit_callbacks
):
    page = first_time(site, django_capture_on_commit_callbacks)
    shorter = FIRST.split("# Deux")[0]
    document = came(site, django_capture_on_commit_callbacks, shorter, page)
    assert (
        "ne sont plus dans le document"
        in site.client.get(address("create", document)).content.decode()
    )
    made(site, document)
    assert ChapterPage.objects.get(title="Deux").live


def test_a_locked_page_is_not_changed(site, django_capture_on_commit_callbacks):
    page = first_time(site, django_capture_on_commit_callbacks)
    ChapterPage.objects.filter(title="Un").update(locked=True)
    document = came(site, django_capture_on_commit_callbacks, SECOND, page)
    response = site.client.post(address("create", document), {"title": page.title})
    assert response.status_code == 422
    assert "verrouillée" in response.content.decode()
    assert not ChapterPage.objects.filter(title="Trois").exists()


SPACE = uuid.UUID(int=7)


def passages(*texts, known=False):
    return [Passage("paragraph", text, f"id-{text}" if known else "") for text in texts]


def test_identities_follow_words_order_and_likeness():
    old = passages("a b c d e f", "le même passage", "encore un passage ici", known=True)
    new = passages("le même passage", "a b c d e f", "encore un passage là")
    found = [match.id for match in matched(SPACE, old, new)]
    assert found == ["id-le même passage", "id-a b c d e f", "id-encore un passage ici"]


def test_equal_words_have_identities_of_their_own():
    first = [match.id for match in matched(SPACE, [], passages("x", "x", "x"))]
    assert len(set(first)) == 3
    assert first == [match.id for match in matched(SPACE, [], passages("x", "x", "x"))]


def test_passages_of_another_kind_are_never_the_same():
    old = [Passage("heading", "x", "id-x")]
    assert matched(SPACE, old, passages("x"))[0].is_new
