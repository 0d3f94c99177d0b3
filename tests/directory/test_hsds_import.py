"""HSDS of another directory into ours: nested or in one file a kind; again changes nothing."""

import io
import json
import uuid
import zipfile

import pytest
from django.urls import reverse
from django.utils import translation

from directory.models import Organisation
from tests.factories.directory import MunicipalityFactory, ThemeFactory
from tests.factories.imports import applied, previewed, rich_organisation

pytestmark = pytest.mark.django_db
ORG, SERVICE, PLACE = (str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in "abc")
TERM = {"id": ORG, "name": "Housing", "description": "", "code": "housing", "taxonomy": "themes"}


@pytest.fixture(autouse=True)
def english():
    with translation.override(None):
        yield


def organization():
    return {
        "id": ORG,
        "name": "Maison Exemple d’ailleurs",
        "description": "Fictive.",
        "website": "https://example.org",
        "tax_id": "not of this country",
        "phones": [{"id": ORG, "number": "02 000 00 31"}],
    }


def location():
    return {
        "id": PLACE,
        "location_type": "physical",
        "latitude": 50.86,
        "longitude": 4.37,
        "addresses": [
            {"address_1": "rue de l’Exemple 12 bte 3", "postal_code": "1030", "city": "Schaarbeek"}
        ],
    }


def service():
    foreign = {**TERM, "code": "foreign"}
    return {
        "id": SERVICE,
        "organization_id": ORG,
        "name": "Permanence",
        "status": "active",
        "fees_description": "Gratuit.",
        "attributes": [{"taxonomy_term": TERM}, {"taxonomy_term": foreign}],
        "schedules": [
            {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00+01:00", "closes_at": "12:00Z"},
            {"valid_from": "2027-07-19", "valid_to": "2027-07-30"},
            {"valid_from": "2027-07-21", "valid_to": "2027-07-21"},
        ],
        "required_documents": [{"document": "Carte d’identité"}, {"document": "Bail"}],
    }


def nested():
    at = {"service_id": SERVICE, "id": str(uuid.uuid4()), "location": location()}
    return {**service(), "organization": organization(), "service_at_locations": [at]}


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.json", json.dumps(content))
    return buffer.getvalue()


def as_files():
    told = service()
    schedules = [
        {**rule, "id": str(uuid.uuid4()), "service_id": SERVICE} for rule in told.pop("schedules")
    ]
    at = [{"id": str(uuid.uuid4()), "service_id": SERVICE, "location_id": PLACE}]
    return zipped(
        schedules=schedules,
        service_at_locations=at,
        services=[told],
        organizations={"contents": [organization()]},
        locations=[location()],
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (lambda: json.dumps({"contents": [nested()]}).encode(), "page.json"),
        (lambda: json.dumps(nested()).encode(), "one.json"),
        (as_files, "all.zip"),
    ],
)
def test_an_organisation_with_all_it_has(content, name):
    MunicipalityFactory()
    ThemeFactory(code="housing")
    content = content()
    job = previewed("hsds", content, name)
    assert (job.created, job.refused) == (1, 0), list(job.lines.values_list("reasons", flat=True))
    assert not Organisation.objects.exists()
    applied(job)
    entry = Organisation.objects.get()
    assert entry.slug == f"maison-exemple-dailleurs-{ORG[:8]}"
    assert (entry.phone, entry.enterprise_number) == ("+3220000031", "")
    place = entry.places.get()
    assert (place.street_fr, place.number) == ("rue de l’Exemple", "12 bte 3")
    assert place.municipality.code == "schaerbeek"
    one = entry.services.get()
    assert [theme.code for theme in one.themes.all()] == ["housing"]
    assert one.documents_fr == "Carte d’identité\nBail"
    assert {(s.weekday, f"{s.opens:%H:%M}") for s in entry.opening_slots.all()} == {
        (0, "09:00"),
        (1, "09:00"),
    }
    [closed] = entry.opening_exceptions.all()  # 21 July is a holiday: nothing to say of it
    assert str(closed.last_day) == "2027-07-30"
    assert previewed("hsds", content, name).unchanged == 1


def test_a_new_name_does_not_make_a_second_entry():
    MunicipalityFactory()
    ThemeFactory(code="housing")
    applied(previewed("hsds", json.dumps(nested()).encode(), "one.json"))
    told = nested()
    told["organization"]["name"] = "Un autre nom"
    job = applied(previewed("hsds", json.dumps(told).encode(), "one.json"))
    assert (job.changed, Organisation.objects.get().name_fr) == (1, "Un autre nom")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_what_our_own_addresses_give_changes_nothing(client, language):
    rich_organisation()
    with translation.override(language):
        pages = [
            client.get(reverse(f"hsds:{name}"), {"full": "true"}).content
            for name in ("organizations", "services")
        ]
    for number, page in enumerate(pages):
        job = previewed("hsds", page, f"{number}.json")
        assert (job.unchanged, job.to_write, job.refused) == (1, 0, 0), list(
            job.lines.values_list("changes", "reasons")
        )


def test_dutch_texts_go_to_dutch():
    told = {**organization(), "name": "Voorbeeldhuis"}
    job = applied(previewed("hsds", json.dumps(told).encode(), "o.json", options=["dutch"]))
    entry = Organisation.objects.get()
    assert job.created == 1
    assert (entry.name_nl, entry.description_nl, entry.description_fr) == (
        "Voorbeeldhuis",
        "Fictive.",
        "",
    )


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"{", "a.json", "not JSON"),
        (b"[1]", "a.json", "not HSDS"),
        (b"[]", "a.json", "no organisation"),
        (b"[" * 100_000, "a.json", "not JSON"),
        (b"PK\x03\x04", "a.zip", "damaged"),
        (b"x", "a.csv", "HSDS comes as"),
        (zipped(a="0" * 70_000_000), "a.zip", "too large"),
    ],
)
def test_refusals(content, name, words):
    job = previewed("hsds", content, name)
    assert words in job.message
    assert job.total == 0
