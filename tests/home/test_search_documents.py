"""What search is told: everything public, in its own language, and nothing else."""

import pytest
from wagtail.models import PageViewRestriction

from cms.glossary import Term
from home.models import EventPage, GlossaryPage, NewsPage, ResourceLink
from search import registry
from tests.factories.cms import TermFactory
from tests.factories.home import LinkFactory, ThemeFactory, event, news, site, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    site()


def documents(model):
    source = registry.get(model._meta.label_lower)
    return [document for one in source.public() for document in source.describe(one)]


def test_news_in_the_language_of_each_page():
    page = news(title="Une nouvelle", lead="En bref.")
    page.themes.set([ThemeFactory()])
    page.save_revision().publish()
    translated(page, title="Een bericht", lead="Kort.")
    french, dutch = sorted(documents(NewsPage), key=lambda document: document.language)
    assert (french.title, french.url) == ("Une nouvelle", "/fr/actualites/une-nouvelle/")
    assert (dutch.title, dutch.url) == ("Een bericht", "/nl/nieuws/een-bericht/")
    assert dutch.facets == french.facets == {"theme": ("housing",)}


def test_drafts_and_restricted_pages_are_not_told():
    news(title="Retirée").unpublish()
    secret = news(title="Entre nous")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert documents(NewsPage) == []


def test_an_event_is_found_by_its_place():
    event()
    (document,) = documents(EventPage)
    assert "Maison communale" in document.keywords
    assert "Gemeentehuis" not in document.keywords


def test_a_term_is_found_by_its_other_names_in_both_languages():
    TermFactory(term_fr="CPAS", term_nl="OCMW", synonyms_fr="centre public d’action sociale")
    french, dutch = documents(Term)
    assert french.url == "/fr/glossaire/?term=cpas#cpas"
    assert "OCMW" in french.keywords
    assert "centre public" in french.keywords
    assert dutch.title == "OCMW"


def test_without_a_glossary_page_there_is_nowhere_to_lead():
    TermFactory()
    GlossaryPage.objects.all().delete()
    assert documents(Term) == []


def test_a_link_is_told_in_the_languages_its_source_speaks():
    LinkFactory(url_nl="")
    (document,) = documents(ResourceLink)
    assert document.language == "fr"
    assert document.url == "https://example.org/fr/"
