"""What changes in an original reaches the translators by itself, and their work is kept."""

import pytest
from wagtail_localize.models import StringTranslation

from cms import fidelity
from cms.parity import State, of_page
from tests.factories.editors import (
    fill,
    publish_translation,
    rewrite,
    segments,
    site_with_editors,
    start_translation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return site_with_editors()


@pytest.fixture
def done(site, django_capture_on_commit_callbacks):
    """A translation complete, published, in step."""
    translation = start_translation(site.page)
    fill(translation, {"title": "Wie", "slug": "wie"})
    body = segments(translation).get(context__path__startswith="body")
    fill(translation, {body.context.path: "Een sociale coördinatie."})
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(translation)
    assert of_page(translation.get_target_instance()).state == State.IN_STEP
    return translation


def waiting(translation):
    return fidelity.untranslated(translation.source, translation.target_locale)


def test_a_published_change_reaches_the_desk_without_a_click(
    site, done, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(site.page, "Une coordination sociale locale.")
    done.source.refresh_from_db()
    assert [s.string.data for s in waiting(done)] == ["Une coordination sociale locale."]
    page = done.get_target_instance()
    assert of_page(page).state == State.OUT_OF_DATE
    assert "Een sociale coördinatie" in str(page.body)


def test_the_former_translation_is_offered_but_counts_as_missing(
    site, done, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(site.page, "Une coordination sociale locale.")
    offered = StringTranslation.objects.get(translation_of__data="Une coordination sociale locale.")
    assert offered.data == "Een sociale coördinatie."
    assert offered.get_error()
    assert len(waiting(done)) == 1


def test_saving_the_offer_completes_the_page_again(site, done, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(site.page, "Une coordination sociale locale.")
    with django_capture_on_commit_callbacks(execute=True):
        fill(done, {waiting(done)[0].context.path: "Een lokale sociale coördinatie."})
        publish_translation(done)
    page = done.get_target_instance()
    assert of_page(page).state == State.IN_STEP
    assert "Een lokale sociale" in str(page.body)


def test_a_text_about_something_else_gets_no_offer(site, done, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(site.page, "Permanence le mardi de 9 à 12 heures, rue Royale.")
    assert not StringTranslation.objects.filter(
        translation_of__data__startswith="Permanence"
    ).exists()


def test_what_did_not_change_stays_translated(site, done, django_capture_on_commit_callbacks):
    site.page.title = "Qui sommes-nous ?"
    with django_capture_on_commit_callbacks(execute=True):
        site.page.save_revision().publish()
    assert [s.context.path for s in waiting(done)] == ["title"]


def test_publishing_a_translation_fetches_nothing(site, done, django_capture_on_commit_callbacks):
    before = done.source.last_updated_at
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(done)
    done.source.refresh_from_db()
    assert done.source.last_updated_at == before
