import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import StringTranslation

from home.models import FrontPage, StandardPage
from home.translating import TranslationMismatch, translate_page
from tests.factories.home import add, index, site

pytestmark = pytest.mark.django_db

HEADING = "11111111-1111-4111-8111-111111111111"
TEXT = "22222222-2222-4222-8222-222222222222"


def body(heading, text):
    return [
        {"type": "heading", "id": HEADING, "value": {"text": heading, "level": "2"}},
        {"type": "paragraph", "id": TEXT, "value": text},
    ]


@pytest.fixture
def original():
    site()
    content = body("Notre charte", "<p>Première phrase.</p><p>Seconde <b>phrase</b>.</p>")
    return add(index(FrontPage), StandardPage, title="Charte", lead="En bref.", body=content)


def dutch(**changes):
    values = {
        "title": "Handvest",
        "lead": "Kort.",
        "body": body("Ons handvest", "<p>Eerste zin.</p><p>Tweede <b>zin</b>.</p>"),
        **changes,
    }
    return StandardPage(**values)


def test_the_dutch_page_says_in_dutch_what_the_original_says(original, client):
    page = translate_page(original, dutch())
    assert page.url == "/nl/handvest/"
    assert page.live
    html = client.get(page.url).content.decode()
    assert "Ons handvest" in html
    assert "Tweede <b>zin</b>." in html
    assert "Notre charte" not in html


def test_each_text_is_filed_as_a_translation(original):
    translate_page(original, dutch())
    filed = StringTranslation.objects.get(translation_of__data="Première phrase.")
    assert filed.data == "Eerste zin."
    assert filed.context.path == f"body.{TEXT}"
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_the_address_it_had_for_a_moment_redirects_nowhere(
    original, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate_page(original, dutch())
    assert not Redirect.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = translate_page(original, dutch(slug="ons-handvest"))
    assert Redirect.objects.get().old_path == "/nl/handvest"  # that one was public
    assert page.url == "/nl/ons-handvest/"


def test_a_draft_stays_a_draft(original):
    page = translate_page(original, dutch(), publish=False)
    assert not page.live


def test_it_brings_an_existing_translation_up_to_date(original):
    first = translate_page(original, dutch())
    original.title = "La charte"
    original.save_revision().publish()
    second = translate_page(original, dutch(title="Het handvest"))
    assert second.pk == first.pk
    assert second.title == "Het handvest"


def test_a_paragraph_that_is_missing_is_refused(original):
    incomplete = dutch(body=body("Ons handvest", "<p>Eerste zin.</p>"))
    with pytest.raises(TranslationMismatch, match="2 texts, 1 translated"):
        translate_page(original, incomplete)
    assert not original.get_translations().exists()


def test_a_dutch_page_may_be_the_original():
    site()
    page = add(index(FrontPage, "nl"), StandardPage, title="Buurt", lead="Kort.")
    french = translate_page(page, StandardPage(title="Quartier", lead="En bref."))
    assert french.url == "/fr/quartier/"
    assert french.parity.original.pk == page.pk
