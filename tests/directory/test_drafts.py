"""A draft of a live entry, with all its rows: nothing public moves until it is published."""

import pytest
from django.urls import reverse

from cms.roles import Code, ensure_roles
from cms.workflow import ensure_workflow
from directory.models import Organisation
from tests.directory.test_admin import form, inline, url
from tests.factories.directory import MunicipalityFactory, ThemeFactory
from tests.factories.editors import client_of, editor, front_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    front_pages()
    ensure_roles()
    ensure_workflow()
    return client_of(editor(Code.COORDINATION))


@pytest.fixture
def entry(desk):
    data = form(MunicipalityFactory(), ThemeFactory(code="housing")) | {"action-publish": "1"}
    assert desk.post(url("add"), data).status_code == 302
    return Organisation.objects.get()


def changed(entry, **changes):
    """The form as an editor gets it, with another street, a new service and a new contact."""
    place, service = entry.places.get(), entry.services.get()
    data = form(place.municipality, ThemeFactory(code="housing"))
    for name, row in (("places", place), ("services", service)):
        data |= {f"{name}-INITIAL_FORMS": 1, f"{name}-0-id": row.pk}
    for name in ("contacts", "opening_slots", "opening_exceptions"):
        row = getattr(entry, name).get()
        data |= {f"{name}-INITIAL_FORMS": 1, f"{name}-0-id": row.pk}
    slot = service.opening_slots.get()
    data |= {"services-0-opening_slots-INITIAL_FORMS": 1, "services-0-opening_slots-0-id": slot.pk}
    data |= {
        "places-0-street_fr": "rue du Brouillon",
        "places-0-door_width": "85",
        "contacts-0-role_fr": "Brouillon accueil",
        "services-TOTAL_FORMS": 2,
        "services-1-name_fr": "Service en brouillon",
        "services-1-ORDER": 2,
        **inline("services-1-opening_slots"),
    }
    return data | changes


def public(client, entry):
    return client.get(entry.get_absolute_url()).content.decode()


DRAFTED = ("rue du Brouillon", "Service en brouillon", "Brouillon accueil", "85 cm")


def test_what_is_saved_as_a_draft_is_not_public_until_it_is_published(desk, entry, client):
    assert desk.post(url("edit", entry.pk), changed(entry)).status_code == 302
    entry.refresh_from_db()
    assert entry.has_unpublished_changes
    before = public(client, entry)
    assert not [words for words in DRAFTED if words in before]
    assert "rue de l’Exemple" in before
    desk.post(url("edit", entry.pk), changed(entry, **{"action-publish": "1"}))
    after = public(client, entry)
    assert [words for words in DRAFTED if words not in after] == []


def test_the_editor_finds_the_draft_again_and_it_can_be_compared(desk, entry):
    desk.post(url("edit", entry.pk), changed(entry))
    html = desk.get(url("edit", entry.pk)).content.decode()
    assert "rue du Brouillon" in html
    assert "Service en brouillon" in html
    first, second = entry.revisions.order_by("created_at")
    compare = desk.get(url("revisions_compare", entry.pk, first.pk, second.pk))
    assert compare.status_code == 200
    html = compare.content.decode()
    assert "Brouillon" in html
    assert "Service en brouillon" in html


def test_an_earlier_version_comes_back_with_all_its_rows(desk, entry, client):
    first = entry.revisions.get()
    desk.post(url("edit", entry.pk), changed(entry, **{"action-publish": "1"}))
    assert "rue du Brouillon" in public(client, entry)
    revert = url("revisions_revert", entry.pk, first.pk)
    assert "rue de l’Exemple" in desk.get(revert).content.decode()
    first.publish()
    html = public(client, entry)
    assert not [words for words in DRAFTED if words in html]
    entry = Organisation.objects.get()
    assert entry.services.get().opening_slots.get().weekday == 1


def test_a_service_names_its_places_even_while_they_are_drafts(desk, entry, client):
    municipality = entry.places.get().municipality
    second = {
        "street_fr": "rue Neuve",
        "postcode": "1030",
        "municipality": municipality.pk,
        "label_fr": "Antenne",
    }
    rows = {f"places-1-{name}": value for name, value in second.items()}
    data = changed(entry, **{"places-TOTAL_FORMS": 2, "places-1-ORDER": 2}, **rows)
    desk.post(url("edit", entry.pk), data)
    draft = Organisation.objects.get().get_latest_revision_as_object()
    new = next(place for place in draft.places.all() if place.street_fr == "rue Neuve")
    assert (new.pk, new.code) == (None, "rue-neuve-antenne")
    html = desk.get(url("edit", entry.pk)).content.decode()
    assert 'value="rue-neuve-antenne"' in html
    data |= {
        "places-0-code": entry.places.get().code,
        "places-1-code": new.code,
        "services-0-place_codes": ["rue-neuve-antenne", "gone"],
        "action-publish": "1",
    }
    assert desk.post(url("edit", entry.pk), data).status_code == 302
    entry = Organisation.objects.get()
    service = entry.services.get(name_fr="Permanence")
    assert service.place_codes == ["rue-neuve-antenne"]
    [given] = service.places_among(entry.places.all())
    assert given.street_fr == "rue Neuve"


def test_the_committee_agrees_to_a_draft_with_its_rows(desk, entry, client):
    submit = {"action-submit": "1"}
    response = desk.post(url("edit", entry.pk), changed(entry, **submit))
    assert response.status_code == 302
    assert "rue du Brouillon" not in public(client, entry)


def test_the_preview_of_a_draft_shows_its_rows(desk, entry):
    preview = url("preview_on_edit", entry.pk)
    assert desk.post(preview, changed(entry)).json()["is_valid"]
    html = desk.get(f"{preview}?mode=").content.decode()
    assert "rue du Brouillon" in html
    assert "Service en brouillon" in html
    assert reverse("directory:list") in html
