"""The one form for both languages, as a coordinator uses it; and who may not."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from cms.roles import Code, ensure_roles
from cms.workflow import ensure_workflow
from directory.admin.organisations import NetworkViewSet, OrganisationViewSet
from directory.models import Organisation, Theme
from tests.factories.directory import MunicipalityFactory, OrganisationFactory, ThemeFactory
from tests.factories.editors import client_of, editor, front_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def roles(db):
    front_pages()
    ensure_roles()
    ensure_workflow()


def url(action, *args, model="organisation"):
    return reverse(f"wagtailsnippets_directory_{model}:{action}", args=args)


def inline(name, *rows):
    data = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{field}": value for field, value in row.items()}
        data[f"{name}-{number}-ORDER"] = number + 1
    return data


def form(municipality, theme, **changes):
    slots = inline("services-0-opening_slots", {"weekday": 1, "opens": "9:00", "closes": "12:00"})
    service = {"name_fr": "Permanence", "themes": theme.pk, "walk_in": "on"}
    return {
        "name_fr": "Maison Exemple",
        "name_nl": "Voorbeeldhuis",
        "kind": "association",
        "phone": "02/000.00.01",
        "enterprise_number": "BE 0403.019.261",
        "themes": theme.pk,
        **inline(
            "places",
            {"street_fr": "rue de l’Exemple", "postcode": "1030", "municipality": municipality.pk},
        ),
        **inline("contacts", {"role_fr": "Accueil", "phone": "02 000 00 02"}),
        **inline("opening_slots", {"weekday": 0, "opens": "9:00", "closes": "17:00"}),
        **inline("opening_exceptions", {"first_day": "24/12/2026"}),
        **inline("services", service),
        **slots,
        **changes,
    }


def test_a_coordinator_writes_and_publishes_an_entry_with_all_its_parts(roles):
    client = client_of(editor(Code.COORDINATION))
    data = form(MunicipalityFactory(), ThemeFactory(code="housing"))
    response = client.post(url("add"), data | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    entry = Organisation.objects.listed().get()
    assert (entry.phone, entry.enterprise_number) == ("+3220000001", "0403019261")
    assert entry.places.get().postcode == "1030"
    service = entry.services.get()
    assert service.themes.get().code == "housing"
    assert service.opening_slots.get().weekday == 1
    assert len(entry.schedule.slots) == 2
    html = client.get(url("edit", entry.pk)).content.decode()
    assert "02 000 00 01" in html
    assert client.get(url("history", entry.pk)).status_code == 200


def test_a_draft_is_not_public(roles, client):
    editing = client_of(editor(Code.COORDINATION))
    editing.post(url("add"), form(MunicipalityFactory(), ThemeFactory()))
    entry = Organisation.objects.get()
    assert not entry.live
    assert client.get(entry.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"enterprise_number": "0403.019.262"},
        {"phone": "12"},
        {"places-0-postcode": "99"},
        {"opening_exceptions-0-opens": "9:00"},
        {"opening_exceptions-0-last_day": "01/12/2026"},
    ],
)
def test_what_cannot_be_right_is_refused_in_the_form(roles, changes):
    client = client_of(editor(Code.COORDINATION))
    data = form(MunicipalityFactory(), ThemeFactory(), **changes)
    response = client.post(url("add"), data | {"action-publish": "1"})
    assert response.status_code == 200
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("role", [Code.FACILITATION, Code.TRANSLATION, Code.COMMITTEE])
def test_other_roles_do_not_publish_entries(roles, role):
    entry = OrganisationFactory()
    client = client_of(editor(role))
    client.post(url("edit", entry.pk), {"name_fr": "Pris", "action-publish": "1"})
    entry.refresh_from_db()
    assert entry.name_fr != "Pris"


def test_the_lists_of_words_are_edited_in_the_directory_menu(roles):
    client = client_of(editor(Code.COORDINATION))
    theme = Theme.objects.create(code="housing", label_fr="Logement", label_nl="Wonen")
    assert "Logement" in client.get(url("list", model="theme")).content.decode()
    data = {"code": "housing", "label_fr": "Logement", "label_nl": "Huisvesting", "position": 1}
    client.post(url("edit", theme.pk, model="theme"), data)
    theme.refresh_from_db()
    assert theme.label_nl == "Huisvesting"


def test_entries_are_in_the_menu_and_in_the_site_map(roles, client):
    entry = OrganisationFactory()
    OrganisationFactory(name_fr="Brouillon", live=False)
    xml = client.get("/fr/sitemap.xml").content.decode()
    assert entry.get_absolute_url() in xml
    assert "brouillon" not in xml
    assert reverse("directory:list") in client.get("/fr/").content.decode()


@pytest.mark.parametrize("typed", ['"', "a'\"()*", "Voorbeeld", "EXEMPLE"])
def test_the_list_of_entries_is_searched_whatever_is_typed(roles, typed):
    OrganisationFactory(name_fr="Maison Exemple", name_nl="Voorbeeldhuis")
    response = client_of(editor(Code.COORDINATION)).get(url("list"), {"q": typed})
    assert response.status_code == 200
    assert ("Maison Exemple" in response.content.decode()) is typed.isalpha()


def test_entries_are_listed_by_the_age_of_their_confirmation(roles):
    for name, day in (("Ancienne", date(2020, 1, 1)), ("Jamais", None), ("Neuve", date.today())):
        OrganisationFactory(name_fr=name, confirmed_on=day)
    desk = client_of(editor(Code.COORDINATION))
    html = desk.get(url("list"), {"ordering": "confirmed_on"}).content.decode()
    assert html.index("Jamais") < html.index("Ancienne") < html.index("Neuve")
    old = desk.get(url("list"), {"age": "12"}).content.decode()
    assert "Ancienne" in old
    assert "Jamais" in old
    assert "Neuve" not in old
    assert "Ancienne" not in desk.get(url("list"), {"age": "never"}).content.decode()


@pytest.mark.parametrize("viewset", [OrganisationViewSet, NetworkViewSet])
def test_the_columns_of_the_lists_are_in_the_language_of_the_reader(viewset):
    """Wagtail names some of them in the language of whoever loads the module."""
    for column in viewset.list_display[-2:]:
        with translation.override("fr"):
            french = str(column.label)
        with translation.override("nl"):
            assert str(column.label) != french


def test_entries_are_filtered_by_theme_and_an_odd_address_breaks_nothing(roles):
    ThemeFactory(code="housing")
    OrganisationFactory(name_fr="Logis", themes=["housing"])
    OrganisationFactory(name_fr="Potager")
    desk = client_of(editor(Code.COORDINATION))
    html = desk.get(url("list"), {"themes": "housing"}).content.decode()
    assert "Logis" in html
    assert "Potager" not in html
    for odd in ("9" * 20, "nothing", ""):
        assert desk.get(url("list"), {"themes": odd, "networks": odd}).status_code == 200
