"""Closed lists: counted, never deleted while in use, merged instead."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from cms.roles import Code, ensure_roles
from directory import usage
from directory.models import Municipality, Neighbourhood, Place, Theme
from search.models import Change
from tests.factories.directory import (
    NeighbourhoodFactory,
    OrganisationFactory,
    PlaceFactory,
    ServiceFactory,
    ThemeFactory,
)
from tests.factories.editors import client_of, editor, front_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    front_pages()
    ensure_roles()
    return client_of(editor(Code.COORDINATION))


def test_uses_are_counted_over_all_tables():
    OrganisationFactory(themes=["housing"])
    ServiceFactory(words__themes=["housing"])
    ThemeFactory(code="unused")
    PlaceFactory()
    assert {t.code: t.uses for t in usage.with_uses(Theme.objects.all())} == {
        "housing": 2,
        "unused": 0,
    }
    assert usage.with_uses(Municipality.objects.all()).get().uses == 1


def test_a_word_in_use_cannot_be_deleted_however_one_tries(desk):
    entry = OrganisationFactory(themes=["housing"])
    theme = Theme.objects.get()
    for delete in (theme.delete, Theme.objects.all().delete):
        with pytest.raises(ProtectedError, match="1"), transaction.atomic():
            delete()
    url = reverse("wagtailsnippets_directory_theme:delete", args=[theme.pk])
    response = desk.post(url, follow=True)
    assert response.redirect_chain[0][0] == reverse("directory_merge", args=["theme", theme.pk])
    bulk = reverse("wagtail_bulk_action", args=["directory", "theme", "delete"])
    desk.post(f"{bulk}?id={theme.pk}")
    assert list(entry.themes.all()) == [theme]


def test_a_word_nobody_uses_is_deleted(desk):
    theme = ThemeFactory(code="unused")
    desk.post(reverse("wagtailsnippets_directory_theme:delete", args=[theme.pk]))
    assert not Theme.objects.exists()


def test_merging_replaces_everywhere_once_and_tells_the_index(desk):
    both = OrganisationFactory(themes=["housing", "homes"])
    one = OrganisationFactory(themes=["homes"])
    service = ServiceFactory(words__themes=["homes"])
    housing, homes = Theme.objects.get(code="housing"), Theme.objects.get(code="homes")
    Change.objects.all().delete()
    url = reverse("directory_merge", args=["theme", homes.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"into": homes.pk}).status_code == 200  # into itself
    desk.post(url, {"into": housing.pk})
    assert not Theme.objects.filter(code="homes").exists()
    for owner in (both, one, service):
        owner = type(owner).objects.get(pk=owner.pk)
        assert [theme.code for theme in owner.themes.all()] == ["housing"]
    told = set(Change.objects.values_list("source", flat=True))
    assert {f"directory.organisation:{pk}" for pk in (one.pk, service.organisation_id)} <= told


def test_merging_follows_plain_links_too():
    old, new = NeighbourhoodFactory(code="old"), NeighbourhoodFactory(code="new")
    PlaceFactory(neighbourhood=old)
    assert usage.merge(old, new) == 1
    assert Place.objects.get().neighbourhood == new
    with pytest.raises(ValueError, match="one list"):
        usage.merge(new, ThemeFactory(code="other"))
    assert Neighbourhood.objects.count() == 1


def test_a_code_is_given_once(desk):
    theme = ThemeFactory(code="housing")
    url = reverse("wagtailsnippets_directory_theme:edit", args=[theme.pk])
    data = {"code": "changed", "label_fr": "Habiter", "label_nl": "Wonen", "position": 1}
    assert desk.post(url, data).status_code == 302
    theme.refresh_from_db()
    assert (theme.code, theme.label_fr) == ("housing", "Habiter")


def test_translators_merge_nothing(desk):
    theme = ThemeFactory(code="housing")
    other = client_of(editor(Code.TRANSLATION))
    assert other.get(reverse("directory_merge", args=["theme", theme.pk])).status_code in (302, 403)
