"""What is written in `demo/`, before anything is loaded: complete, paired, plain."""

import csv
import re
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from home.demo import texts
from home.demo.files import Translation, read_all

FOLDER = Path(settings.BASE_DIR) / "demo"
ENTRIES = {entry.key: entry for entry in read_all(FOLDER / "pages")}
LARGEST_PICTURE = 80_000
FILLERS = re.compile(r"lorem|ipsum|todo|xxx|tbd|à compléter|in te vullen", re.IGNORECASE)
TUESDAY = date(2026, 11, 24)


def pairs(value, path=""):
    """Every text of a file that is said in one or two languages, with its place."""
    if texts.is_pair(value):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from pairs(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from pairs(inner, f"{path}.{place}")


def table(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_a_page_says_everything_in_both_languages_or_says_that_it_does_not(entry):
    wanted = {entry.original}
    if entry.translation is not Translation.MISSING:
        wanted.add(entry.translated_into)
    for path, pair in pairs(entry.values):
        facts = path.split(".")[1] in {"place", "organiser"}
        assert pair.keys() == wanted or (facts and len(pair) == 2), path
        assert all(pair.values()), path


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_both_languages_have_the_same_paragraphs_lists_and_links(entry):
    for path, pair in pairs(entry.values):
        if len(pair) == 2:
            shapes = [
                re.findall(r"</?\w+", texts.rich(text, "{}:{}".format)) for text in pair.values()
            ]
            assert sorted(shapes[0]) == sorted(shapes[1]), path


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_filler_text(path):
    assert not FILLERS.search(path.read_text(encoding="utf-8"))


def test_there_is_enough_to_look_at():
    kinds = [entry.type for entry in ENTRIES.values()]
    assert kinds.count("home.NewsPage") >= 12
    assert kinds.count("home.EventPage") >= 14
    assert len(table("links.csv")) >= 20
    assert len(table("glossary.csv")) >= 45


def test_every_state_of_a_translation_occurs():
    assert {entry.translation for entry in ENTRIES.values()} == set(Translation)
    assert any(entry.original == "nl" for entry in ENTRIES.values())


def test_what_is_out_of_date_says_more_in_the_original():
    for entry in ENTRIES.values():
        assert bool(entry.later) == (entry.translation is Translation.OUT_OF_DATE), entry.key


def test_terms_are_explained_in_both_languages():
    for row in table("glossary.csv"):
        assert all(row[f"{part}_{code}"] for part in ("term", "definition") for code in texts.STUCK)
        assert bool(row["no_exact_equivalent"]) == bool(row["equivalence_note_nl"]), row["term_fr"]


def test_links_are_safe_and_described():
    for row in table("links.csv"):
        addresses = [row[f"url_{code}"] for code in texts.STUCK if row[f"url_{code}"]]
        assert addresses
        assert all(address.startswith("https://") for address in addresses)
        assert row["description_fr"]
        assert row["description_nl"]


def test_pictures_are_small_and_told_in_both_languages():
    facts = yaml.safe_load((FOLDER / "images" / "images.yaml").read_text(encoding="utf-8"))
    files = {path.stem: path for path in (FOLDER / "images").glob("*.webp")}
    assert files.keys() == facts.keys()
    for name, path in files.items():
        assert path.stat().st_size <= LARGEST_PICTURE
        assert facts[name]["alt"]["fr"] != facts[name]["alt"]["nl"]


def test_parents_come_before_their_children():
    seen = set()
    for key, entry in ENTRIES.items():
        assert entry.parent not in ENTRIES or entry.parent in seen
        seen.add(key)


# --- how values are written -----------------------------------------------------------------------
def test_french_marks_stay_with_their_word():
    assert texts.pick({"fr": "Qui ? 82 %", "nl": "Wie?"}, "fr") == "Qui\xa0? 82\xa0%"
    assert texts.pick({"fr": "Qui ?", "nl": "82 % : ja"}, "nl") == "82\xa0% : ja"


def test_a_text_left_out_is_empty_and_a_fact_is_the_same():
    assert texts.pick({"fr": "Seul"}, "nl") == ""
    assert texts.pick(2015, "nl") == 2015


def test_markdown_becomes_what_the_editor_makes():
    html = texts.rich(
        "Un **mot** et [une page](page:about).\n\n- un\n- deux",
        lambda kind, name: f'linktype="{kind}" id="{name}"',
    )
    assert html == (
        '<p>Un <b>mot</b> et <a linktype="page" id="about">une page</a>.</p>'
        "<ul><li>un</li><li>deux</li></ul>"
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ({"days": -12}, date(2026, 11, 12)),
        ({"weeks": 0, "weekday": "monday"}, date(2026, 11, 23)),
        ({"weeks": 2, "weekday": "thursday", "at": "12:15"}, date(2026, 12, 10)),
        ("2015-06-02 13:30", date(2015, 6, 2)),
        (date(2015, 6, 2), date(2015, 6, 2)),
    ],
)
def test_days_are_fixed_or_counted_from_the_day_of_loading(written, day):
    assert texts.day(written, TUESDAY) == day


def test_moments_are_local():
    moment = texts.moment({"weeks": 1, "weekday": "monday", "at": "12:15"}, TUESDAY)
    assert moment.replace(tzinfo=None) == datetime(2026, 11, 30, 12, 15)
    assert str(moment.tzinfo) == settings.TIME_ZONE
