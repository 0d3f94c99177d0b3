"""What one takes along: the same as one sees, one language a file, every column documented."""

import csv
import io
import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from publications.ledger import columns
from publications.models import Demand, Recommendation
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db


def taken(client, name, form, *args, language="fr", **asked):
    with translation.override(language):
        response = client.get(reverse(f"ledger:{name}-{form}", args=args), asked)
    assert response.status_code == 200
    assert response["Content-Language"] == f"{language}-BE"
    with translation.override("en"):  # a file is written after its view has ended
        return b"".join(response.streaming_content).decode("utf-8-sig")


def rows(client, name, *args, **asked):
    return list(csv.DictReader(io.StringIO(taken(client, name, "csv", *args, **asked))))


def items(client, name, *args, **asked):
    return json.loads(taken(client, name, "json", *args, **asked))["items"]


def test_both_forms_and_both_languages_tell_the_same_facts(client):
    sending = SendingFactory(sent_on=date(2015, 3, 18), due_on=date(2015, 5, 14))
    AnswerFactory(sending=sending, received_on=date(2015, 6, 1))
    told = {language: rows(client, "list", language=language)[0] for language in ("fr", "nl")}
    for language, row in told.items():
        assert row["url"] == (
            f"http://localhost:8000/{language}/r/{sending.recommendation.number}/"
        )
        assert row["language"] == language
        assert (row["sent_on"], row["answered_on"]) == ("2015-03-18", "2015-06-01")
        # Ascension: offices are closed, the next working day counts.
        assert (row["due_on"], row["days"], row["days_overdue"]) == ("2015-05-15", "75", "17")
        assert row["state"] == "accepted"
    assert told["fr"]["title"] != told["nl"]["title"]
    [item] = items(client, "list")
    assert {name: str(value) for name, value in item.items() if value not in ("", None)} == {
        name: value for name, value in told["fr"].items() if value
    }


def test_every_column_is_documented_on_the_public_page(client):
    page = interpellation(interpellation_index(language_roots()[0]))
    sending = SendingFactory()
    SendingFactory(recommendation=None, interpellation=page)
    html = client.get(reverse("data")).content.decode()
    for name, described, args in (
        ("list", columns.RECOMMENDATIONS, ()),
        ("authority", columns.SENDINGS, (sending.authority.slug,)),
        ("interpellations", columns.INTERPELLATIONS, ()),
        ("figures", columns.FIGURES, ()),
    ):
        [row, *_others] = rows(client, name, *args)
        assert list(row) == [column.name for column in described]
        assert f'id="{name}"' in html
        for column in described:
            assert f"<code>{column.name}</code>" in html
            assert column.meaning


def test_a_text_of_the_other_language_says_so(client):
    RecommendationFactory(title_fr="Seulement ici", title_nl="")
    [row] = rows(client, "list", language="nl")
    assert (row["title"], row["language"]) == ("Seulement ici", "fr")


def test_a_file_keeps_the_choices_of_the_list(client):
    sending = SendingFactory(recommendation__year=2014)
    RecommendationFactory(year=2015)
    assert [row["number"] for row in rows(client, "list", year="2014")] == [
        sending.recommendation.number
    ]
    assert [row["number"] for row in rows(client, "list", q=sending.recommendation.reference)] == [
        sending.recommendation.number
    ]


def test_drafts_and_what_was_withdrawn_are_in_no_file(client):
    authority = AuthorityFactory()
    shown = SendingFactory(authority=authority)
    SendingFactory(authority=authority, recommendation__live=False)
    gone = SendingFactory(authority=authority).recommendation
    Recommendation.objects.filter(pk=gone.pk).update(withdrawn_on=date(2020, 1, 1))
    index = interpellation_index(language_roots()[0])
    draft = interpellation(index, title="Brouillon", live=False)
    Demand.objects.create(page=draft, recommendation=shown.recommendation)
    SendingFactory(recommendation=None, interpellation=draft, authority=AuthorityFactory())
    assert [row["number"] for row in rows(client, "list")] == [shown.recommendation.number]
    assert rows(client, "list")[0]["addressees"] == authority.name_fr
    assert [row["number"] for row in rows(client, "authority", authority.slug)] == [
        shown.recommendation.number
    ]
    assert rows(client, "interpellations") == []
    secret = Recommendation.objects.count()
    assert secret == 3


def test_a_cell_is_no_formula(client):
    RecommendationFactory(title_fr="=HYPERLINK(1)", title_nl="")
    assert rows(client, "list")[0]["title"].startswith("'=")


def test_figures_count_recommendations_and_wait_by_sending(client):
    both = RecommendationFactory(year=2015)
    for _time in range(2):
        AnswerFactory(sending=SendingFactory(recommendation=both))
    FollowUpFactory(recommendation=both)
    SendingFactory(recommendation__year=2015)
    RecommendationFactory(year=2015)  # never sent: not counted
    told = {(row["by"], row["value"]): row for row in rows(client, "figures")}
    row = told["year", "2015"]
    assert (row["asked"], row["answered"], row["done"]) == ("2", "1", "1")
    context = client.get(reverse("ledger:figures")).context
    assert len(context["figures"].waits) == 2
    assert [(timezone.localdate() - date(2015, 3, 18)).days] == context["figures"].silences
    assert context["figures"].median_wait is None  # of two answers


def test_a_drawing_has_a_name_and_its_numbers_in_words(client):
    SendingFactory()
    html = client.get(reverse("ledger:figures")).content.decode()
    assert html.count('role="img"') == 3
    assert "style=" not in html.partition("<main")[2]
    for name in ("years", "levels", "waits"):
        assert f'id="{name}-title"' in html
        assert f'id="{name}-desc"' in html
