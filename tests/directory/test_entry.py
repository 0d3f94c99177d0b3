import json
import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from directory.entry import context_of
from directory.hours import BRUSSELS
from directory.models import Organisation, Service
from tests.factories.directory import (
    NetworkFactory,
    OpeningExceptionFactory,
    OrganisationFactory,
    PlaceFactory,
    ReceptionSlotFactory,
    ServiceFactory,
    full_organisation,
)

pytestmark = pytest.mark.django_db


def address(entry, language="fr", name="organisation"):
    with translation.override(language):
        return reverse(f"directory:{name}", args=[entry.slug])


def page(site, entry, language="fr"):
    response = site.get(address(entry, language))
    assert response.status_code == 200
    return response.content.decode()


def test_what_one_says_on_the_telephone_is_there(site):
    entry = OrganisationFactory(phone="+3220000042")
    PlaceFactory(organisation=entry, getting_there_fr="Tram 55, arrêt Exemple.")
    ServiceFactory(organisation=entry, documents_fr="Carte d’identité\nContrat de bail")
    ReceptionSlotFactory(organisation=entry)
    html = page(site, entry)
    for text in ("02 000 00 42", "Tram 55", "1030 Schaerbeek", "Contrat de bail", "09:00–12:00"):
        assert text in html
    assert 'href="tel:+3220000042"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("fields", [{"live": False}, {"expire_at": "2020-01-01T00:00Z"}])
def test_what_is_not_listed_has_neither_page_nor_card(site, fields):
    entry = OrganisationFactory(**fields)
    assert site.get(address(entry)).status_code == 404
    assert site.get(address(entry, name="contact-card")).status_code == 404


def test_the_address_does_not_change_with_the_name(site):
    entry = OrganisationFactory(name_fr="Premier nom")
    entry.name_fr = "Second nom"
    entry.save()
    assert entry.slug == "premier-nom"


def test_two_entries_of_the_same_name_have_two_addresses():
    slugs = {OrganisationFactory(name_fr="Maison").slug for _time in range(3)}
    assert slugs == {"maison", "maison-2", "maison-3"}


def test_text_of_the_other_language_is_marked(site):
    entry = OrganisationFactory(
        name_nl="", description_fr="Un texte.", description_nl="", summary_nl="Samenvatting"
    )
    ServiceFactory(organisation=entry, name_nl="", documents_fr="Un papier", documents_nl="")
    html = page(site, entry, "nl")
    main = html.split("<main")[1]
    assert main.count('lang="fr-BE"') >= 4  # name, description, service, document (twice)
    assert "Samenvatting" in main
    assert "fallback" not in page(site, entry, "fr").split("<main")[1]


def test_confirmed_on_is_told_apart_from_saving(site):
    entry = OrganisationFactory(confirmed_on=date(2025, 3, 2))
    entry.save_revision().publish()
    assert "02/03/2025" in page(site, entry)
    assert Organisation.objects.get().confirmed_on == date(2025, 3, 2)


def test_an_exception_and_its_reason_are_said_on_the_day(site):
    entry = OrganisationFactory()
    ReceptionSlotFactory(organisation=entry, weekday=1)
    OpeningExceptionFactory(
        organisation=entry, first_day=date(2026, 11, 17), reason_fr="inventaire"
    )
    context = context_of(entry, datetime(2026, 11, 17, 10, tzinfo=BRUSSELS))
    assert context["opening"].state == "closed"
    assert "inventaire" in context["hours_today"]
    later = context_of(entry, datetime(2026, 11, 24, 10, tzinfo=BRUSSELS))
    assert later["opening"].state == "open"
    assert later["exceptions"] == []


def test_related_entries_share_themes_and_are_listed(site):
    entry = OrganisationFactory(themes=["housing", "debt"])
    both = OrganisationFactory(name_fr="Zz", themes=["housing", "debt"])
    one = OrganisationFactory(name_fr="Aa", themes=["debt"])
    OrganisationFactory(themes=["health"])
    OrganisationFactory(themes=["housing"], live=False)
    response = site.get(address(entry))
    assert [other.pk for other in response.context["related"]] == [both.pk, one.pk]


def test_structured_data_is_json_that_cannot_end_its_element(site):
    entry = OrganisationFactory(
        name_fr="</script><script>alert(1)</script>", summary_fr="R & D <b>"
    )
    PlaceFactory(organisation=entry, latitude="50.8670", longitude="4.3770")
    ReceptionSlotFactory(organisation=entry)
    html = page(site, entry)
    assert "<script>alert" not in html
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["name"] == entry.name_fr
    assert data["location"][0]["geo"]["latitude"] == 50.867
    assert data["location"][0]["openingHoursSpecification"][0]["opens"] == "09:00"


def test_the_contact_card_escapes_what_vcard_reserves(site):
    entry = OrganisationFactory(name_fr="Un, deux; trois\\", summary_fr="é" * 90, phone="")
    PlaceFactory(organisation=entry)
    response = site.get(address(entry, name="contact-card"))
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/vcard")
    assert "FN:Un\\, deux\\; trois\\\\" in text
    assert "TEL" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "é" * 90 in text.replace("\r\n ", "")


@pytest.mark.parametrize("others", [0, 30])
def test_the_page_of_an_entry_stays_within_its_queries(site, others):
    entry = full_organisation(description_fr="Texte", phone="+3220000001", opening_exceptions=[])
    entry.networks = [NetworkFactory(), NetworkFactory()]
    entry.save()
    OpeningExceptionFactory(organisation=entry, first_day=date(2030, 1, 2))
    for _number in range(11):
        ServiceFactory(organisation=entry, words__themes=["debt"], words__audiences=["women"])
    for number in range(others):
        full_organisation(number)
    site.get(address(entry))
    with CaptureQueriesContext(connection) as captured:
        site.get(address(entry))
    assert len(captured) <= 12


def test_the_preview_shows_what_is_not_saved_yet(rf, site):
    entry = Organisation(name_fr="Pas encore", phone="+3220000001")
    entry.services = [Service(name_fr="Permanence à venir", walk_in=True)]
    response = entry.make_preview_request(preview_mode="").render()
    html = response.content.decode()
    assert "Pas encore" in html
    assert "Permanence à venir" in html
