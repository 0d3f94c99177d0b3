"""Each block as HTML: valid, escaped, and true to its rules."""

from decimal import Decimal

import html5lib
import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from wagtail.blocks import StreamValue, StructBlockValidationError

from cms import navigation, pictures
from cms.blocks import BodyBlock
from cms.blocks.body import anchor_of, contents
from cms.context import SiteContext
from cms.coordination import Coordination
from tests.factories.cms import DocumentFactory, ImageFactory, TermFactory

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(\"1\")</script> & 'x' <b>"
BODY = BodyBlock()
NAMES = list(BODY.child_blocks)


def draw(stream):
    request = RequestFactory().get("/fr/")
    return BODY.render(stream, context={"request": request, "site": SiteContext(request)})


def body(*items):
    """A stream as the database holds it: type, value, id."""
    return StreamValue(
        BODY,
        [
            {"type": name, "value": value, "id": f"0000000{place}-aaaa-4aaa-8aaa-aaaaaaaaaaaa"}
            for place, (name, value) in enumerate(items)
        ],
        is_lazy=True,
    )


def parse(html):
    """The fragment as a tree; any mistake of syntax is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html)


def preview(name):
    block = BODY.child_blocks[name]
    return StreamValue(BODY, [(name, block.get_preview_value(), "12345678-1111")])


@pytest.fixture
def library():
    """What previews show."""
    Coordination.objects.update_or_create(
        site_id=1, defaults={"name_fr": "Coordination", "name_nl": "Coördinatie"}
    )
    TermFactory()
    return ImageFactory(credit="Archives"), DocumentFactory()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_preview_is_drawn_and_valid(library, name, language):
    with translation.override(language):
        html = draw(preview(name))
    tree = parse(html)
    assert tree.find(".//*") is not None
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("name", NAMES)
def test_previews_without_a_library_do_not_fail(name):
    parse(draw(preview(name)))


@pytest.mark.parametrize("name", NAMES)
def test_each_block_carries_its_anchor(library, name):
    html = draw(preview(name))
    assert 'id="p-12345678"' in html
    assert html.count('id="p-12345678"') == 1


def hostile(value):
    """The same value with every text replaced by something an attacker would write."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, dict):
        kept = {"url", "level", "kind", "type", "section"}
        return {k: v if k in kept else hostile(v) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(item) for item in value]
    return value


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_escaped(library, name):
    block = BODY.child_blocks[name]
    raw = hostile(block.get_prep_value(block.get_preview_value()))
    html = draw(body((name, raw)))
    parse(html)
    assert "<script" not in html
    assert "<b> " not in html


# --- anchors and contents -----------------------------------------------------------------------
def test_an_anchor_outlives_a_change_of_words():
    first = body(("heading", {"text": "Avant", "level": "2"}))
    second = body(("heading", {"text": "Après", "level": "2"}))
    assert anchor_of(first[0]) == anchor_of(second[0])


def test_every_paragraph_of_a_text_can_be_pointed_at():
    html = draw(body(("paragraph", "<p>a</p><p>b</p><ul><li>c</li></ul>")))
    assert '<p id="p-00000000">a' in html
    assert '<p id="p-00000000-2">b' in html
    assert '<ul id="p-00000000-3">' in html


def test_contents_lists_the_headings_down_to_a_level():
    stream = body(
        ("heading", {"text": "Un", "level": "2"}),
        ("paragraph", "<p>x</p>"),
        ("heading", {"text": "Deux", "level": "4"}),
    )
    assert [(entry.text, entry.level) for entry in contents(stream)] == [("Un", 2)]
    assert contents(stream)[0].anchor in draw(stream)


# --- pictures -----------------------------------------------------------------------------------
def picture(image, alt="La place", decorative=False):
    return {"image": image.pk, "alt_text": alt, "decorative": decorative}


def test_a_picture_needs_an_alternative_text_or_to_be_decorative():
    figure, image = BODY.child_blocks["figure"], ImageFactory()
    silent = figure.to_python({"image": picture(image, alt=""), "caption": ""})
    with pytest.raises(StructBlockValidationError):
        figure.clean(silent)
    figure.clean(figure.to_python({"image": picture(image), "caption": ""}))
    figure.clean(figure.to_python({"image": picture(image, "", decorative=True), "caption": ""}))


def test_a_picture_says_its_size_and_waits_to_be_seen():
    image = ImageFactory(size=(1000, 600), credit="Archives")
    html = draw(body(("figure", {"image": picture(image), "caption": "En 2015"})))
    img = parse(html).find(".//img")
    assert (img.get("alt"), img.get("loading"), img.get("decoding")) == (
        "La place",
        "lazy",
        "async",
    )
    assert (img.get("width"), img.get("height")) == ("1000", "600")
    widths = [part.split()[1] for part in img.get("srcset").split(", ")]
    assert widths == ["400w", "800w", "1000w"]
    assert all(".webp" in part for part in img.get("srcset").split(", "))
    assert "Archives" in html


def test_a_small_picture_is_not_offered_twice():
    html = draw(body(("figure", {"image": picture(ImageFactory(size=(300, 200)))})))
    img = parse(html).find(".//img")
    assert img.get("srcset") is None
    assert img.get("width") == "300"


def test_a_decorative_picture_has_an_empty_alternative():
    image = ImageFactory()
    html = draw(body(("figure", {"image": picture(image, "oublié", decorative=True)})))
    assert parse(html).find(".//img").get("alt") == ""


def test_one_picture_used_twice_keeps_both_descriptions():
    image = ImageFactory()
    html = draw(
        body(
            ("figure", {"image": picture(image, "de loin")}),
            ("figure", {"image": picture(image, "de près")}),
        )
    )
    assert [img.get("alt") for img in parse(html).findall(".//img")] == ["de loin", "de près"]


@pytest.mark.parametrize("count", [1, 10])
def test_ten_pictures_cost_as_many_queries_as_one(count, django_assert_max_num_queries):
    stream = body(*[("figure", {"image": picture(ImageFactory())}) for _ in range(count)])
    draw(stream)  # makes the files, once
    again = body(*[(child.block_type, child.get_prep_value()["value"]) for child in stream])
    cache.clear()
    with django_assert_max_num_queries(2):
        draw(again)


def test_a_picture_deleted_since_leaves_no_hole():
    image = ImageFactory()
    raw = picture(image)
    image.delete()
    assert draw(body(("figure", {"image": raw, "caption": "x"}))).strip() == ""


# --- numbers ------------------------------------------------------------------------------------
FIGURE = {
    "value": "1234.5",
    "unit": "heures",
    "text": "de réunions",
    "year": 2015,
    "scope": "",
    "source": "Rapport",
}


@pytest.mark.parametrize("missing", ["year", "source"])
def test_a_number_never_comes_without_its_year_and_its_source(missing):
    block = BODY.child_blocks["key_figures"]
    value = block.to_python({"figures": [{**FIGURE, missing: None if missing == "year" else ""}]})
    with pytest.raises(ValidationError):
        block.clean(value)
    block.clean(block.to_python({"figures": [FIGURE]}))


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("fr", "1234.5", "1234,5"),
        ("fr", "12345", "12\u202f345"),
        ("nl", "12345", "12.345"),
        ("fr", "100", "100"),
        ("fr", "82.0", "82"),
    ],
)
def test_numbers_are_written_as_in_belgium(language, value, written):
    block = BODY.child_blocks["key_figures"].child_blocks["figures"].child_block
    with translation.override(language):
        assert block.to_python({**FIGURE, "value": Decimal(value)}).number == written


# --- tables -------------------------------------------------------------------------------------
TABLE = {
    "table": {
        "caption": "Réunions en 2015",
        "columns": [
            {"type": "text", "heading": "Groupe"},
            {"type": "rich", "heading": "Décisions"},
            {"type": "number", "heading": "Réunions"},
        ],
        "rows": [
            {"values": ["Seniors\net familles", "<ul><li>chèques taxi</li></ul>", "6"]},
            {"values": ["Guide", "", None]},
        ],
    },
    "first_column_names_rows": True,
    "source": "Rapport 2015",
}


def test_a_table_names_its_columns_and_its_rows():
    tree = parse(draw(body(("table", TABLE))))
    assert tree.find(".//caption").text == "Réunions en 2015"
    assert [th.text for th in tree.findall(".//thead//th[@scope='col']")] == [
        "Groupe",
        "Décisions",
        "Réunions",
    ]
    rows = tree.findall(".//tbody//th[@scope='row']")
    assert rows[0].find("br") is not None
    assert tree.find(".//td/ul/li").text == "chèques taxi"
    assert tree.find(".//td[@class='number']").text == "6"


def test_the_first_column_can_be_ordinary():
    tree = parse(draw(body(("table", {**TABLE, "first_column_names_rows": False}))))
    assert tree.find(".//th[@scope='row']") is None


def test_a_table_needs_a_caption():
    block = BODY.child_blocks["table"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({**TABLE, "table": {**TABLE["table"], "caption": " "}}))
    block.clean(block.to_python(TABLE))


# --- ways on ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "chosen",
    [{}, {"url": "https://example.org/", "section": "search"}],
)
def test_a_button_leads_to_exactly_one_place(chosen, monkeypatch):
    section = navigation.Section("Recherche", "search")
    monkeypatch.setattr(navigation, "_sections", [section])
    block = BodyBlock().child_blocks["button"]
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"label": "Aller", **chosen}))
    block.clean(block.to_python({"label": "Aller", "url": "https://example.org/"}))


def test_a_part_of_the_site_is_reached_in_the_language_of_the_reader(monkeypatch):
    section = navigation.Section("Recherche", "search")
    monkeypatch.setattr(navigation, "_sections", [section])
    stream = body(("button", {"label": "Aller", "section": "search"}))
    for language in ("fr", "nl"):
        with translation.override(language):
            assert f'href="/{language}/' in draw(stream)


def test_a_part_of_the_site_that_went_away_leaves_no_button(monkeypatch):
    monkeypatch.setattr(navigation, "_sections", [])
    assert "button" not in draw(body(("button", {"label": "Aller", "section": "gone"})))


def test_a_link_to_another_site_says_so():
    html = draw(body(("button", {"label": "Aller", "url": "https://example.org/"})))
    assert 'rel="external noopener"' in html
    assert "visually-hidden" in html


# --- files and quotations -----------------------------------------------------------------------
def test_a_document_tells_its_type_size_and_language():
    document = DocumentFactory(language="nl")
    html = draw(body(("download", {"document": document.pk, "title": "Charte"})))
    assert "PDF, 2,0" in html
    assert "Nederlands" in html
    assert 'hreflang="nl-BE"' in html


def test_a_quotation_without_author_has_no_empty_caption():
    html = draw(body(("quotation", {"text": "Bonjour.", "author": "", "source": ""})))
    assert "figcaption" not in html


def test_search_reads_the_words_of_a_block_and_not_its_settings():
    stream = body(
        ("heading", {"text": "Logement", "level": "2"}),
        ("callout", {"kind": "attention", "title": "Fermé", "text": "<p>en août</p>"}),
        ("table", TABLE),
    )
    words = BODY.get_searchable_content(stream)
    assert words[:3] == ["Logement", "Fermé", "en août"]
    assert "Guide" in words


@pytest.mark.parametrize("size", [(2000, 900), (700, 400), (90, 90)])
def test_the_files_of_a_picture_are_ready_before_the_first_visitor(
    size, django_capture_on_commit_callbacks, django_assert_num_queries
):
    cache.clear()  # Wagtail remembers files of pictures that other tests rolled back
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory(size=size)
    assert image.renditions.count() == len(pictures.widths_for(image))
    cache.clear()
    with django_assert_num_queries(1):
        assert ".webp" in pictures.html(image)


@pytest.mark.parametrize(("title", "level"), [("Pour commencer", "h3"), ("", "h2")])
def test_cards_without_a_heading_above_them_are_headings_themselves(title, level):
    card = {"url": "https://example.org/", "title": "Le rapport", "text": ""}
    value = {"title": title, "cards": [{"type": "item", "value": card, "id": "1"}]}
    tree = parse(draw(body(("link_cards", value))))
    assert tree.find(f".//li/{level}/a").text == "Le rapport"
