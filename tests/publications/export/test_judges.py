"""What others say of our files: veraPDF of accessible PDF, EPUBCheck of books."""

import pytest

from tests import judging
from tests.factories.cms import language_roots
from tests.factories.documents import torture
from tests.factories.publications import publication_index
from tools import judges

pytestmark = [pytest.mark.judges, pytest.mark.django_db, pytest.mark.xdist_group("judges")]


@pytest.fixture(autouse=True, scope="module")
def there():
    judging.present()


def test_the_judges_do_object(tmp_path):
    """Else their silence would say nothing."""
    for name, content in (("a.pdf", b"%PDF-1.7\n%%EOF"), ("a.epub", b"PK")):
        (tmp_path / name).write_bytes(content)
        assert judges.judge(tmp_path / name)


@pytest.mark.parametrize("place", [0, 1], ids=["fr", "nl"])
def test_every_block(place, private, tmp_path):
    page = torture(publication_index(language_roots()[place]))
    judging.sound([page, page.chapters[0]], tmp_path)
