"""Keeping the account: the lists tell the clock, a sending is recorded in one form."""

from datetime import date

import pytest
from django.urls import reverse

from cms.users import User
from publications.ledger.kinds import Addressing, AnswerKind
from publications.models import Recommendation, Sending
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    RecommendationFactory,
    SendingFactory,
)

pytestmark = pytest.mark.django_db
SENDING = "wagtailsnippets_publications_sending"
RECOMMENDATION = "wagtailsnippets_publications_recommendation"


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


def rows_of(name, total=0):
    return {f"{name}-TOTAL_FORMS": total, f"{name}-INITIAL_FORMS": 0}


def sending_form(**values):
    return {"addressing": Addressing.NAMED, **rows_of("answers"), **values}


def test_lists_tell_where_each_thing_stands(editor):
    AnswerFactory(sending__recommendation__title_fr="Une demande", kind=AnswerKind.REFUSAL)
    for viewset in (SENDING, RECOMMENDATION):
        html = editor.get(reverse(f"{viewset}:list")).content.decode()
        assert "1 avril 2015" in html


def test_the_form_of_a_recommendation_tells_what_happened(editor):
    sending = SendingFactory()
    one = sending.recommendation
    html = editor.get(reverse(f"{RECOMMENDATION}:edit", args=[one.pk])).content.decode()
    assert reverse(f"{SENDING}:edit", args=[sending.pk]) in html
    assert f"{reverse(f'{SENDING}:add')}?recommendation={one.pk}" in html


@pytest.mark.parametrize("asked", ["recommendation=", "recommendation=abc", "recommendation=%00"])
def test_a_strange_address_opens_an_empty_form(editor, asked):
    assert editor.get(f"{reverse(f'{SENDING}:add')}?{asked}").status_code in (200, 400)


def test_a_sending_is_recorded_with_its_answer(editor):
    one, authority = RecommendationFactory(), AuthorityFactory()
    form = sending_form(
        recommendation=one.pk,
        authority=authority.pk,
        sent_on="2015-03-18",
        **{
            **rows_of("answers", 1),
            **rows_of("answers-0-files"),
            "answers-0-received_on": "2015-04-01",
            "answers-0-kind": "substantive",
            "answers-0-position": "accepted",
            "answers-0-ORDER": "1",
            "answers-0-DELETE": "",
        },
    )
    response = editor.post(reverse(f"{SENDING}:add"), form)
    assert response.status_code == 302, response.context["form"].errors
    assert Sending.objects.get().answers.get().received_on == date(2015, 4, 1)


def test_a_sending_of_two_things_is_refused(editor):
    form = sending_form(authority=AuthorityFactory().pk, sent_on="2015-03-18")
    assert editor.post(reverse(f"{SENDING}:add"), form).status_code == 200
    assert not Sending.objects.exists()


def test_a_due_day_needs_a_basis(editor):
    form = sending_form(
        recommendation=RecommendationFactory().pk,
        authority=AuthorityFactory().pk,
        sent_on="2015-03-18",
        due_on="2015-05-18",
    )
    assert editor.post(reverse(f"{SENDING}:add"), form).status_code == 200
    assert not Sending.objects.exists()


def test_a_new_recommendation_is_a_draft_with_a_number(editor):
    form = {
        **rows_of("related"),
        "title_fr": "Demander",
        "year": "2015",
        "type": "demand",
        "level": "cpas",
        "origin": "group",
        "validation": "validated",
    }
    response = editor.post(reverse(f"{RECOMMENDATION}:add"), form)
    assert response.status_code == 302, response.context["form"].errors
    one = Recommendation.objects.get()
    assert (one.number, one.live) == ("2015-01", False)
