"""A translation does not outlive its original in public."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.roles import Code
from tests.factories.editors import (
    client_of,
    fill,
    publish_translation,
    site_with_editors,
    start_translation,
    text_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(django_capture_on_commit_callbacks):
    site = site_with_editors()
    site.translation = start_translation(site.page)
    fill(site.translation)
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(site.translation)
    site.dutch = site.translation.get_target_instance()
    site.coordinator = client_of(site.users[Code.COORDINATION])
    assert site.dutch.live
    return site


def test_withdrawing_the_original_withdraws_the_translation(site):
    url = reverse("wagtailadmin_pages:unpublish", args=[site.page.pk])
    site.coordinator.post(url)
    site.dutch.refresh_from_db()
    assert not site.dutch.live


def test_withdrawing_many_at_once_does_too(site):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    site.coordinator.post(f"{url}?id={site.page.pk}&next=/admin/")
    site.dutch.refresh_from_db()
    assert not site.dutch.live


def test_a_translation_may_be_withdrawn_alone(site):
    url = reverse("wagtailadmin_pages:unpublish", args=[site.dutch.pk])
    site.coordinator.post(url)
    site.page.refresh_from_db()
    site.dutch.refresh_from_db()
    assert site.page.live
    assert not site.dutch.live


def test_deleting_the_original_deletes_the_translation_after_saying_so(site):
    url = reverse("wagtailadmin_pages:delete", args=[site.page.pk])
    assert site.coordinator.get(url).context["translation_count"] == 1
    site.coordinator.post(url)
    assert not Page.objects.filter(translation_key=site.page.translation_key).exists()


def test_deleting_a_translation_keeps_the_original(site):
    url = reverse("wagtailadmin_pages:delete", args=[site.dutch.pk])
    site.coordinator.post(url)
    assert Page.objects.filter(pk=site.page.pk, live=True).exists()
    assert not Page.objects.filter(pk=site.dutch.pk).exists()


def test_deleting_many_originals_at_once_withdraws_their_translations(site):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    site.coordinator.post(f"{url}?id={site.page.pk}&next=/admin/")
    family = Page.objects.filter(translation_key=site.page.translation_key)
    assert not family.filter(pk=site.page.pk).exists()
    assert not family.filter(live=True).exists()


def move(site, page, destination):
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])
    return site.coordinator.post(url, follow=True)


def test_moving_an_original_moves_its_translation(site, django_capture_on_commit_callbacks):
    shelf = text_page(site.fr, "Nous", "Tout sur nous.")
    dutch_shelf = start_translation(shelf).get_target_instance()
    assert move(site, site.page, shelf).status_code == 200
    assert Page.objects.get(pk=site.page.pk).get_parent().pk == shelf.pk
    assert Page.objects.get(pk=site.dutch.pk).get_parent().pk == dutch_shelf.pk


def test_moving_below_an_untranslated_page_is_refused_politely(site):
    shelf = text_page(site.fr, "Nous", "Tout sur nous.")
    assert move(site, site.page, shelf).status_code == 200
    assert Page.objects.get(pk=site.page.pk).get_parent().pk == site.fr.pk


def test_a_translation_moves_alone(site):
    shelf = text_page(site.fr, "Nous", "Tout sur nous.")
    dutch_shelf = start_translation(shelf).get_target_instance()
    move(site, site.dutch, dutch_shelf)
    assert Page.objects.get(pk=site.dutch.pk).get_parent().pk == dutch_shelf.pk
    assert Page.objects.get(pk=site.page.pk).get_parent().pk == site.fr.pk


def test_a_delete_in_code_does_not_leave_the_translation_in_public(site):
    site.page.delete()
    assert not Page.objects.filter(pk=site.dutch.pk, live=True).exists()
