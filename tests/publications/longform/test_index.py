"""The list of publications: facets that count and ignore their own choice, words, a feed."""

from datetime import date
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from directory.vocabulary import Theme
from groups.models import GroupIndexPage, GroupPage
from groups.productions import Production
from publications.models import ChapterPage, PublicationPage
from search.engines import engines
from tests.factories.cms import add_page
from tests.factories.colloquia import chapter, in_dutch
from tests.factories.editors import front_pages
from tests.factories.publications import ThemeFactory, publication, publication_index

pytestmark = pytest.mark.django_db
BUDGET = 12
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def french_front():
    return front_pages()[0]


@pytest.fixture
def index(french_front):
    return publication_index(french_front)


@pytest.fixture
def shelf(french_front, index):
    """Three publications: two memorandums of two years, a report; themes, a group."""
    housing, health = ThemeFactory(code="housing"), ThemeFactory(code="health")
    rows = (
        ("Mémorandum 2012", "memorandum", 2012, [housing]),
        ("Mémorandum 2018", "memorandum", 2018, [housing, health]),
        ("Rapport", "activity-report", 2018, [health]),
    )
    pages = []
    for title, kind, year, themes in rows:
        page = publication(index, title, kind=kind, published_on=date(year, 5, 1))
        page.themes.set(themes)
        page.save()
        pages.append(page)
    groups = add_page(french_front, GroupIndexPage, title="Groupes")
    seniors = add_page(groups, GroupPage, title="Aînés")
    Production.objects.create(page=seniors, publication=pages[2])
    hidden = add_page(groups, GroupPage, title="Caché", live=False)
    Production.objects.create(page=hidden, publication=pages[0])
    pages[0].seniors = seniors
    return pages


def asked(client, index, query=""):
    response = client.get(f"{index.url}{query}")
    assert response.status_code == 200
    return response.context


def titles(context):
    return [page.title for page in context["items"]]


def counts(context):
    return {
        facet.name: {option.code: option.count for option in facet.options}
        for facet in context["listing"].facets
    }


def test_every_value_is_offered_with_its_number(client, index, shelf):
    context = asked(client, index)
    assert titles(context) == ["Rapport", "Mémorandum 2018", "Mémorandum 2012"]
    assert counts(context) == {
        "kind": {"memorandum": 2, "activity-report": 1},
        "year": {"2018": 2, "2012": 1},
        "theme": {"housing": 2, "health": 2},
        "group": {shelf[0].seniors.translation_key.hex: 1},
    }


def test_a_facet_ignores_its_own_choice_and_follows_the_others(client, index, shelf):
    context = asked(client, index, "?kind=memorandum&year=2018")
    assert titles(context) == ["Mémorandum 2018"]
    found = counts(context)
    assert found["kind"] == {"memorandum": 1, "activity-report": 1}
    assert found["year"] == {"2018": 1, "2012": 1}
    assert found["theme"] == {"housing": 1, "health": 1}
    assert [str(chip.label) for chip in context["chips"]] == ["Mémorandum", "2018"]


def test_several_values_of_one_facet_add_up(client, index, shelf):
    assert len(titles(asked(client, index, "?year=2018&year=2012"))) == 3


def test_by_group(client, index, shelf):
    key = shelf[0].seniors.translation_key.hex
    assert titles(asked(client, index, f"?group={key}")) == ["Rapport"]


def test_a_group_nobody_may_read_is_not_even_named(client, index, shelf):
    assert "Caché" not in client.get(index.url).content.decode()


@pytest.mark.parametrize("name", ["kind", "year", "theme", "group", "sort", "page", "q"])
@pytest.mark.parametrize("value", ["x" * 3000, "'", "-1", "9" * 30, "²", "%FF"])
def test_nonsense_is_dropped(client, index, shelf, name, value):
    response = client.get(index.url, {name: value})
    assert response.status_code == 200
    if name != "q":
        assert len(response.context["items"]) == 3


def test_the_oldest_first(client, index, shelf):
    assert titles(asked(client, index, "?sort=oldest"))[0] == "Mémorandum 2012"


def test_nothing_found_says_how_to_go_on(client, index, shelf):
    response = client.get(f"{index.url}?kind=activity-report&theme=housing")
    text = response.content.decode()
    assert 'class="empty"' in text
    assert text.count("chip--remove") == 2
    assert 'name="robots" content="noindex' in text


def test_an_empty_list(client, index):
    assert 'class="empty"' in client.get(index.url).content.decode()


def test_words_find_the_publication_and_what_its_chapters_say(client, index, shelf):
    body = [{"type": "paragraph", "value": "<p>La coopétition.</p>", "id": "a" * 32}]
    chapter(shelf[0], "Un chapitre", body=body)
    engines()[0].rebuild()
    assert titles(asked(client, index, "?q=coopétition")) == ["Mémorandum 2012"]
    assert titles(asked(client, index, "?q=rapport")) == ["Rapport"]
    assert counts(asked(client, index, "?q=coopétition"))["year"] == {"2012": 1}
    assert titles(asked(client, index, "?q=girafe")) == []


def test_words_find_what_exists_in_the_other_language_only(client, index):
    in_dutch(index, "Publicaties")
    publication(index, "Le logement abordable")
    engines()[0].rebuild()
    with translation.override("nl"):
        dutch = index.get_translations().get()
        assert titles(asked(client, dutch, "?q=abordable")) == ["Le logement abordable"]


@pytest.mark.parametrize("count", [10, 1000])
def test_as_few_queries_for_a_thousand_as_for_ten(
    client, index, count, django_assert_max_num_queries
):
    theme = ThemeFactory()
    many(index, count, theme)
    client.get(index.url)
    with django_assert_max_num_queries(BUDGET):
        response = client.get(f"{index.url}?theme={theme.code}&sort=oldest")
    assert len(response.context["listing"].ordered) == count
    assert len(response.content) <= 60_000


def test_words_stay_within_the_budget(client, index, shelf, django_assert_max_num_queries):
    for page in shelf:
        chapter(page, "Rapport du groupe")
    client.get(f"{index.url}?q=rapport")  # what changed is indexed by who looks for it
    with django_assert_max_num_queries(BUDGET):
        response = client.get(f"{index.url}?q=rapport")
    assert len(response.context["items"]) == 3


def many(index, count, theme):
    """Written table by table: Wagtail would take minutes."""
    first = publication(index, "Rapport 0", published_on=date(2000, 1, 1))
    below = {"depth": first.depth, "locale": first.locale, "content_type": first.content_type}
    pages = [
        Page(
            path=index.path + f"{n + 1:0{first.steplen}d}",
            title=f"Rapport {n}",
            draft_title=f"Rapport {n}",
            slug=f"rapport-{n}",
            url_path=f"{index.url_path}rapport-{n}/",
            translation_key=uuid4(),
            **below,
        )
        for n in range(1, count)
    ]
    Page.objects.bulk_create(pages)
    for pk in Page.objects.child_of(index).exclude(pk=first.pk).values_list("pk", flat=True):
        day = date(1990 + pk % 30, 1, 1)
        own = PublicationPage(page_ptr_id=pk, kind="research", published_on=day)
        own.save_base(raw=True, force_insert=True)
    links = PublicationPage.themes.through
    links.objects.bulk_create(
        links(publicationpage_id=pk, theme=theme)
        for pk in PublicationPage.objects.values_list("pk", flat=True)
    )


def test_the_feed_follows_the_choices_of_the_list(client, index, shelf):
    response = client.get(asked(client, index, "?kind=memorandum&page=2")["data"]["atom"])
    root = ElementTree.fromstring(response.content)
    entries = [entry.find(f"{ATOM}title").text for entry in root.iter(f"{ATOM}entry")]
    assert entries == ["Mémorandum 2018", "Mémorandum 2012"]
    assert root.find(f"{ATOM}author/{ATOM}name").text


def test_the_feed_leaves_out_what_is_not_public(client, index):
    publication(index, "Brouillon", live=False)
    with translation.override("fr"):
        response = client.get(reverse("longform:atom"))
    assert "Brouillon" not in response.content.decode()


def test_a_theme_without_publication_is_not_offered(client, index, shelf):
    ThemeFactory(code="lonely")
    assert "lonely" not in counts(asked(client, index))["theme"]
    assert Theme.objects.count() == 3
    assert not ChapterPage.objects.exists()
