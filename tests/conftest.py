import pytest
from django.utils import translation

from search.engines import engines

from .database import Kept


@pytest.fixture(scope="session")
def django_db_modify_db_settings(pytestconfig, django_db_modify_db_settings_parallel_suffix):
    """Migrated once, then copied (`database.py`)."""
    with Kept(pytestconfig.cache.mkdir("database")).migrating():
        yield


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
