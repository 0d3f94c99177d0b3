"""News, agenda, links, glossary: what is listed, in which order, and what an address may ask."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from home.models import EventPage, NewsPage
from tests.factories.cms import TermFactory
from tests.factories.home import LinkFactory, ThemeFactory, event, news, site, translated

pytestmark = pytest.mark.django_db

GARBAGE = [
    "theme=%00%27%22", "theme=" + "x" * 10_000, "year=abc", "year=99999999999999999999",
    "year=-1", "page=abc", "page=-5", "page=999999999999", "when=%F0%9F%92%A9", "kind='; drop",
    "theme=a&theme=b", "term=%3Cscript%3E", "unknown=1",
]  # fmt: skip


@pytest.fixture(autouse=True)
def pages():
    site()


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("query", GARBAGE)
@pytest.mark.parametrize("slug", ["actualites", "agenda", "liens-utiles", "glossaire", "contact"])
def test_nonsense_in_the_address_is_dropped(client, slug, query):
    response = client.get(f"/fr/{slug}/?{query}")
    assert response.status_code == (400 if "%00" in query else 200)
    assert b"<script>" not in response.content


def test_news_of_one_theme_and_one_year(client):
    theme = ThemeFactory()
    old = news(title="Ancienne", date=date(2024, 5, 1))
    old.themes.add(theme)
    old.save_revision().publish()
    news(title="Récente", date=date(2026, 5, 1))
    page = html(client, "/fr/actualites/?theme=housing")
    assert "Ancienne" in page
    assert "Récente" not in page
    page = html(client, "/fr/actualites/?year=2026")
    assert "Récente" in page
    assert "Ancienne" not in page
    assert "2024" in page  # offered as a choice
    assert "Récente" in html(client, "/fr/actualites/?year=2023")  # not a choice: dropped


def test_a_dutch_list_marks_what_is_in_french_only(client):
    both = news(title="Une nouvelle", lead="En bref.")
    translated(both, title="Een bericht", lead="Kort.")
    news(title="Non traduite", lead="En français.")
    page = html(client, "/nl/nieuws/")
    assert "Een bericht" in page
    assert "Une nouvelle" not in page
    assert 'hreflang="fr-BE" lang="fr-BE">Non traduite</a>' in page
    assert 'lang="fr-BE">En français.' in page


def at(days, **fields):
    start = timezone.now().replace(hour=9) + timedelta(days=days)
    return event(start=start, end=start + timedelta(hours=1), **fields)


def test_the_agenda_begins_with_the_next_event_and_the_past_with_the_last(client):
    at(9, title="Plus tard")
    at(2, title="Bientôt")
    at(-3, title="Hier encore")
    at(-9, title="Plus ancien")
    coming = html(client, "/fr/agenda/")
    assert coming.index("Bientôt") < coming.index("Plus tard")
    assert "Hier encore" not in coming
    past = html(client, "/fr/agenda/?when=past")
    assert past.index("Hier encore") < past.index("Plus ancien")
    assert "Bientôt" not in past


def test_an_event_is_to_come_until_midnight_of_its_last_day():
    today = timezone.localdate()
    start = timezone.make_aware(timezone.datetime(today.year, today.month, today.day, 0, 5))
    page = event(start=start - timedelta(days=2), end=start)
    assert EventPage.objects.coming(today).get() == page
    assert EventPage.objects.past(today + timedelta(days=1)).get() == page


def test_the_agenda_of_one_kind_remembers_the_past(client):
    at(-3, title="Audition passée", kind="hearing")
    at(-3, title="Réunion passée", kind="meeting", slug="r")
    page = html(client, "/fr/agenda/?when=past&kind=hearing")
    assert "Audition passée" in page
    assert "Réunion passée" not in page
    assert '<input type="hidden" name="when" value="past"' in page


def test_links_stand_by_theme_and_say_the_language_of_the_source(client):
    LinkFactory(title_nl="Enkel Frans", url_nl="", theme=ThemeFactory(code="b", position=2))
    LinkFactory(title_fr="Aussi", theme=ThemeFactory(code="a", label_fr="Accueil", position=1))
    page = html(client, "/nl/nuttige-links/")
    assert page.index("Bron") < page.index("Enkel Frans")
    assert 'hreflang="fr-BE">Enkel Frans' in page
    only = html(client, "/fr/liens-utiles/?theme=b")
    assert "Aussi" not in only


def test_a_link_needs_a_title_and_an_address():
    with pytest.raises(ValidationError) as without_address:
        LinkFactory.build(url_fr="", url_nl="", theme=None).clean()
    assert set(without_address.value.message_dict) == {"url_fr"}
    with pytest.raises(ValidationError) as without_title:
        LinkFactory.build(title_fr="", title_nl="", theme=None).clean()
    assert set(without_title.value.message_dict) == {"title_fr"}


def test_the_glossary_is_in_the_order_a_reader_expects(client):
    for term in ("Zone", "échevin", "CPAS", "École"):
        TermFactory(term_fr=term, term_nl=f"nl-{term}")
    page = html(client, "/fr/glossaire/")
    places = [page.index(f">{term} ") for term in ("CPAS", "échevin", "École", "Zone")]
    assert places == sorted(places)
    assert 'href="#letter-e"' in page
    assert 'id="echevin"' in page


def test_terms_without_equivalent_say_so(client):
    TermFactory(
        term_fr="Cocof",
        term_nl="",
        no_exact_equivalent=True,
        equivalence_note_fr="La FGC n’est pas la Cocom.",
        synonyms_fr="Commission communautaire française\nCCF",
    )
    page = html(client, "/fr/glossaire/")
    assert "La FGC n’est pas la Cocom." in page
    assert "Commission communautaire française, CCF" in page
    dutch = html(client, "/nl/woordenlijst/")
    assert '<span class="fallback" lang="fr-BE">Cocof' in dutch


def test_each_term_of_a_long_glossary_can_be_reached(client):
    for number in range(150):
        TermFactory(term_fr=f"{chr(97 + number % 26)} mot {number}")
    page = html(client, "/fr/glossaire/?term=z-mot-129")
    assert 'id="z-mot-129"' in page
    assert 'href="?page=1#letter-a"' in page


def test_the_page_of_a_news_item_is_in_step_with_its_own_rules(client):
    with pytest.raises(Exception, match="image"):
        NewsPage(title="x", image_id=1).clean()
    page = news(title="</script><b>", slug="b", lead="&<>")
    data = html(client, page.url).split('application/ld+json">')[1].split("</script>")[0]
    assert "<" not in data
    assert "\\u003C/script\\u003E" in data
    with translation.override("fr"):
        assert "Actualités" in html(client, page.url)
