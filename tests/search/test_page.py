"""The search page and the suggestions, as a visitor meets them."""

import pytest
from django.urls import reverse
from django.utils import translation

from cms.glossary import Term
from search.models import SearchDocument
from tests.factories.cms import TermFactory, language_roots

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def site():
    language_roots()


def page(client, language="fr", **asked):
    with translation.override(language):
        return client.get(reverse("search"), asked)


def text(response):
    return response.content.decode()


def test_an_empty_question_explains_and_asks_no_engine(client, monkeypatch):
    monkeypatch.setattr("search.views.find", None)
    response = page(client)
    assert response.status_code == 200
    assert text(response).count("<h1") == 1


def test_results(client):
    TermFactory(term_fr="abécédaire", definition_fr="Livre pour lire & <b>écrire</b>.")
    response = page(client, q="écrire")
    body = text(response)
    assert response["X-Robots-Tag"] == "noindex, follow"
    assert '<meta name="robots" content="noindex, follow">' in body
    assert 'role="status"' in body
    assert "<mark>écrire</mark>" in body
    assert "&lt;b&gt;" in body
    assert "<b>" not in body
    assert response.context["results"].total == 1


def test_nothing_found_says_what_to_do(client):
    body = text(page(client, q="zzyzx"))
    assert 'class="empty"' in body


def test_one_kind_at_a_time_or_several(client):
    TermFactory(term_fr="abécédaire")
    assert page(client, q="abécédaire", kind="term").context["results"].total == 1
    response = page(client, q="abécédaire", kind=["news", "nonsense"])
    assert response.context["results"].total == 0
    kinds = {kind.code: kind for kind in response.context["kinds"]}
    assert kinds["term"].count == 1
    assert kinds["news"].is_selected


def test_the_other_language_apart_when_this_one_has_few(client):
    Term.objects.create(term_fr="livre", term_nl="prentenboek", definition_nl="Voor kinderen.")
    response = page(client, "fr", q="kinderen")
    assert response.context["results"].total == 0
    assert [hit.language for hit in response.context["elsewhere"].hits] == ["nl"]
    assert 'lang="nl-BE"' in text(response)
    for number in range(6):
        TermFactory(term_fr=f"abécédaire {number}", term_nl=f"abécédaire {number}")
    assert page(client, "fr", q="abécédaire").context["elsewhere"] is None


def test_the_word_typed_is_mended(client):
    TermFactory(term_fr="abécédaire")
    response = page(client, q="abécédiare")
    assert response.context["results"].suggestion == "abécédaire"
    assert "<strong>abécédaire</strong>" in text(response)


def test_suggestions(client):
    TermFactory(term_fr="abécédaire")
    response = client.get(reverse("search-suggestions"), {"q": "abec"})
    found = response.json()["suggestions"]
    assert [suggestion["title"] for suggestion in found] == ["abécédaire"]
    assert client.get(reverse("search-suggestions")).json() == {"suggestions": []}


@pytest.mark.parametrize(
    "address",
    ["q=" + "a" * 10_000, "q=a&page=abc", "q=a&page=-1", "q=a&page=99999999999999999999",
     "q=a&sort=x&sort=", "q=a&kind='&kind=%22", "q=%22%22%22", "q=-", "q=%FF%FE", "q=%C3%28",
     "page=2", "q[]=a", "q=a&q=b", "q=%F0%9F%99%82", "q=a&kind=" + "x" * 5000, "q=%E2%80%AE",
     "q=a\\'--", "q=*", "q=%25", "q=_", "q=&kind=news", "q=a&page=1e9", "q=<script>"],
)  # fmt: skip
def test_nonsense_is_never_an_error(client, address):
    TermFactory(term_fr="abécédaire")
    for name in ("search", "search-suggestions"):
        response = client.get(f"{reverse(name)}?{address}")
        assert response.status_code == 200, name
        assert "<script>alert" not in text(response)


def test_nul_is_refused_before_it_reaches_us(client):
    assert client.get(reverse("search") + "?q=a%00b").status_code == 400


@pytest.mark.parametrize("count", [3, 60])
def test_few_queries_however_many_results(client, django_assert_max_num_queries, count):
    for number in range(count):
        TermFactory(term_fr=f"abécédaire {number}")
    page(client, q="abécédaire")  # the index follows
    assert SearchDocument.objects.filter(language="fr").count() == count
    for question in ("abécédaire", "abécédiare", "zzyzx"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page(client, q=question)


def test_pages(client):
    for number in range(45):
        TermFactory(term_fr=f"abécédaire {number}")
    last = page(client, q="abécédaire", page=3)
    assert len(last.context["results"].hits) == 5
    assert 'start="41"' in text(last)
    assert page(client, q="abécédaire", page=99).context["results"].page == 3
