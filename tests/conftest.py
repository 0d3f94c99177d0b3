import pytest
from django.utils import translation

from search.engines import engines


@pytest.fixture(autouse=True)
def french():
    """Every test starts in French, whatever the last one left behind."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """Each test has its own search index, made when it first searches."""
    settings.SEARCH_DIR = tmp_path / "search"
    engines.cache_clear()
    yield
    engines.cache_clear()
