"""What is told of an entry, and what is openly not known."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from directory import saying, structured, vcard
from directory.models import Contact, Organisation
from tests.factories.cms import ImageFactory
from tests.factories.directory import (
    MunicipalityFactory,
    NetworkFactory,
    OpeningExceptionFactory,
    OrganisationFactory,
    PlaceFactory,
    ReceptionSlotFactory,
    ServiceFactory,
    full_organisation,
)
from tests.factories.editors import front_pages
from tests.factories.groups import ParticipationFactory, group, group_index
from tests.factories.publications import SignatoryFactory, interpellation, interpellation_index

pytestmark = pytest.mark.django_db


def address(entry, name="organisation", language="fr"):
    with translation.override(language):
        return reverse(f"directory:{name}", args=[entry.slug])


def main_of(site, entry, name="organisation"):
    html = site.get(address(entry, name)).content.decode().split("<main")[1]
    return html.split("</main>")[0]


def essentials_of(html):
    return re.search(r'<dl class="essentials">(.*?)</dl>', html, re.S)[1]


def test_what_nobody_knows_is_said(site):
    with translation.override("en"):
        bare = OrganisationFactory(phone="")
        PlaceFactory(organisation=full_organisation(access_conditions_fr="Tous."))
    unknown = site.get(address(bare)).context["essentials"].unknown
    assert len(unknown) == 5
    assert site.get(address(bare)).context["has_hours"] is False
    full = Organisation.objects.exclude(pk=bare.pk).get()
    assert site.get(address(full)).context["essentials"].unknown == []


def test_the_essentials_gather_what_all_services_say(site):
    entry = OrganisationFactory()
    PlaceFactory(organisation=entry, phone="+3220000042", label_fr="Antenne")
    ServiceFactory(
        organisation=entry, words__languages=["fr"], interpretation_fr="Arabe par téléphone."
    )
    ServiceFactory(organisation=entry, words__languages=["nl", "fr"], words__audiences=["women"])
    html = essentials_of(main_of(site, entry))
    for words in ("02 000 00 42", "Antenne", "Arabe par téléphone.", "women fr", "nl fr"):
        assert words in html
    assert html.count("fr fr") == 1


def test_located_in_and_active_in_are_told_apart(site):
    entry = OrganisationFactory()
    PlaceFactory(organisation=entry)
    entry.active_in = [MunicipalityFactory(code="evere", label_fr="Evere", label_nl="Evere")]
    entry.save()
    html = main_of(site, entry)
    assert re.search(r"<dd>Schaerbeek</dd>", html)
    assert re.search(r"<dd>Evere</dd>", html)


def test_a_building_is_told_in_measures_and_nothing_is_said_of_what_nobody_saw(site):
    entry = OrganisationFactory()
    place = PlaceFactory(organisation=entry, steps=2, door_width=85, floor=0, step_free=False)
    with translation.override("en"):
        assert place.access_features == [
            "2 steps at the entrance",
            "Narrowest door: 85 cm",
            "On the ground floor",
        ]
        assert PlaceFactory.build(steps=None).access_features == []
        assert PlaceFactory.build(floor=2, lift=True).access_features == ["On floor 2, with a lift"]
    assert "85 cm" in main_of(site, entry)


def test_a_service_given_at_one_place_says_where(site):
    entry = OrganisationFactory()
    PlaceFactory(organisation=entry)
    PlaceFactory(organisation=entry, street_fr="rue Neuve", number="2", code="neuve")
    ServiceFactory(organisation=entry, name_fr="Partout")
    ServiceFactory(organisation=entry, name_fr="Ici", place_codes=["neuve"])
    told = site.get(address(entry)).context["services"]
    assert [len(service["places"]) for service in told] == [0, 1]
    assert told[1]["places"][0].street_fr == "rue Neuve"


def test_an_entry_long_unconfirmed_says_what_that_means(site):
    stale = OrganisationFactory(confirmed_on=date(2020, 1, 1))
    fresh = OrganisationFactory(confirmed_on=timezone.localdate())
    assert 'data-state="waiting"' in main_of(site, stale)
    assert 'data-state="confirmed"' in main_of(site, fresh)
    assert 'data-state="waiting"' not in main_of(site, fresh)


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2025, 9, 10), "14 months"),
        (date(2025, 11, 21), "12 months"),
        (date(2024, 12, 1), "23 months"),
        (date(2024, 11, 21), "2 years"),
        (date(2026, 11, 14), "1 week"),
    ],
)
def test_an_age_hides_no_months(day, age):
    with translation.override("en"):
        told = saying.freshness(day, date(2026, 11, 21)).age
    assert told.replace("\xa0", " ") == age


def test_the_card_has_what_one_needs_to_go_there(site):
    entry = OrganisationFactory(phone="+3220000042")
    PlaceFactory(organisation=entry, getting_there_fr="Tram 55.")
    ReceptionSlotFactory(organisation=entry)
    ServiceFactory(organisation=entry, documents_fr="Carte d’identité")
    html = main_of(site, entry, "print-card")
    for words in ("02 000 00 42", "Tram 55.", "09:00–12:00", "Carte d’identité"):
        assert words in html
    assert site.get(address(OrganisationFactory(live=False), "print-card")).status_code == 404


def test_contacts_are_functions_with_their_numbers_everywhere(site):
    entry = OrganisationFactory()
    entry.contacts = [Contact(role_fr="Accueil", phone="+3220000042", email="accueil@example.org")]
    entry.save()
    html = main_of(site, entry)
    assert "accueil@example.org" in html
    card = vcard.card(entry)
    assert "item1.TEL;TYPE=WORK:+3220000042\r\nitem1.X-ABLabel:Accueil" in card
    facts = structured.facts(entry, [], entry.schedule)
    assert facts["contactPoint"][0]["telephone"] == "+3220000042"


def test_exceptional_days_are_told_to_search_engines():
    entry = OrganisationFactory()
    place = PlaceFactory(organisation=entry)
    OpeningExceptionFactory(organisation=entry, first_day=date(2026, 12, 24))
    OpeningExceptionFactory(
        organisation=entry, first_day=date(2026, 12, 28), opens=time(10), closes=time(12)
    )
    [where] = structured.facts(entry, [place], entry.schedule)["location"]
    days = where["specialOpeningHoursSpecification"]
    assert [(day["validFrom"], day["opens"], day["closes"]) for day in days] == [
        ("2026-12-24", "00:00", "00:00"),
        ("2026-12-28", "10:00", "12:00"),
    ]


def test_an_entry_with_all_there_is_stays_within_its_queries(client):
    front, _dutch = front_pages()
    entry = full_organisation(confirmed_on=date(2020, 1, 1), name_fr="Maison Exemple du Logement")
    entry.networks = [NetworkFactory(), NetworkFactory()]
    entry.contacts = [Contact(role_fr="Accueil", phone="+3220000042")]
    entry.save()
    for _number in range(2):
        PlaceFactory(organisation=entry, photo=ImageFactory())
    groups, asked = group_index(front), interpellation_index(front)
    for number in range(3):
        page = group(groups, title=f"Groupe {number}", lead="Maison Exemple du Logement")
        ParticipationFactory(page=page, organisation=entry, shown_since=date(2020, 1, 1))
        SignatoryFactory(
            interpellation=interpellation(asked, title=f"Demande {number}"), organisation=entry
        )
    client.get(address(entry))  # pictures are made once
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address(entry))
    assert len(response.context["mentions"]) == 2
    assert len(captured) <= 12, "\n".join(query["sql"][:160] for query in captured)
