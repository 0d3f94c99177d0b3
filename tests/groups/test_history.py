"""The network in its time: what has a date and is public, in both languages, for one query each."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms import history
from groups.models import Body
from groups.phases import Stage
from home.models import AgendaPage, EventPage
from tests.factories.cms import add_page, language_roots
from tests.factories.groups import PhaseFactory, group, group_index
from tests.factories.publications import interpellation, interpellation_index

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def past():
    root = language_roots()[0]
    index = group_index(root)
    for title, live in (("Seniors", True), ("Groupe secret", False)):
        PhaseFactory(
            page=group(index, title, live=live),
            stage=Stage.ACTIVE,
            started_on=date(2014, 3, 1),
            reason_fr=f"Pourquoi {title}",
        )
    PhaseFactory(page=index.get_first_child().specific, stage="closed", started_on=date(2999, 1, 1))
    Body.objects.create(
        kind="bureau", name_fr="Bureau", name_nl="Dagelijks", slug="b", started_on=date(2012, 5, 1)
    )
    Body.objects.create(
        kind="other", name_fr="Corps secret", slug="c", started_on=date(2012, 5, 1), is_public=False
    )
    letters = interpellation_index(root)
    interpellation(letters, "Un guichet", adopted_on=date(2015, 5, 1))
    interpellation(letters, "Lettre secrète", adopted_on=date(2015, 5, 1), live=False)
    agenda = add_page(root, AgendaPage, title="Agenda", slug="agenda")
    start = timezone.make_aware(timezone.datetime(2013, 5, 1, 9))
    for title, more in (("Liaisons", {}), ("Annulé secret", {"cancelled": True})):
        add_page(agenda, EventPage, title=title, kind="colloquium", start=start, **more)
    add_page(agenda, EventPage, title="Réunion", kind="meeting", start=start)
    return index


def test_the_oldest_first_and_only_what_is_public_and_past(client, past):
    html = client.get(reverse("history")).content.decode()
    places = [
        html.index(name) for name in (">Bureau<", "Liaisons", "Pourquoi Seniors", "Un guichet")
    ]
    assert places == sorted(places)
    for hidden in ("secret", "secrète", "2999", "Réunion"):
        assert hidden not in html


def test_what_exists_in_one_language_only_is_marked_in_the_other(client, past):
    with translation.override("nl"):
        html = client.get(reverse("history")).content.decode()
    assert ">Dagelijks<" in html
    assert 'hreflang="fr-BE">Seniors' in html


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?kind=bodies", "Bureau", "Seniors"),
        ("?kind=colloquia&kind=groups", "Liaisons", "Un guichet"),
        ("?kind=nonsense&page=x", "Seniors", "Groupe secret"),
    ],
)
def test_by_kind_and_nonsense_is_dropped(client, past, query, shown, hidden):
    response = client.get(reverse("history") + query)
    assert response.status_code == 200
    timeline = "".join(response.content.decode().split("<main")[1:])
    assert f">{shown}" in timeline
    assert f">{hidden}" not in timeline


def test_an_app_adds_its_own(client, past, monkeypatch):
    monkeypatch.setattr(history, "_sources", dict(history._sources))
    one = history.Happening(date(1977, 1, 1), "Première concertation", "Naissance", "/fr/")
    history.register("ours", "Ours", lambda on, request: [one])
    assert "Première concertation" in client.get(reverse("history")).content.decode()


@pytest.mark.parametrize("count", [5, 150])
def test_as_few_queries_for_many(client, past, count):
    for number in range(count):
        page = group(past, f"Groupe {number}")
        PhaseFactory(page=page, stage=Stage.ACTIVE, started_on=date(2010, 1, 1))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("history"))
    assert len(queries) <= BUDGET
    assert len(response.content) <= 60_000
