import pytest

from tests.factories.directory import two_languages


@pytest.fixture
def site(db, client):
    """A browser on a site that has both languages."""
    two_languages()
    return client
