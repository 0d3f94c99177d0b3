"""Never French silently on a Dutch page: by no door of the admin, and by no call underneath."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_page_subtree

from cms import fidelity
from cms.roles import Code
from tests.factories.editors import (
    client_of,
    fill,
    publish_translation,
    rewrite,
    site_with_editors,
    start_translation,
    text_page,
)

pytestmark = pytest.mark.django_db(transaction=False)

FRENCH = "Une coordination sociale."


@pytest.fixture
def site():
    return site_with_editors()


@pytest.fixture
def coordinator(site):
    return client_of(site.users[Code.COORDINATION])


def row(translation):
    return translation.get_target_instance()


def press_publish(client, translation):
    url = reverse("wagtailadmin_pages:edit", args=[row(translation).pk])
    return client.post(url, {"action": "publish"}, follow=True)


def test_asking_for_a_translation_publishes_nothing(site, coordinator):
    url = reverse("wagtail_localize:submit_page_translation", args=[site.page.pk])
    dutch = Locale.objects.get(language_code="nl")
    assert coordinator.post(url, {"locales": [dutch.pk]}).status_code == 302
    copy = Page.objects.get(translation_key=site.page.translation_key, locale=dutch)
    assert not copy.live
    assert copy.alias_of is None


def test_an_untranslated_page_is_not_published(
    site, coordinator, django_capture_on_commit_callbacks
):
    translation = start_translation(site.page)
    with django_capture_on_commit_callbacks(execute=True):
        answer = press_publish(coordinator, translation)
    assert not row(translation).live
    assert "Not published" in answer.content.decode() or "publié" in answer.content.decode()


def test_one_missing_text_is_enough(site, coordinator, django_capture_on_commit_callbacks):
    translation = start_translation(site.page)
    fill(translation, {"title": "Wie zijn wij"})
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(coordinator, translation)
    assert not row(translation).live


def test_a_complete_translation_is_published_with_an_address_of_its_own(
    site, coordinator, django_capture_on_commit_callbacks
):
    translation = start_translation(site.page)
    paths = [
        s.context.path for s in fidelity.untranslated(translation.source, row(translation).locale)
    ]
    fill(translation, {path: "Wie zijn wij" for path in paths if path != "slug"})
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(coordinator, translation)
    page = row(translation)
    assert page.live
    assert page.slug == "wie-zijn-wij"
    assert FRENCH not in str(page.body)


def test_a_number_needs_no_translation(site):
    page = text_page(site.fr, "Chiffres", "1.250 (2015)")
    translation = start_translation(page)
    fill(translation, {"title": "Cijfers", "slug": "cijfers"})
    assert not fidelity.untranslated(translation.source, translation.target_locale).exists()


def test_a_translation_with_an_error_counts_as_missing(site):
    translation = start_translation(site.page)
    fill(translation)
    StringTranslation.objects.filter(data="In het Nederlands").update(has_error=True)
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)


def test_a_live_translation_is_not_overwritten_by_a_draft_of_it(site, published):
    """1.14 writes a draft into the live row: that, too, is public."""
    StringTranslation.objects.filter(translation_of__data=FRENCH).delete()
    with pytest.raises(ValidationError):
        published.save_target(publish=False)
    translate_page_subtree(site.fr.pk, [published.target_locale], None, None)
    assert FRENCH not in str(row(published).body)


@pytest.fixture
def published(site, django_capture_on_commit_callbacks):
    translation = start_translation(site.page)
    fill(translation)
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(translation)
    assert row(translation).live
    return translation


def test_fetching_the_changes_publishes_nothing(site, coordinator, published):
    rewrite(site.page, "Tout autre chose.")
    url = reverse("wagtail_localize:update_translations", args=[published.source_id])
    coordinator.post(url, {"publish_translations": "on"})
    assert "Tout autre chose" not in str(row(published).body)
    assert row(published).live


def test_publishing_many_at_once_leaves_translations_out(
    site, coordinator, django_capture_on_commit_callbacks
):
    translation = start_translation(site.page)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(f"{url}?id={row(translation).pk}&next=/admin/")
        coordinator.post(f"{url}?id={site.nl.pk}&next=/admin/", {"include_descendants": "on"})
    assert not row(translation).live


def test_publishing_many_at_once_works_for_originals(
    site, coordinator, django_capture_on_commit_callbacks
):
    draft = text_page(site.fr, "Charte", "Nos règles.", live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(f"{url}?id={draft.pk}&next=/admin/")
    draft.refresh_from_db()
    assert draft.live


def test_a_page_below_an_untranslated_one_waits(site, coordinator):
    """Otherwise the page above would be copied to the Dutch side, in French and in public."""
    child = text_page(site.page, "Histoire", "Depuis 1998.")
    dutch = Locale.objects.get(language_code="nl")
    url = reverse("wagtail_localize:submit_page_translation", args=[child.pk])
    answer = coordinator.post(url, {"locales": [dutch.pk]}, follow=True)
    assert answer.status_code == 200
    assert not site.page.has_translation(dutch)
    assert not child.has_translation(dutch)


def test_a_draft_never_published_is_not_submitted(site, coordinator):
    """It would be extracted in its first version (facts sheet, 4)."""
    draft = text_page(site.fr, "Brouillon", "Première version.", live=False)
    dutch = Locale.objects.get(language_code="nl")
    url = reverse("wagtail_localize:submit_page_translation", args=[draft.pk])
    coordinator.post(url, {"locales": [dutch.pk]})
    assert not draft.has_translation(dutch)


def test_a_translation_is_never_replaced_by_an_alias(site, coordinator, published):
    page = row(published)
    url = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    coordinator.post(url)
    page.refresh_from_db()
    assert page.alias_of is None
    assert FRENCH not in str(row(published).body)


def test_branches_are_not_submitted_whole(site, coordinator):
    child = text_page(site.page, "Histoire", "Depuis 1998.")
    dutch = Locale.objects.get(language_code="nl")
    url = reverse("wagtail_localize:submit_page_translation", args=[site.page.pk])
    coordinator.post(url, {"locales": [dutch.pk], "include_subtree": "on"})
    assert site.page.has_translation(dutch)
    assert not child.has_translation(dutch)
