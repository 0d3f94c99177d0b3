import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from cms.coordination import Coordination
from cms.parity import State
from home.models import FrontPage, GlossaryPage, NewsIndexPage, StandardPage
from home.tree import ensure_site

pytestmark = pytest.mark.django_db


def everything():
    pages = Page.objects.order_by("path").values_list("path", "title", "slug", "latest_revision")
    return list(pages), list(Site.objects.values()), list(Coordination.objects.values())


def test_a_new_site_has_its_first_pages_in_both_languages():
    ensure_site()
    urls = {page.url for page in Page.objects.filter(depth__gte=2).specific()}
    assert {"/fr/", "/nl/", "/fr/actualites/", "/nl/nieuws/", "/fr/glossaire/"} <= urls
    assert {"/nl/woordenlijst/", "/fr/vie-privee/", "/nl/toegankelijkheid/"} <= urls
    assert len(urls) == 16


def test_the_welcome_page_of_wagtail_is_gone():
    ensure_site()
    assert Site.objects.get().root_page.specific_class is FrontPage
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_a_second_time_changes_nothing():
    ensure_site()
    before = everything()
    ensure_site()
    assert everything() == before


def test_what_an_editor_renamed_moved_or_withdrew_stays_so():
    ensure_site()
    privacy = StandardPage.objects.get(slug="vie-privee")
    privacy.title, privacy.slug = "Vos données", "vos-donnees"
    privacy.save_revision().publish()
    NewsIndexPage.objects.get(slug="actualites").unpublish()
    before = everything()
    ensure_site()
    assert everything() == before


def test_a_page_that_is_missing_is_added_again():
    ensure_site()
    GlossaryPage.objects.get(slug="glossaire").delete()
    GlossaryPage.objects.get(slug="woordenlijst").delete()
    ensure_site()
    assert GlossaryPage.objects.live().count() == 2


def test_translators_find_the_dutch_pages_done():
    ensure_site()
    assert Translation.objects.count() == 8
    for translation in Translation.objects.all():
        done, total = translation.get_progress()
        assert done == total > 0
        assert translation.get_target_instance().parity.state == State.IN_STEP


def test_no_french_is_left_on_a_first_page_in_dutch(client):
    ensure_site()
    page = StandardPage.objects.get(slug="privacy")
    html = client.get(page.url).content.decode()
    assert "Wanneer je leest" in html
    assert "Quand vous" not in html
    # A link may lead elsewhere in the other language.
    assert "https://www.gegevensbeschermingsautoriteit.be/" in html
    assert "autoriteprotectiondonnees" not in html


def test_a_language_has_one_front_page():
    ensure_site()
    french = FrontPage.objects.get(slug="accueil")
    second = FrontPage(title="Encore", slug="encore", locale=french.locale)
    with pytest.raises(ValidationError) as refused:
        second.full_clean(exclude=["path", "depth", "content_type"])
    assert set(refused.value.message_dict) == {NON_FIELD_ERRORS}
