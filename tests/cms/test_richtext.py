"""Rich text for a reader: links in their language, terms explained once, nothing hostile."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from cms import explanations, richtext
from cms.explanations import Glossary
from cms.reading import Reading
from tests.factories.cms import DocumentFactory, TermFactory, add_page, language_roots

pytestmark = pytest.mark.django_db


def read(source, language="fr", anchor="", reading=None):
    with translation.override(language):
        request = RequestFactory().get(f"/{language}/")
        return richtext.render(source, reading or Reading(request), anchor)


def link_to(page, words="ici"):
    return f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


# --- pages --------------------------------------------------------------------------------------
@pytest.fixture
def charter():
    """A French page and its Dutch translation."""
    french, dutch = language_roots()
    page = add_page(french, title="Charte", slug="charte")
    with translation.override("nl"):
        other = page.copy_for_translation(dutch.locale)
        other.title, other.slug = "Charter", "charter"
        other.save_revision().publish()
    return page, other


def test_a_link_leads_to_the_page_in_the_language_of_the_reader(charter):
    french, _dutch = charter
    assert 'href="/fr/charte/"' in read(link_to(french), "fr")
    assert 'href="/nl/charter/"' in read(link_to(french), "nl")
    assert "hreflang" not in read(link_to(french), "nl")


def test_where_there_is_no_translation_the_link_says_its_language(charter):
    french, dutch = charter
    Page.objects.filter(pk=dutch.pk).update(live=False)
    html = read(link_to(french), "nl")
    assert 'href="/fr/charte/" hreflang="fr-BE"' in html
    assert '<abbr class="fallback__mark"' in html


@pytest.mark.parametrize("state", ["withdrawn", "private", "deleted"])
def test_the_words_of_a_link_remain_when_its_page_is_not_public(charter, state):
    french, dutch = charter
    source = link_to(french, "la charte")
    if state == "withdrawn":
        french.unpublish()
    elif state == "private":
        PageViewRestriction.objects.create(page=french, restriction_type=PageViewRestriction.LOGIN)
    else:
        dutch.delete()
        french.delete()
    html = read(source, "fr")
    assert "la charte" in html
    assert "<a" not in html


def test_thirty_links_cost_as_many_queries_as_one(charter, django_assert_max_num_queries):
    french, _other = charter
    root = french.get_parent()
    pages = [add_page(root, title=f"Page {n}", slug=f"page-{n}") for n in range(30)]
    source = "".join(map(link_to, pages))
    read(source)
    with django_assert_max_num_queries(3):
        assert read(source).count("href=") == 30


def test_a_document_says_its_type():
    document = DocumentFactory(title="Charte", language="nl")
    html = read(f'<p><a linktype="document" id="{document.pk}">charte</a></p>')
    assert 'hreflang="nl-BE"' in html
    assert "charte (PDF)</a>" in html


# --- other links --------------------------------------------------------------------------------
def test_another_site_is_marked_for_those_who_cannot_see_it():
    html = read('<p><a href="https://example.org/a?b=1&amp;c=2">là</a></p>')
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="external noopener">là' in html
    assert "visually-hidden" in html


@pytest.mark.parametrize("href", ["mailto:a@example.org", "tel:+3220000000", "#b", "/fr/x/"])
def test_our_own_addresses_are_left_alone(href):
    assert read(f'<p><a href="{href}">x</a></p>') == f'<p><a href="{href}">x</a></p>'


@pytest.mark.parametrize(
    "source",
    [
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p><a href=" javascript:alert(1)">x</a></p>',
        '<p><a href="java\tscript:alert(1)">x</a></p>',
        '<p><a href="data:text/html,x">x</a></p>',
        '<p onclick="x()" style="color:red">x</p>',
        "<p>x<script>alert(1)</script></p>",
        '<p><img src="x" onerror="x()">x</p>',
        '<p>x<iframe src="https://example.org/"></iframe></p>',
        '<p><a linktype="page" id="x y">x</a></p>',
        '<p><a linktype="unheard-of" id="1">x</a></p>',
    ],
)
def test_nothing_hostile_passes(source):
    html = read(source).lower()
    for forbidden in ("script:", "<script", "onclick", "onerror", "style=", "<iframe", "data:"):
        assert forbidden not in html


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<p>a<b>b", "<p>a<b>b</b></p>"),
        ("<p>a</i></p>", "<p>a</p>"),
        ("<p><b>a<i>b</b></p>", "<p><b>a<i>b</i></b></p>"),
        ("a &lt; b &amp; c", "a &lt; b &amp; c"),
        ("<p>a<br/>b</p>", "<p>a<br>b</p>"),
        ("", ""),
        (None, ""),
    ],
)
def test_what_is_written_is_well_formed(source, written):
    assert read(source) == written


# --- terms --------------------------------------------------------------------------------------
@pytest.fixture
def words(monkeypatch):
    """A glossary page exists in French only, with some terms."""
    monkeypatch.setattr(
        explanations, "_address_of_page", lambda code, _request: "/fr/g/" if code == "fr" else None
    )
    TermFactory(term_fr="Cocom", synonyms_fr="CCC\nCommission communautaire commune")
    TermFactory(term_fr="Cocof", term_nl="FGC")
    TermFactory(term_fr="médiation", definition_fr="Aider à s’entendre.")
    TermFactory(term_fr="médiation de dettes", definition_fr="Négocier & étaler.")
    TermFactory(term_fr="AS", definition_fr="Assistant social.")
    TermFactory(term_fr="sans définition", definition_fr="")
    TermFactory(term_fr="aide médicale d'urgence")


def explained(source, **options):
    html = read(source, **options)
    return [part.split("</a>")[0].split(">")[1] for part in html.split('<a class="term"')[1:]]


def test_what_people_type_instead_is_for_search_only(words):
    TermFactory(term_fr="insertion", synonyms_fr="emploi\nISP")
    assert explained("<p>Un emploi par une ISP.</p>") == ["ISP"]


def test_a_term_leads_to_its_place_in_the_glossary(words):
    html = read("<p>Une médiation de dettes.</p>")
    anchor = "mediation-de-dettes"
    assert f'href="/fr/g/?term={anchor}#{anchor}"' in html
    assert 'title="Négocier &amp; étaler."' in html
    assert ">médiation de dettes</a>." in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La Cocom et la Cocof.", ["Cocom", "Cocof"]),
        ("Le Cocomité, la Cocofcom, l’anticocom.", []),
        ("Une MÉDIATION DE DETTES, une médiation.", ["MÉDIATION DE DETTES", "médiation"]),
        ("Une médiation de dettesque.", ["médiation"]),
        ("Tu as vu une AS.", ["AS"]),
        ("La Commission communautaire commune (CCC).", ["Commission communautaire commune"]),
        ("sans définition", []),
        ("l’aide médicale d’urgence", ["aide médicale d’urgence"]),
        ("Cocom, Cocom et encore Cocom.", ["Cocom"]),
        ("Cocom\u00a0: un organe", ["Cocom"]),
    ],
)
def test_whole_words_the_longest_first_once(words, text, found):
    assert explained(f"<p>{text}</p>") == found


@pytest.mark.parametrize(
    "source",
    [
        "<h2>Cocom</h2>",
        '<p><a href="/fr/x/">la Cocom</a></p>',
        '<p><a href="/fr/x/">la <b>Cocom</b></a></p>',
    ],
)
def test_no_term_inside_a_heading_or_a_link(words, source):
    assert explained(source) == []


def test_the_second_text_of_a_page_does_not_explain_again(words):
    request = RequestFactory().get("/fr/")
    first, second = (Reading.of({"request": request}) for _ in range(2))
    assert explained("<p>Cocom</p>", reading=first) == ["Cocom"]
    assert explained("<p>Cocom et Cocof</p>", reading=second) == ["Cocof"]


def test_without_a_glossary_page_to_read_nothing_is_marked(words):
    assert explained("<p>Cocom FGC</p>", language="nl") == []


def test_a_changed_term_is_found_at_once(words):
    assert explained("<p>entraide</p>") == []
    term = TermFactory(term_fr="entraide")
    assert explained("<p>entraide</p>") == ["entraide"]
    term.delete()
    assert explained("<p>entraide</p>") == []


def test_the_glossary_is_asked_once_a_page(words, django_assert_num_queries):
    reading = Reading(RequestFactory().get("/fr/"))
    with django_assert_num_queries(1):
        for _ in range(5):
            read("<p>Cocom et Cocof</p>", reading=reading)


def test_work_grows_with_the_text_and_not_with_the_glossary():
    """Counted in names compared, not in seconds: a clock would fail on a busy machine."""
    terms = [((f"mot{n}", f"autre{n} mot"), f"mot{n}", "x") for n in range(5_000)]
    glossary = Glossary(terms, "/")
    compared = []
    glossary.by_first_word = Spy(glossary.by_first_word, compared)
    text = "Des paroles ordinaires, mot17 et rien d'autre. " * 100
    assert [anchor for _start, _end, anchor in glossary.find(text)] == ["mot17"]
    assert sum(compared) <= 100


class Spy(dict):
    def __init__(self, names, compared):
        super().__init__(names)
        self.compared = compared

    def get(self, word, default=()):
        found = super().get(word, default)
        self.compared.append(len(found))
        return found
