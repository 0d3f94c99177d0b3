"""The whole site with its demonstration content, loaded once for this folder and rolled back."""

import pytest
from django.core.management import call_command
from django.db import transaction

from cms import pictures
from cms.media import SiteImage
from search import indexer


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("setup", demo=True, verbosity=0)
        # What is done after a commit, which never comes here.
        indexer.catch_up()
        for image in SiteImage.objects.all():
            pictures.renditions(image)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _everything_is_there(demo, db):
    """Each test of this folder sees the demonstration content and undoes what it changed."""
