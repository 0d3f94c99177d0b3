import pytest
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage

from publications.longform.export.models import MadeFile
from tests.factories.cms import language_roots
from tests.factories.documents import torture
from tests.factories.publications import publication_index


@pytest.fixture
def private(settings, tmp_path, monkeypatch):
    """A folder for the made files of one test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # it knows pictures of other tests
    storage = FileSystemStorage(location=tmp_path / "private", base_url=None)
    monkeypatch.setattr(MadeFile._meta.get_field("file"), "storage", storage)
    return tmp_path / "private"


@pytest.fixture
def index(private):
    return publication_index(language_roots()[0])


@pytest.fixture
def whole(index):
    return torture(index)
