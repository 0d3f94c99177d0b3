"""Registering for an event: what a visitor sees, gets by mail, changes and gives back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import PageViewRestriction

from home.models import Registration
from home.registrations import enrolling, links
from home.registrations.views import REGISTRATIONS_AN_HOUR
from tests.factories.home import event, site, translated
from tests.factories.publications import OrganisationFactory
from tests.factories.registrations import RegistrationFactory, opened

pytestmark = pytest.mark.django_db
PERSON = {
    "name": "Une personne",
    "organisation": "Service Exemple",
    "email": "Personne@Example.org",
    "language": "fr",
    "website": "",
}


@pytest.fixture(autouse=True)
def pages():
    site()
    cache.clear()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def send(client, commits):
    def post(rules, **changes):
        with commits():
            return client.post(address(rules), PERSON | changes)

    return post


def address(rules, language="fr"):
    with translation.override(language):
        return reverse("registrations:register", args=[rules.event.translation_key])


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def key_in(letter):
    return re.search(r"localhost:8000(/\S+\?key=\S+)", letter.body)[1]


# --- registering ----------------------------------------------------------------------------------
def test_who_registers_has_a_place_and_a_letter_with_her_link(send, client):
    rules = opened(confirmation_fr="Entrée par le jardin.", days_kept=12)
    response = send(rules)
    assert response.status_code == 302
    one = rules.registrations.get()
    assert one.is_confirmed
    assert (one.email, one.house, one.language) == ("personne@example.org", "Service Exemple", "fr")
    (letter,) = mail.outbox
    assert letter.to == ["personne@example.org"]
    assert letter.subject == "Inscription confirmée : Une rencontre"
    assert "Entrée par le jardin." in letter.body
    assert "Maison communale" in letter.body
    assert f"/fr/agenda/{rules.event.slug}.ics" in letter.body
    assert date_format(rules.erased_on) in letter.body
    assert "Vous avez une place" in html(client, key_in(letter))
    assert 'id="registered"' in html(client, response["Location"].split("#")[0])


def test_letters_and_pages_are_in_the_language_of_the_person(send, client):
    rules = opened()
    translated(rules.event, title="Een ontmoeting", slug="een-ontmoeting")
    send(rules, language="nl")
    (letter,) = mail.outbox
    assert "Een ontmoeting" in letter.subject
    assert "Gemeentehuis" in letter.body
    assert "/nl/inschrijving/" in letter.body
    assert "Een ontmoeting" in html(client, address(rules, "nl"))


def test_an_entry_of_the_directory_is_known_by_its_name_in_either_language(send):
    entry = OrganisationFactory(name_fr="Maison Exemple", name_nl="Voorbeeldhuis")
    rules = opened()
    send(rules, organisation="voorbeeldHUIS")
    assert rules.registrations.get().organisation == entry


def test_only_what_the_event_asks_for_is_asked_and_kept(send, client):
    rules = opened(asks_meal=True)
    page = html(client, address(rules))
    assert "id_meal" in page
    assert "id_access" not in page
    send(rules, meal="Noix", access="Ascenseur", phone="02 111")
    one = rules.registrations.get()
    assert (one.meal, one.access, one.phone) == ("Noix", "", "")


def test_it_is_said_what_is_kept_until_when(client):
    rules = opened(days_kept=12)
    assert date_format(rules.erased_on) in html(client, address(rules))


@pytest.mark.parametrize("field", ["name", "email"])
def test_a_mistake_loses_nothing(send, field):
    rules = opened()
    response = send(rules, **{field: ""})
    assert response.status_code == 422
    assert "Service Exemple" in response.content.decode()
    assert f"id_{field}_error" in response.content.decode()
    assert not rules.registrations.exists()
    assert mail.outbox == []


def test_an_address_that_is_known_is_told_to_its_owner_and_to_nobody_else(send):
    rules = opened(places=1)
    first = send(rules)
    again = send(rules, name="Quelqu'un d'autre", email="PERSONNE@example.org")
    assert again["Location"] == first["Location"]
    assert again.status_code == first.status_code
    assert rules.registrations.get().name == "Une personne"
    assert [letter.to for letter in mail.outbox] == [["personne@example.org"]] * 2
    assert "déjà" in mail.outbox[1].subject


def test_her_mailbox_is_not_filled_by_others(send):
    rules = opened()
    for _time in range(8):
        send(rules)
    assert len(mail.outbox) == 1 + 3


def test_a_machine_that_fills_in_everything_is_thanked_and_ignored(send):
    rules = opened()
    assert send(rules, website="https://spam.example").status_code == 302
    assert not rules.registrations.exists()


def test_so_many_an_hour_from_one_connection(send):
    rules = opened()
    for number in range(REGISTRATIONS_AN_HOUR):
        send(rules, email=f"p{number}@example.org")
    assert send(rules, email="encore@example.org").status_code == 422
    assert rules.registrations.count() == REGISTRATIONS_AN_HOUR


# --- whether one can ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"cancelled": True}, "annulée"),
        ({"days": -1}, "terminée"),
        ({"opens_at": timezone.now() + timedelta(days=2)}, "ne sont pas encore ouvertes"),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, "sont closes"),
    ],
)
def test_nobody_registers_when_it_is_not_open(rules, words, send, client):
    rules = opened(**rules)
    page = html(client, address(rules))
    assert words in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert send(rules).status_code == 409
    assert not rules.registrations.exists()


def test_full_without_a_waiting_list(send, client):
    rules = opened(places=1, has_waiting_list=False)
    send(rules)
    assert "Toutes les places sont prises" in html(client, address(rules))
    assert send(rules, email="autre@example.org").status_code == 409
    assert rules.registrations.count() == 1


@pytest.mark.parametrize("key", ["00000000-0000-0000-0000-000000000000", "x"])
def test_no_such_event(client, key):
    assert client.get(f"/fr/inscription/{key}/").status_code == 404


def test_an_event_that_is_not_public_or_takes_none_has_no_such_page(client):
    rules = opened()
    PageViewRestriction.objects.create(page=rules.event, restriction_type="login")
    assert client.get(address(rules)).status_code == 404
    other = event(title="Sans inscription")
    assert client.get(f"/fr/inscription/{other.translation_key}/").status_code == 404


# --- the waiting list -----------------------------------------------------------------------------
def test_the_waiting_list_has_numbers_and_moves_up(send, client, commits):
    rules = opened(places=1)
    for name in ("un", "deux", "trois"):
        send(rules, name=name, email=f"{name}@example.org")
    assert "numéro 2" in mail.outbox[2].body
    third = key_in(mail.outbox[2])
    assert "numéro 2" in html(client, third)
    mail.outbox.clear()
    with commits():
        client.post(links_of(rules, "un"), {"cancel": ""})
    assert [one.name for one in rules.registrations.confirmed()] == ["deux"]
    assert [letter.to[0] for letter in mail.outbox] == ["un@example.org", "deux@example.org"]
    assert "Une place se libère" in mail.outbox[1].subject
    assert "numéro 1" in html(client, third)


def links_of(rules, name):
    return links.mine(rules.registrations.get(name=name)).split("localhost:8000")[1]


def test_nobody_moves_up_to_an_event_that_is_cancelled_or_over(commits):
    rules = opened(places=1)
    first = RegistrationFactory(rules=rules)
    RegistrationFactory(rules=rules, state="waiting")
    rules.event.cancelled = True
    rules.event.save()
    with commits():
        enrolling.cancel(first)
    assert not rules.registrations.confirmed().exists()
    assert [letter.to for letter in mail.outbox] == [[first.email]]


def test_more_places_move_up_in_the_order_of_arrival(commits):
    rules = opened(places=1)
    RegistrationFactory(rules=rules)
    waiting = [RegistrationFactory(rules=rules, state="waiting") for _number in range(3)]
    rules.places = 3
    rules.save()
    with commits():
        moved = enrolling.move_up(rules)
    assert moved == waiting[:2]
    assert [letter.to for letter in mail.outbox] == [[one.email] for one in waiting[:2]]


def test_fewer_places_put_nobody_out_and_let_nobody_in(send):
    rules = opened(places=5)
    for _number in range(3):
        RegistrationFactory(rules=rules)
    rules.places = 2
    rules.save()
    send(rules)
    assert rules.registrations.confirmed().count() == 3
    assert rules.registrations.waiting().count() == 1


# --- one's own registration -----------------------------------------------------------------------
def test_one_changes_what_one_told(client, commits):
    rules = opened(asks_remarks=True)
    one = RegistrationFactory(rules=rules)
    url = links_of(rules, one.name)
    with commits():
        answer = client.post(url, {"name": "Autre nom", "organisation": "Là", "remarks": "À 10 h"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.name, one.house, one.remarks) == ("Autre nom", "Là", "À 10 h")
    assert client.post(url, {"name": ""}).status_code == 422


def test_looking_at_the_link_cancels_nothing_and_cancelling_erases(client, commits):
    rules = opened()
    url = links_of(rules, RegistrationFactory(rules=rules).name)
    client.get(url)
    client.head(url)
    assert rules.registrations.count() == 1
    with commits():
        client.post(url, {"cancel": ""})
        client.post(url, {"cancel": ""})
    assert rules.registrations.count() == 0
    assert client.get(url).status_code == 410
    assert len(mail.outbox) == 1


def test_a_key_that_was_never_given_opens_nothing(client):
    opened()
    for key in ("", "x", "x:y:z"):
        assert client.get("/fr/inscription/la-mienne/", {"key": key}).status_code == 404


def test_no_cache_keeps_what_one_person_sees(client):
    rules = opened()
    one = RegistrationFactory(rules=rules)
    for url in (address(rules), links_of(rules, one.name)):
        response = client.get(url)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response.content.decode()
    assert client.get(links_of(rules, one.name))["Referrer-Policy"] == "no-referrer"


# --- the page of the event ------------------------------------------------------------------------
def test_the_event_says_how_many_places_are_free_and_leads_to_the_form(client):
    rules = opened(places=12)
    RegistrationFactory(rules=rules, name="Personne Secrète")
    page = html(client, rules.event.url)
    assert "11 places libres" in page
    assert address(rules) in page
    assert "Secrète" not in page


def test_few_questions(client):
    rules = opened(places=12)
    RegistrationFactory(rules=rules)
    for url in (rules.event.url, address(rules)):
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        assert len(queries) <= 12, [one["sql"] for one in queries]


def test_more_people_than_places_never(commits):
    """Whoever looks at the places first holds their row."""
    rules = opened(places=1)
    with CaptureQueriesContext(connection) as queries:
        enrolling.register(rules, {"name": "x", "email": "x@example.org", "language": "fr"})
    first = next(one["sql"] for one in queries if "SELECT" in one["sql"])
    assert "home_registrationrules" in first
    if connection.features.has_select_for_update:
        assert "FOR UPDATE" in first


def test_a_registration_is_written_nowhere_else():
    assert str(RegistrationFactory(rules=opened(), name="Secrète")).startswith("#")
    assert Registration.wagtail_reference_index_ignore
