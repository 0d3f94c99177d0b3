"""What search finds of the ledger besides its recommendations."""

import pytest

from publications.models import Authority, Recommendation
from search import changes
from search.models import SearchDocument
from tests.factories.publications import AuthorityFactory, SendingFactory

pytestmark = pytest.mark.django_db


def titles():
    changes.describe_pending()
    found = SearchDocument.objects.filter(source__startswith=Authority._meta.label_lower)
    return set(found.values_list("title", flat=True))


def test_an_authority_is_found_as_long_as_something_public_was_addressed_to_it():
    AuthorityFactory(name_fr="Jamais saisie", name_nl="Nooit gevraagd")
    draft = SendingFactory(
        authority__name_fr="Commission exemple",
        authority__name_nl="Voorbeeldcommissie",
        recommendation__live=False,
    ).recommendation
    assert titles() == set()
    draft.live = True
    draft.save()
    assert titles() == {"Commission exemple", "Voorbeeldcommissie"}
    Recommendation.objects.get(pk=draft.pk).unpublish()
    assert titles() == set()
