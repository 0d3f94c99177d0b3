import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def french():
    """Every test starts in French, whatever the last one left behind."""
    with translation.override("fr"):
        yield
