"""HSDS 3.0: what the standard's own schema says of our answers, pages, languages, what leaks."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from directory.exchange.hsds import ids
from directory.models import Organisation
from tests.factories.directory import OrganisationFactory, ServiceFactory, full_organisation
from tests.factories.imports import rich_organisation

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "hsds"
# The compiled organisation of the standard has them too.
OWN = {
    "service": {"content_language", "fallback_fields", "translations"},
    "organization": {"content_language", "fallback_fields", "translations", "services"},
}


@cache
def validator(name):
    """Strict: the standard lets pass what it does not name, we want to hear of a slip."""
    schemas = {path.name: json.loads(path.read_text()) for path in FOLDER.glob("*.json")}
    for file, schema in schemas.items():
        schema["properties"] |= dict.fromkeys(OWN.get(file.removesuffix(".json"), ()), True)
        schema["additionalProperties"] = False
    registry = Registry().with_resources(
        (file, Resource.from_contents(schema, default_specification=DRAFT202012))
        for file, schema in schemas.items()
    )
    checked = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schemas[f"{name}.json"], registry=registry, format_checker=checked)


def problems(name, document):
    return [f"{e.json_path}: {e.message}" for e in validator(name).iter_errors(document)]


def get(client, name, *args, language="fr", **query):
    with translation.override(language):
        return client.get(reverse(f"hsds:{name}", args=args), query)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_answer_is_what_the_standard_says(client, language):
    entry = rich_organisation()
    OrganisationFactory(name_nl="", summary_fr="", summary_nl="", phone="")
    for plural, name in [("services", "service"), ("organizations", "organization")]:
        for full in ("true", "false"):
            page = get(client, plural, language=language, full=full).json()
            assert page["contents"]
            for document in page["contents"]:
                assert problems(name, document) == []
    for place in get(client, "locations", language=language).json()["contents"]:
        assert problems("location", place) == []
    for kind, name, rows in [
        (ids.ORGANISATION, "organization", [entry]),
        (ids.SERVICE, "service", entry.services.all()),
        (ids.LOCATION, "location", entry.places.all()),
    ]:
        for row in rows:
            identifier = str(ids.of(kind, row.pk))
            document = get(client, name, identifier, language=language).json()
            assert problems(name, document) == []
            assert document["id"] == identifier


def test_the_schema_does_find_mistakes(client):
    rich_organisation()
    document = get(client, "services").json()["contents"][0]
    assert problems("service", document | {"id": "12"})
    assert problems("service", document | {"nmae": "x"})
    assert problems("service", {**document, "status": "open"})


def test_one_language_an_answer_and_what_is_lent_is_said(client):
    entry = full_organisation(name_fr="Maison", name_nl="Huis")
    ServiceFactory(organisation=entry, name_fr="Écoute", name_nl="")
    identifier = str(ids.of(ids.ORGANISATION, entry.pk))
    fr = get(client, "organization", identifier).json()
    nl = get(client, "organization", identifier, language="nl").json()
    assert (fr["name"], nl["name"]) == ("Maison", "Huis")
    assert fr["id"] == nl["id"]
    assert nl["content_language"] == "nl-BE"
    assert fr["translations"][0]["url"].endswith(f"/nl/api/hsds/organizations/{identifier}")
    assert client.get(fr["translations"][0]["url"]).json()["name"] == "Huis"
    lent = [s for s in nl["services"] if s["name"] == "Écoute"]
    assert lent[0]["fallback_fields"] == ["name"]


def test_hours_exceptions_and_public_holidays(client):
    entry = rich_organisation()
    identifier = str(ids.of(ids.SERVICE, entry.services.get(name_fr="Écoute").pk))
    told = get(client, "service", identifier).json()["schedules"]
    week = {rule["byday"]: rule for rule in told if rule.get("freq") == "WEEKLY"}
    assert week["MO,WE,TH,FR"]["opens_at"] == "09:00"
    assert week["TU"]["notes"] == "par téléphone"
    closed = {rule["valid_from"]: rule for rule in told if "valid_from" in rule}
    assert closed["2026-12-24"]["valid_to"] == "2027-01-03"
    assert "opens_at" not in closed["2026-12-24"]
    next_july = timezone.localdate() + timedelta(days=365)
    assert any(day[4:] == "-07-21" and day <= next_july.isoformat() for day in closed)
    assert not any(day[4:] == "-12-25" and day[:4] == "2026" for day in closed)  # within a break


def test_pages(client):
    for number in range(5):
        OrganisationFactory(name_fr=f"Maison {number}")
    first = get(client, "organizations", per_page=2).json()
    last = get(client, "organizations", per_page=2, page=3).json()
    assert (first["total_items"], first["total_pages"], first["size"]) == (5, 3, 2)
    assert (first["first_page"], first["last_page"], first["empty"]) == (True, False, False)
    assert (last["size"], last["first_page"], last["last_page"]) == (1, False, True)
    Organisation.objects.all().delete()
    assert get(client, "organizations").json()["empty"] is True


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "99"},
        {"page": "x"},
        {"page": "9" * 40},
        {"per_page": "0"},
        {"per_page": "100000"},
        {"full": "perhaps"},
        {"organization_id": "12"},
        {"modified_after": "yesterday"},
    ],
)
def test_a_question_that_means_nothing_is_told_so(client, query):
    response = get(client, "services", **query)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/json"
    assert response.json()["error"]


@pytest.mark.parametrize("identifier", ["12", "x", "00000000-0000-0000-0000-000000000000"])
def test_unknown_identifiers(client, identifier):
    for name in ("service", "organization", "location"):
        response = get(client, name, identifier)
        assert (response.status_code, response.json()["status"]) == (404, 404)


def test_an_identifier_of_one_kind_is_none_of_another(client):
    entry = full_organisation()
    identifier = str(ids.of(ids.ORGANISATION, entry.pk))
    assert get(client, "service", identifier).status_code == 404


def test_narrowed_to_one_organisation_and_to_what_is_new(client):
    entry, other = full_organisation(), full_organisation(1)
    Organisation.objects.update(last_published_at=timezone.now() - timedelta(days=9))
    Organisation.objects.filter(pk=other.pk).update(last_published_at=timezone.now())
    mine = get(client, "services", organization_id=ids.of(ids.ORGANISATION, entry.pk)).json()
    assert mine["total_items"] == 1
    day = (timezone.localdate() - timedelta(days=2)).isoformat()
    recent = get(client, "organizations", modified_after=day).json()
    assert [one["id"] for one in recent["contents"]] == [str(ids.of(ids.ORGANISATION, other.pk))]


def test_drafts_and_expired_entries_are_nowhere(client):
    hidden = [full_organisation(live=False), full_organisation(1)]
    Organisation.objects.filter(pk=hidden[1].pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    for plural in ("services", "organizations", "locations"):
        assert get(client, plural, full="true").json()["empty"]
    for entry in hidden:
        for kind, name, row in [
            (ids.ORGANISATION, "organization", entry),
            (ids.SERVICE, "service", entry.services.first()),
            (ids.LOCATION, "location", entry.places.first()),
        ]:
            assert get(client, name, str(ids.of(kind, row.pk))).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("name", ["services", "organizations"])
def test_a_page_costs_the_same_for_few_and_for_many(
    client, count, name, django_assert_max_num_queries
):
    for number in range(count):
        full_organisation(number)
    with django_assert_max_num_queries(24):
        assert len(get(client, name, full="true").json()["contents"]) == count


def test_what_it_says_of_itself(client):
    root = get(client, "root").json()
    assert root["version"] == "3.0"
    profile = client.get(root["profile"]).json()
    for file, url in profile["modifications"].items():
        patch = client.get(url).json()
        assert patch
        if file != "openapi.json":
            own = json.loads((FOLDER / file).read_text())
            own["properties"] |= patch["properties"]
            Draft202012Validator.check_schema(own)
    paths = client.get(root["openapi_url"]).json()["paths"]
    for path in paths:
        if "{" not in path:
            assert client.get(root["openapi_url"].replace("/openapi.json", path)).status_code == 200
    assert client.get(root["profile"] + "profile/nothing.json").status_code == 404
