"""Publications and their chapters; the list drops nonsense and stays within its budget."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms import pictures
from publications.longform.search import describe_chapter
from publications.models import ChapterPage, Demand
from tests.factories.cms import (
    DocumentFactory,
    ImageFactory,
    TermFactory,
    add_page,
    language_roots,
)
from tests.factories.publications import (
    AnswerFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    ThemeFactory,
    interpellation,
    interpellation_index,
    publication,
    publication_index,
)

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def index():
    return publication_index(language_roots()[0])


def chapter(parent, title, **fields):
    return add_page(parent, ChapterPage, title=title, **fields)


@pytest.mark.parametrize("value", ["x" * 10_000, "'", "-1", "9" * 30, "abc", "²"])
def test_odd_input_is_dropped(client, index, value):
    publication(index, published_on=date(2015, 1, 1))
    for name in ("kind", "year", "theme", "page"):
        response = client.get(index.url, {name: value})
        assert response.status_code == 200
        assert len(response.context["page_obj"].object_list) == 1


def test_the_list_is_narrowed_by_kind_year_and_theme(client, index):
    theme = ThemeFactory(code="housing")
    one = publication(index, kind="memorandum", published_on=date(2014, 1, 1))
    one.themes.add(theme)
    one.save()
    publication(index, "Autre", published_on=date(2015, 1, 1))
    for asked in ("kind=memorandum", "year=2014", "theme=housing"):
        found = client.get(f"{index.url}?{asked}").context["items"]
        assert [page.pk for page in found] == [one.pk], asked


def test_chapters_follow_each_other(client, index):
    page = publication(index)
    first, second = chapter(page, "Un"), chapter(page, "Deux")
    draft = chapter(page, "Brouillon", live=False)
    context = client.get(first.url).context
    assert context["previous"] is None
    assert context["next"] == second
    assert "Brouillon" not in client.get(page.url).content.decode()
    assert client.get(draft.url).status_code == 404


def test_a_chapter_of_a_withdrawn_publication_is_not_found_by_search(index):
    page = publication(index)
    one = chapter(page, "Un")
    assert describe_chapter(one)
    page.live = False
    page.save()
    assert describe_chapter(ChapterPage.objects.get(pk=one.pk)) == []


def test_a_publication_tells_what_came_of_what_it_recommends(client, index):
    page = publication(index)
    one = RecommendationFactory(source_page=page)
    RecommendationFactory(source_page=page, live=False, title_fr="Encore secrète")
    response = client.get(page.url)
    assert [row[0] for row in response.context["recommendations"]] == [one]
    assert "secrète" not in response.content.decode()


def recommended(page, asked):
    """Sent alone and as a demand, answered, followed up: all that a clock reads."""
    one = RecommendationFactory(source_page=page)
    AnswerFactory(sending__recommendation=one)
    FollowUpFactory(recommendation=one)
    Demand.objects.create(page=asked, recommendation=one)


@pytest.mark.parametrize("count", [10, 100])
def test_as_few_queries_for_many_as_for_few(client, index, count):
    asked = interpellation(interpellation_index(language_roots()[0]))
    SendingFactory(recommendation=None, interpellation=asked)
    cover = ImageFactory()
    pictures.renditions(cover)
    TermFactory()
    for n in range(count):
        page = publication(
            index,
            f"Rapport {n}",
            published_on=date(2000 + n % 20, 1, 1),
            cover=cover,
            document=DocumentFactory() if n == count - 1 else None,
        )
        page.themes.add(ThemeFactory())
        page.save()
    for n in range(30):
        one = chapter(page, f"Chapitre {n}")
        recommended(page, asked)
    for address in (index.url, page.url, one.url):
        client.get(address)  # what a process learns once: templates, content types
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) <= 60_000
        assert len(queries) <= BUDGET, f"{address}: {len(queries)} queries"
