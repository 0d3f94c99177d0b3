"""What a translator is asked for, and what becomes of it: every text of every block, no fact."""

import copy
import json
import uuid
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.blocks import BodyBlock
from home.models import StandardPage
from tests.cms.test_blocks_rendering import TABLE
from tests.factories.cms import DocumentFactory, ImageFactory, TermFactory, add_page, language_roots

pytestmark = pytest.mark.django_db

MARK = "TEXTE"


def identity(*parts):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def items(*values):
    """A list as the database holds it, with identities that do not change."""
    return [
        {"type": "item", "value": value, "id": identity("item", place)}
        for place, value in enumerate(values)
    ]


def everything():
    """One block of each kind; every text to be translated begins with MARK."""
    picture = {"image": ImageFactory().pk, "alt_text": f"{MARK} alt", "decorative": False}
    rich = "<p>{0} {1} un</p><ul><li>{0} {1} <b>deux</b></li></ul>".format
    values = {
        "heading": {"text": f"{MARK} titre", "level": "2"},
        "paragraph": rich(MARK, "paragraphe"),
        "lead": f"{MARK} chapeau",
        "quotation": {
            "text": f"{MARK} citation\nsuite",
            "author": f"{MARK} auteur",
            "source": f"{MARK} source",
        },
        "callout": {
            "kind": "attention",
            "title": f"{MARK} encadré",
            "text": rich(MARK, "encadré"),
        },
        "figure": {"image": picture, "caption": f"{MARK} légende"},
        "side_by_side": {
            "pictures": items(
                {"image": {**picture, "alt_text": f"{MARK} alt A"}, "caption": f"{MARK} lég. A"},
                {"image": {**picture, "alt_text": f"{MARK} alt B"}, "caption": f"{MARK} lég. B"},
            )
        },
        "video": {
            "title": f"{MARK} vidéo",
            "url": "https://vimeo.com/76979871",
            "poster": picture["image"],
            "summary": f"{MARK} résumé",
        },
        "download": {"document": DocumentFactory().pk, "title": f"{MARK} document"},
        "key_figures": {
            "figures": items(
                {
                    "value": "82",
                    "unit": f"{MARK} %",
                    "text": f"{MARK} de quoi",
                    "year": 2015,
                    "scope": f"{MARK} portée",
                    "source": f"{MARK} rapport",
                }
            )
        },
        "table": {
            "table": {
                "caption": f"{MARK} réunions",
                "columns": [
                    {"type": "text", "heading": f"{MARK} groupe"},
                    {"type": "rich", "heading": f"{MARK} décisions"},
                    {"type": "number", "heading": f"{MARK} nombre"},
                ],
                "rows": [
                    {"values": [f"{MARK} seniors\n{MARK} bis", rich(MARK, "cellule"), "6"]},
                    {"values": [f"{MARK} guide", "", "2"]},
                ],
            },
            "first_column_names_rows": True,
            "source": f"{MARK} source du tableau",
        },
        "key_terms": {"terms": items(TermFactory().pk)},
        "steps": {
            "steps": items(*[{"title": f"{MARK} pas {n}", "text": rich(MARK, n)} for n in (1, 2)])
        },
        "accordion": {"items": items({"title": f"{MARK} question", "text": rich(MARK, "réponse")})},
        "columns": {"first": rich(MARK, "gauche"), "second": rich(MARK, "droite")},
        "link_cards": {
            "title": f"{MARK} cartes",
            "cards": items(
                {"url": "https://example.org/", "title": f"{MARK} carte", "text": f"{MARK} phrase"}
            ),
        },
        "button": {"label": f"{MARK} bouton", "url": "https://example.org/"},
        "contact": {"title": f"{MARK} contact", "text": f"{MARK} appeler"},
    }
    assert list(values) == list(BodyBlock().child_blocks), "a new block: say here what it holds"
    return [
        {"type": name, "value": value, "id": identity("block", name)}
        for name, value in values.items()
    ]


def texts_in(raw):
    """Every text of the stream that begins with MARK, without its tags."""
    if isinstance(raw, str):
        pieces = raw.replace("</p>", "\n").replace("</li>", "\n") if "<" in raw else raw
        lines = pieces.split("\n") if "<" in raw else [raw]
        return [text for line in lines if (text := unescape(strip_tags(line))).startswith(MARK)]
    if isinstance(raw, dict):
        return [text for value in raw.values() for text in texts_in(value)]
    if isinstance(raw, list):
        return [text for value in raw for text in texts_in(value)]
    return []


@pytest.fixture
def page():
    french, _dutch = language_roots()
    page = add_page(french, StandardPage, title="Page", slug="page")
    page.body = everything()
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def submit(page):
    source, _created = TranslationSource.get_or_create_from_instance(page)
    dutch = Locale.objects.get(language_code="nl")
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=dutch)
    return source, translation


def asked(source):
    """The texts a translator sees for the body of the page."""
    segments = StringSegment.objects.filter(source=source, context__path__startswith="body.")
    return [
        segment.string.as_value().render_text() for segment in segments.select_related("string")
    ]


def translate_all(source, translation):
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": segment.string.data.replace(MARK, "TEKST"),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )


def dutch_body(page, translation):
    translation.save_target(publish=True)
    target = page.get_translation(translation.target_locale)
    return target.body.get_prep_value()


def replaced(raw, old, new):
    return json.loads(json.dumps(raw, default=str).replace(old, new))


def normal(text):
    return " ".join(text.split())


def test_every_text_is_asked_for_and_no_fact_is(page):
    source, _translation = submit(page)
    wanted = {normal(text) for text in texts_in(page.body.get_prep_value())}
    assert {normal(text) for text in asked(source)} == wanted


def test_no_number_year_or_choice_is_even_offered(page):
    """A picture or an address may be replaced by its twin: the translator may, and need not."""
    source, _translation = submit(page)
    offered = OverridableSegment.objects.filter(source=source, context__path__startswith="body.")
    kinds = {segment.context.path.rsplit(".", 1)[-1] for segment in offered}
    assert kinds >= {"image", "poster", "document", "url"}
    assert not kinds & {"value", "year", "level", "kind", "decorative", "section"}


def test_every_text_comes_back_in_its_place(page):
    source, translation = submit(page)
    translate_all(source, translation)
    translated = dutch_body(page, translation)
    original = [child.get_prep_value() for child in page.body]
    assert MARK not in str(translated)
    assert replaced(translated, "TEKST", MARK) == replaced(original, MARK, MARK)


def test_a_row_put_in_and_one_moved_lose_no_translation(page):
    source, translation = submit(page)
    translate_all(source, translation)
    dutch_body(page, translation)
    before = translation.get_progress()
    assert before[0] == before[1]

    body = copy.deepcopy(page.body.get_prep_value())
    table = next(block for block in body if block["type"] == "table")["value"]["table"]
    table["rows"].reverse()
    table["rows"].insert(0, {"values": [f"{MARK} nouveau", "", "1"]})
    page.body = body
    page.save_revision().publish()
    source.update_from_db()
    total, done = translation.get_progress()
    assert (total, done) == (before[0] + 1, before[0])

    translate_all(source, translation)  # only what is new
    translated = next(b for b in dutch_body(page, translation) if b["type"] == "table")
    assert [row["values"][0] for row in translated["value"]["table"]["rows"]] == [
        "TEKST nouveau",
        "TEKST guide",
        "TEKST seniors\nTEKST bis",
    ]


def test_the_translator_can_open_the_page(page, admin_client):
    _source, translation = submit(page)
    translation.save_target(publish=False)
    target = page.get_translation(translation.target_locale)
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert response.status_code == 200
    assert f"{MARK} seniors" in response.content.decode()


def test_the_fixture_fits_the_blocks(page):
    """Else the tests above would prove less than they say."""
    for block in page.body:
        block.block.clean(block.value)


def test_table_texts_survive_their_own_json():
    block = BodyBlock().child_blocks["table"]
    again = block.get_prep_value(block.to_python(TABLE))
    assert again["table"]["rows"][0]["values"][0] == "Seniors\net familles"
