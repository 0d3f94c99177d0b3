"""What a publication leaves behind: versions, notices, and what of it the public may read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from publications.longform.corrections.natures import Nature, Reason
from publications.models import ChapterPage, Correction, Version
from tests.factories.cms import add_page, language_roots
from tests.factories.publications import publication, publication_index
from tests.factories.versions import (
    EDITION,
    FIRST,
    MINOR,
    again,
    correction,
    fresh,
    paragraph,
    published,
)

pytestmark = pytest.mark.django_db
ANCHOR = f"p-{FIRST[:8]}"


@pytest.fixture
def index():
    return publication_index(language_roots()[0])


@pytest.fixture
def page(index):
    return published(index)


def natures(page):
    return list(Version.objects.of(page).values_list("nature", flat=True))


def address(page, version):
    return f"{page.url}versions/{version.when}/"


def versions_of(page):
    return list(Version.objects.of(page))


# --- what is kept ------------------------------------------------------------------------------


def test_a_correction_keeps_the_version_before_and_tells_readers(page, client):
    said = correction(passage=ANCHOR, text_nl="Het aantal leden was 46.")
    page = again(page, "Il y a 46 membres.", said=said)
    before, _now = versions_of(page)
    html = client.get(page.url).content.decode()
    assert "Le nombre de membres était 46." in html
    assert f'href="#{ANCHOR}"' in html
    assert f'href="{address(page, before)}"' in html
    old = client.get(address(page, before)).content.decode()
    assert "64 membres" in old
    assert "46 membres" not in old


def test_a_minor_edit_takes_the_place_of_what_it_mends(page, client):
    page = again(page, "Il y a 64 membre.", said=EDITION)
    page = again(page, "Il y a 64 membres !", said=MINOR)
    assert natures(page) == [Nature.FIRST, Nature.EDITION]
    assert "64 membres !" in str(versions_of(page)[1].content["body"])
    assert not Correction.objects.exists()
    assert "64 membre." not in client.get(f"{page.url}versions/").content.decode()


def test_facts_alone_make_no_version(page):
    page = again(page, publisher="CASS")
    assert natures(page) == [Nature.FIRST]


def test_texts_changed_without_a_word_make_one_all_the_same(page):
    page = again(page, "Il y a 65 membres.")
    assert natures(page) == [Nature.FIRST, Nature.EDITION]
    assert not Correction.objects.exists()


def test_what_was_said_counts_once(page):
    page = again(page, "Il y a 46 membres.", said=correction())
    page.get_latest_revision().publish()
    assert Correction.objects.count() == 1
    assert natures(page) == [Nature.FIRST, Nature.CORRECTION]


def test_what_is_said_of_a_draft_is_no_notice(page, client):
    draft = fresh(page)
    draft.title = "En préparation"
    draft.said = correction()
    draft.save_revision()
    assert not Correction.objects.exists()
    assert natures(page) == [Nature.FIRST]
    assert "était 46" not in client.get(page.url).content.decode()


def test_published_for_a_day_to_come_it_is_kept_on_that_day(page):
    draft = fresh(page)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.said = correction()
    revision = draft.save_revision()
    revision.publish()
    assert natures(page) == [Nature.FIRST]
    later = fresh(page)
    later.go_live_at = None
    revision.content["go_live_at"] = None
    revision.save()
    revision.publish()
    assert natures(page) == [Nature.FIRST, Nature.CORRECTION]
    assert Correction.objects.count() == 1


def test_several_a_day_get_a_number(page, client):
    for text in ("Deux.", "Trois."):
        page = again(page, text, said=EDITION)
    day = timezone.localdate()
    assert [one.when for one in versions_of(page)] == [f"{day}", f"{day}-2", f"{day}-3"]
    assert "Deux." in client.get(f"{page.url}versions/{day}-2/").content.decode()


def test_a_revision_may_be_purged_not_what_was_public(page, client):
    page = again(page, "Il y a 46 membres.", said=correction())
    page.revisions.exclude(pk=page.latest_revision_id).delete()
    assert "64 membres" in client.get(address(page, versions_of(page)[0])).content.decode()


def test_a_page_is_deleted_with_its_history(page):
    page = again(page, "Il y a 46 membres.", said=correction())
    page.delete()
    assert not Version.objects.exists()
    assert not Correction.objects.exists()


# --- how it is read ----------------------------------------------------------------------------


def test_an_earlier_version_says_what_it_is(page, client):
    page = again(page, "Il y a 46 membres.", said=correction())
    html = client.get(address(page, versions_of(page)[0])).content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://localhost:8000{page.url}">' in html
    assert "version antérieure" in html.lower() or "earlier version" in html
    assert f'href="{page.url}"' in html


def test_the_address_of_the_present_version_leads_to_the_page(page, client):
    response = client.get(address(page, versions_of(page)[0]))
    assert response.status_code == 302
    assert response.url == page.url


def test_the_list_names_versions_and_the_corrections_of_chapters(page, client):
    chapter = add_page(page, ChapterPage, title="Un", body=[paragraph("Chapitre.")])
    chapter.save_revision().publish()
    again(chapter, "Chapitre, corrigé.", said=correction("Une date du chapitre."))
    page = again(page, "Il y a 46 membres.", said=correction())
    html = client.get(f"{page.url}versions/").content.decode()
    for text in ("Le nombre de membres était 46.", "Une date du chapitre.", ">Un</a>"):
        assert text in html
    chapters = client.get(f"{fresh(chapter).url}versions/").content.decode()
    assert "Une date du chapitre." in chapters
    assert "Le nombre de membres" not in chapters


def test_a_page_without_history_says_nothing(page, client):
    html = client.get(page.url).content.decode()
    assert "corrections" not in html
    assert client.get(f"{page.url}versions/").status_code == 200


@pytest.mark.parametrize(
    "end",
    [
        "versions/2001-01-01/",
        "versions/2016-13-45/",
        "versions/2016-01-01-9999/",
        "versions/demain/",
        "versions/2001-01-01/changements/",
        "versions/2016-01-01/changements/?to=x",
        "versies/",
    ],
)
def test_odd_addresses_are_not_found(page, client, end):
    assert client.get(page.url + end).status_code == 404


@pytest.mark.parametrize("to", ["", "2001-01-01", "x" * 3000, "%F0"])
def test_an_odd_comparison_is_with_the_present(page, client, to):
    page = again(page, "Il y a 46 membres.", said=correction())
    first = versions_of(page)[0]
    assert client.get(f"{address(page, first)}changements/?to={to}").status_code == 200


def test_other_pages_have_no_versions(page, client):
    for start in (page.get_parent().url, "/fr/", "/fr/rien/"):
        assert client.get(f"{start}versions/2016-01-01/").status_code == 404


def test_a_chapter_may_be_called_versions(page, client):
    chapter = add_page(page, ChapterPage, title="Versions", slug="versions", lead="Un chapitre.")
    chapter.save_revision().publish()
    assert "Un chapitre." in client.get(f"{page.url}versions/").content.decode()


# --- what may not be read ----------------------------------------------------------------------


def readable(page, version):
    return Client().get(address(page, version)).status_code


def test_an_unpublished_page_takes_its_versions_along(page):
    page = again(page, "Il y a 46 membres.", said=correction())
    first = versions_of(page)[0]
    page.unpublish()
    assert readable(page, first) == 404
    assert Client().get(f"{page.url}versions/").status_code == 404


def test_mended_and_put_back_it_does_not_bring_them_back(page):
    page = again(page, "Madame Dupont, rue Royale.", said=EDITION)
    page.unpublish()
    page = again(page, "Une dame du quartier.")
    first, second, third = versions_of(page)
    assert [readable(page, one) for one in (first, second, third)] == [410, 410, 302]
    assert third.nature == Nature.AGAIN
    gone = Client().get(address(page, second)).content.decode()
    assert "Dupont" not in gone
    assert str(Reason.PAGE.label) in gone


def test_a_private_page_has_no_versions_for_the_public(page):
    page = again(page, "Il y a 46 membres.", said=correction())
    first = versions_of(page)[0]
    for restricted in (page, page.get_parent()):
        closed = PageViewRestriction.objects.create(
            page=restricted, restriction_type=PageViewRestriction.LOGIN
        )
        assert readable(page, first) == 404
        closed.delete()
    assert readable(page, first) == 200


def test_an_expired_page_neither(page):
    page = again(page, "Il y a 46 membres.", said=correction())
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert readable(page, versions_of(page)[0]) == 404


def test_what_was_published_behind_a_door_is_never_a_version(page):
    """Opened later, the page shows what it says then, not what members read before."""
    closed = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    page = again(page, "Entre nous.", said=EDITION)
    page = again(page, "Encore entre nous.", said=correction())
    closed.delete()
    page = again(page, "Pour tous.", said=EDITION)
    client = Client()
    for version in versions_of(page):
        assert "Entre nous" not in client.get(address(page, version)).content.decode()
    bodies = [str(one.content["body"]) for one in versions_of(page) if not one.is_private]
    assert [("64" in one, "Encore" in one, "Pour" in one) for one in bodies] == [
        (True, False, False),
        (False, True, False),  # public from the moment the door was opened
        (False, False, True),
    ]


def test_a_withdrawn_version_says_so_and_why(page, client):
    page = again(page, "Il y a 46 membres.", said=correction())
    page = again(page, "Il y a 46 membres et plus.", said=EDITION)
    first, second, _third = versions_of(page)
    first.withdrawn_on, first.withdrawn_because = timezone.localdate(), Reason.PERSONAL
    first.full_clean()
    first.save()
    for end in ("", "changements/"):
        response = client.get(address(page, first) + end)
        assert response.status_code == 410
        assert "64 membres" not in response.content.decode()
        assert str(Reason.PERSONAL.label) in response.content.decode()
    assert address(page, first) not in client.get(page.url).content.decode()
    listed = client.get(f"{page.url}versions/").content.decode()
    assert address(page, first) not in listed
    assert address(page, second) in listed
    assert str(Reason.PERSONAL.label) in listed


def test_a_chapter_waits_with_the_whole(page):
    chapter = add_page(page, ChapterPage, title="Un", body=[paragraph("Chapitre.")])
    chapter.save_revision().publish()
    chapter = again(chapter, "Corrigé.", said=correction("Une date."))
    first = versions_of(chapter)[0]
    assert readable(chapter, first) == 200
    Page.objects.filter(pk=page.pk).update(live=False)
    assert readable(chapter, first) == 404
    assert Client().get(f"{chapter.url}versions/").status_code == 404


def test_a_draft_chapter_is_not_named_in_the_list(page, client):
    chapter = add_page(page, ChapterPage, title="Secret", body=[paragraph("Chapitre.")])
    chapter.save_revision().publish()
    chapter = again(chapter, "Corrigé.", said=correction("Une date."))
    chapter.unpublish()
    assert "Une date." not in client.get(f"{page.url}versions/").content.decode()


# --- as few questions --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 12])
def test_as_few_queries_for_many_as_for_few(index, client, count):
    page = published(index)
    for number in range(count):
        page = again(page, f"Il y a {number} membres.", said=correction(f"C’était {number}."))
    first = versions_of(page)[0]
    ends = ("", "versions/", f"versions/{first.when}/", f"versions/{first.when}/changements/")
    for end in ends:
        client.get(page.url + end)
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page.url + end)
        assert response.status_code == 200
        assert len(response.content) <= 60_000
        assert len(queries) <= 12, f"{end}: {len(queries)} queries"


def test_the_day_is_the_one_of_brussels(page):
    version = Version(page=page)
    version.stamp(datetime(2016, 3, 14, 23, 30, tzinfo=UTC))
    assert version.when == "2016-03-15"


def test_a_publication_without_a_revision_has_no_version(index, client):
    page = publication(index, "Sans histoire")
    assert client.get(f"{page.url}versions/").status_code == 200
    page = again(page, said=None, lead="Autre chose.")
    assert natures(page) == [Nature.FIRST]
