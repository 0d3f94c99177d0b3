"""Governance bodies: parity, terms on seats, composition of any day, nobody named unasked."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Collection, CollectionViewRestriction

from cms.roles import Code
from groups.bodies.composition import Parity, Term, clashes, days_of_change, parity, predecessor
from groups.bodies.finding import addresses, describe
from groups.bodies.loading import load_bodies
from groups.models import Body, BodyDocument, Constituency, Mandate
from tests.factories.cms import DocumentFactory, language_roots
from tests.factories.editors import client_of, site_with_editors
from tests.factories.publications import OrganisationFactory

ON = date(2015, 6, 15)
BUDGET = 12


def side(seats, has_a_vote=True, since=None, until=None):
    covers = Term(0, since, until).covers
    return SimpleNamespace(seats=seats, has_a_vote=has_a_vote, covers=covers)


@pytest.mark.parametrize(
    ("sides", "seats", "holds"),
    [
        ([side(4), side(4)], (4, 4), True),
        ([side(4), side(3)], (4, 3), False),
        ([side(4), side(4), side(9, has_a_vote=False)], (4, 4), True),
        ([side(4), side(4), side(2, until=date(2015, 6, 14))], (4, 4), True),
        ([side(4), side(4, since=date(2015, 6, 16))], (4,), False),
        ([], (), False),
    ],
)
def test_parity_is_of_those_that_vote_that_day(sides, seats, holds):
    assert parity(sides, ON) == Parity(seats)
    assert parity(sides, ON).holds is holds


def test_two_do_not_sit_on_one_seat():
    first = Term(1, date(2013, 1, 1), date(2015, 6, 15))
    assert clashes([first, Term(1, date(2015, 6, 15))]) == {1}
    assert clashes([first, Term(1, date(2015, 6, 16)), Term(2)]) == set()
    assert clashes([Term(3), Term(3, date(2020, 1, 1))]) == {3}


def test_who_comes_next_on_a_seat_replaces_who_was_there():
    old, new = Term(1, None, date(2012, 12, 31)), Term(1, date(2013, 1, 1))
    assert predecessor(new, [new, Term(2, None, date(2012, 12, 31)), old]) == old
    assert predecessor(old, [new, old]) is None


def test_the_days_on_which_it_changed():
    spans = [Term(1, date(2013, 1, 1), date(2018, 12, 31)), Term(2, date(2099, 1, 1))]
    assert days_of_change(spans, date(2026, 1, 1)) == [date(2019, 1, 1), date(2013, 1, 1)]


@pytest.fixture
def committee(db):
    language_roots()
    body = Body.objects.create(
        kind="committee", name_fr="Comité", name_nl="Stuurgroep", slug="comite", needs_parity=True
    )
    public = Constituency.objects.create(body=body, name_fr="CPAS", seats=4)
    Constituency.objects.create(body=body, name_fr="Associations", seats=4)
    Mandate.objects.create(
        constituency=public, function_fr="Ancienne présidence", ended_on=date(2014, 12, 31)
    )
    Mandate.objects.create(
        constituency=public, function_fr="Nouvelle présidence", started_on=date(2015, 1, 1)
    )
    return body


def page_of(client, body, query=""):
    response = client.get(body.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_composition_of_a_day(client, committee):
    today = page_of(client, committee)
    assert "<li>Nouvelle présidence" in today
    assert "<li>Ancienne présidence" not in today  # only as who was replaced
    assert "Ancienne présidence" in today
    before = page_of(client, committee, "?on=2014-06-01")
    assert "<li>Ancienne présidence" in before
    assert "Nouvelle présidence" not in before
    assert "?on=2015-01-01" in today


@pytest.mark.parametrize("asked", ["demain", "2014-13-45", "2999-01-01", "0001-01-01", "1"])
def test_a_day_that_is_none_is_today(client, committee, asked):
    assert "<li>Nouvelle présidence" in page_of(client, committee, f"?on={asked}")


def test_organisations_are_named_by_consent_only(client, committee):
    shown = OrganisationFactory(name_fr="Nommée asbl")
    for organisation, since in (
        (shown, ON),
        (OrganisationFactory(name_fr="Discrète asbl"), None),
        (OrganisationFactory(name_fr="Plus tard asbl"), date(2999, 1, 1)),
        (OrganisationFactory(name_fr="Retirée asbl", live=False), ON),
    ):
        Mandate.objects.create(
            constituency=committee.constituencies.last(),
            seat=organisation.pk,
            function_fr="siège",
            organisation=organisation,
            shown_since=since,
        )
    told = [page_of(client, committee), page_of(client, committee, "?on=2015-07-01")]
    told.append(str(describe(committee)))
    assert "Nommée asbl" in told[0]
    for text in told:
        for hidden in ("Discrète", "Plus tard", "Retirée"):
            assert hidden not in text


def test_what_is_not_shown_is_nowhere(client, committee):
    Body.objects.update(is_public=False)
    assert client.get(committee.get_absolute_url()).status_code == 404
    assert "Comité" not in client.get(reverse("bodies:list")).content.decode()
    assert ("body", "comite") not in addresses("fr")


def test_documents_kept_for_some_people_are_not_offered(client, committee):
    kept = Collection.get_first_root_node().add_child(name="Procès-verbaux")
    CollectionViewRestriction.objects.create(collection=kept, restriction_type="login")
    for title, extra in (("Charte", {}), ("Secret", {"collection": kept})):
        BodyDocument.objects.create(body=committee, document=DocumentFactory(title=title, **extra))
    html = page_of(client, committee)
    assert "Charte" in html
    assert "Secret" not in html


@pytest.mark.parametrize("count", [2, 60])
def test_as_few_queries_for_many_mandates(client, committee, count):
    side_of = committee.constituencies.first()
    for seat in range(2, count + 2):
        one = OrganisationFactory()
        Mandate.objects.create(
            constituency=side_of, seat=seat, function_fr="s", organisation=one, shown_since=ON
        )
    for address in (committee.get_absolute_url(), reverse("bodies:list")):
        client.get(address)  # the details of the coordination are made by the first visit
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert len(queries) <= BUDGET
        assert len(response.content) <= 60_000


def test_the_demonstration_is_loaded_once_and_keeps_parity(client, db):
    language_roots()
    path = Path(settings.BASE_DIR) / "demo" / "bodies.yaml"
    assert load_bodies(path) == 3
    assert load_bodies(path) == 0
    committee = Body.objects.get(kind="committee")
    assert committee.parity_on(ON).holds
    with translation.override("nl"):
        assert "Voorzitterschap" in page_of(client, committee)


def test_an_editor_is_told_of_two_on_one_seat(db):
    site = site_with_editors()
    load_bodies(Path(settings.BASE_DIR) / "demo" / "bodies.yaml")
    client = client_of(site.users[Code.COORDINATION])
    body = Body.objects.get(kind="committee")
    assert client.get(reverse("wagtailsnippets_groups_body:list")).status_code == 200
    address = reverse("wagtailsnippets_groups_body:edit", args=[body.pk])
    data = filled(client.get(address).context["form"])
    whole = client.post(address, data)
    assert whole.status_code == 302
    prefix = "constituencies-2-mandates"
    spoilt = client.post(address, data | {f"{prefix}-1-seat": "1"})
    assert spoilt.context["form"].non_field_errors()
    spoilt = client.post(address, data | {"constituencies-0-mandates-0-seat": "9"})
    assert spoilt.context["form"].non_field_errors()


def filled(form):
    """What a browser would send back."""
    data = {}
    for field in form:
        value = field.value()
        data[field.html_name] = "" if value is None or value is False else value
    for formset in getattr(form, "formsets", {}).values():
        data |= filled(formset.management_form)
        for child in formset.initial_forms:
            data |= filled(child)
    return data
