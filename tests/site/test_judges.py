"""The publications of the demonstration as files, in both languages, before their judges."""

import pytest

from publications.models import ChapterPage, PublicationPage
from tests import judging

pytestmark = [pytest.mark.judges, pytest.mark.xdist_group("site")]
CHAPTERS = 1  # of each publication: the same code prints them all


@pytest.fixture(autouse=True, scope="module")
def there():
    judging.present()


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_they_are_accessible_pdf_and_sound_books(language, tmp_path):
    pages = list(PublicationPage.objects.live().filter(locale__language_code=language))
    assert pages
    for page in list(pages):
        pages += ChapterPage.objects.live().child_of(page)[:CHAPTERS]
    judging.sound(pages, tmp_path)
