"""What leaves a translation behind, and what does not: facts, order, pictures, minor edits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from cms import backlog, fidelity, texts
from cms.parity import State, of_page
from home.models import StandardPage
from tests.factories.cms import ImageFactory
from tests.factories.editors import (
    fill,
    publish_translation,
    site_with_editors,
    start_translation,
)

pytestmark = pytest.mark.django_db

FIRST = "6f3cbf4e-0f7a-5b0c-9a52-1d9c9a3d8f01"
SECOND = "6f3cbf4e-0f7a-5b0c-9a52-1d9c9a3d8f02"
FIGURE = "6f3cbf4e-0f7a-5b0c-9a52-1d9c9a3d8f03"


def paragraph(text, identity=FIRST):
    return {"type": "paragraph", "value": f"<p>{text}</p>", "id": identity}


def figure(image):
    value = {"image": image.pk, "alt_text": "", "decorative": True}
    return {
        "type": "figure",
        "id": FIGURE,
        "value": {"image": value, "caption": "", "credit": "", "width": "text"},
    }


@pytest.fixture
def minor(monkeypatch):
    """Revisions said to be minor edits, as an app would tell."""
    said = set()
    monkeypatch.setattr(texts, "_minor_edits", [lambda revision: revision.pk in said])
    return said


@pytest.fixture
def site():
    return site_with_editors()


@pytest.fixture
def work(site, django_capture_on_commit_callbacks):
    """A page of two paragraphs whose translation is complete, public and in step."""
    body = [paragraph("Une coordination sociale."), paragraph("Elle réunit.", SECOND)]
    page = site.fr.add_child(
        instance=StandardPage(title="Nous", lead="", body=body, locale=site.fr.locale)
    )
    page.save_revision().publish()
    translation = start_translation(page)
    own = {
        f"body.{FIRST}": "Een sociale coördinatie.",
        f"body.{SECOND}": "Ze brengt samen.",
        "title": "Wij",
        "slug": "wij",
    }
    fill(translation, own)
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(translation)
    translation.original = StandardPage.objects.get(pk=page.pk)
    assert state(translation) == State.IN_STEP
    return translation


@pytest.fixture
def publish(work, minor, django_capture_on_commit_callbacks):
    def publish(body=None, is_minor=False, **fields):
        page = work.original
        for name, value in fields.items():
            setattr(page, name, value)
        if body is not None:
            page.body = page.body.stream_block.to_python(body)
        with django_capture_on_commit_callbacks(execute=True):
            revision = page.save_revision()
            if is_minor:
                minor.add(revision.pk)
            revision.publish()
        work.original = StandardPage.objects.get(pk=page.pk)
        work.source.refresh_from_db()

    return publish


def twin(work):
    return work.get_target_instance()


def state(work):
    """By the page, and by the list of what is behind: they must say the same."""
    found = of_page(twin(work)).state
    listed = backlog.originals().get(pk=work.source.get_source_instance().pk)
    assert listed.state == found
    return found


def waiting(work):
    return [s.string.data for s in fidelity.untranslated(work.source, work.target_locale)]


BOTH = [paragraph("Une coordination sociale."), paragraph("Elle réunit.", SECOND)]


def test_publishing_the_same_texts_again_leaves_no_translation_behind(work, publish):
    publish(show_in_menus=True)
    assert state(work) == State.IN_STEP
    assert waiting(work) == []


def test_a_new_text_does(work, publish):
    publish([paragraph("Une tout autre phrase."), BOTH[1]])
    assert state(work) == State.OUT_OF_DATE
    assert of_page(twin(work)).original_changed_at == work.original.last_published_at


def test_it_stays_behind_when_facts_follow(work, publish):
    publish([paragraph("Une tout autre phrase."), BOTH[1]])
    publish(show_in_menus=True)
    assert state(work) == State.OUT_OF_DATE
    assert waiting(work) == ["Une tout autre phrase."]


def test_another_order_reaches_the_translation_without_a_translator(work, publish):
    publish(BOTH[::-1])
    assert state(work) == State.IN_STEP
    html = str(twin(work).body)
    assert html.index("Ze brengt samen") < html.index("Een sociale coördinatie")


def test_a_picture_too(work, publish):
    image = ImageFactory()
    publish([*BOTH, figure(image)])
    assert state(work) == State.IN_STEP
    blocks = [child.block_type for child in twin(work).body]
    assert blocks == ["paragraph", "paragraph", "figure"]


def test_what_a_translator_prepares_is_not_published_by_a_picture(work, publish):
    text = StringTranslation.objects.get(data="Ze brengt samen.")
    text.data = "Nog niet nagelezen."
    text.save()
    publish([*BOTH, figure(ImageFactory())])
    assert "Nog niet nagelezen" not in str(twin(work).body)
    assert backlog.ready().filter(pk=work.pk).exists()


def test_a_minor_edit_spares_the_translation(work, publish):
    before = twin(work).body
    publish([paragraph("Une coordination social."), BOTH[1]], is_minor=True)
    assert state(work) == State.IN_STEP
    assert waiting(work) == []
    assert str(twin(work).body) == str(before)
    publish([paragraph("Une coordination sociale !"), BOTH[1]], is_minor=True)
    assert (state(work), waiting(work)) == (State.IN_STEP, [])


def test_a_minor_edit_is_measured_from_the_last_real_change(work, publish):
    publish([paragraph("Une coordination locale et sociale."), BOTH[1]])
    changed = work.original.last_published_at
    publish([paragraph("Une coordination locale et sociale !"), BOTH[1]], is_minor=True)
    assert state(work) == State.OUT_OF_DATE
    assert of_page(twin(work)).original_changed_at == changed
    assert waiting(work) == ["Une coordination locale et sociale !"]  # still to be reviewed


def test_a_new_sentence_called_a_minor_edit_is_not_hidden(work, publish):
    new = paragraph("Et elle publie désormais un rapport.", FIGURE)
    publish([*BOTH, new], is_minor=True)
    assert state(work) == State.OUT_OF_DATE
    assert waiting(work) == ["Et elle publie désormais un rapport."]


def test_an_address_needs_no_translator(work, publish):
    publish(slug="nous-tous")
    assert (state(work), waiting(work)) == (State.IN_STEP, [])
    assert twin(work).slug == "wij"


def test_before_the_changes_are_fetched_nothing_is_forgotten(work, minor):
    """The worker may be late: a real change, then a minor edit, fetched at once."""
    page = work.original
    page.title = "Qui sommes-nous vraiment ?"
    page.save_revision().publish()
    page.title = "Qui sommes-nous vraiment"
    revision = page.save_revision()
    minor.add(revision.pk)
    revision.publish()
    assert state(work) == State.OUT_OF_DATE


def test_a_page_published_for_tomorrow_has_not_changed_today(work):
    page = work.original
    page.title, page.go_live_at = "Demain", timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert state(work) == State.IN_STEP


def test_texts_that_cannot_be_read_count_as_changed(work, publish, monkeypatch):
    def broken(page):
        raise AttributeError

    monkeypatch.setattr(texts, "extract_segments", broken)
    publish(show_in_menus=True)
    assert state(work) == State.OUT_OF_DATE


def test_a_page_without_a_row_counts_by_its_publication(work, publish):
    texts.Texts.objects.all().delete()
    assert state(work) == State.IN_STEP
    publish(show_in_menus=True)
    assert state(work) == State.OUT_OF_DATE  # one click too many, once


def test_the_day_comes_with_the_page_not_with_a_query(work):
    page = twin(work)
    with CaptureQueriesContext(connection) as queries:
        found = of_page(page)
    assert found.state == State.IN_STEP
    assert len(queries) == 1


def test_texts_move_without_changing(site):
    page = StandardPage(title="x", body=[("paragraph", "a"), ("paragraph", "b")])
    page.body[0].id, page.body[1].id = FIRST, SECOND
    other = StandardPage(title="x", slug="autre", body=[("paragraph", "b"), ("paragraph", "a")])
    other.body[0].id, other.body[1].id = SECOND, FIRST
    assert texts.digest_of(page) == texts.digest_of(other)
