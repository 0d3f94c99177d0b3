"""Promises of the face that a machine can hold: contrast, weight, licences, no other site."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
TEMPLATES = Path(__file__).parents[2] / "templates"
# What visitors get; the administration has a sheet of its own.
SHEETS = sorted(set((STATIC / "css").glob("*.css")) - {STATIC / "css" / "admin.css"})
ACCENTS = ["directory", "groups", "publications", "ledger", "news", "neutral"]


def palettes():
    """The two sets of colours of tokens.css: light, then what dark changes."""
    css = (STATIC / "css" / "tokens.css").read_text()
    light, dark = css.split("prefers-color-scheme: dark", 1)
    colour = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})", re.IGNORECASE)
    first = dict(colour.findall(light))
    return {"light": first, "dark": first | dict(colour.findall(dark))}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["ink", "ink-soft", *ACCENTS])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_text_can_be_read(scheme, colour, ground):
    palette = palettes()[scheme]
    assert contrast(palette[colour], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_the_word_on_a_button_can_be_read(scheme, accent):
    palette = palettes()[scheme]
    assert contrast(palette["on-accent"], palette[accent]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_control_can_be_seen(scheme):
    palette = palettes()[scheme]
    assert contrast(palette["line"], palette["paper"]) >= 3


def test_styles_and_scripts_are_light():
    head = (TEMPLATES / "includes" / "head_links.html").read_text()
    scripts = [STATIC / path for path in re.findall(r"js/[\w-]+\.js", head)]
    assert scripts
    files = [*SHEETS, *scripts]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 40_000


def test_fonts_are_light_and_each_has_its_licence():
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert sum(font.stat().st_size for font in fonts) <= 60_000
    licences = " ".join(path.stem.lower() for path in (STATIC / "fonts").glob("OFL-*.txt"))
    for font in fonts:
        family = re.sub(r"-(ext|italic)$", "", font.stem)
        assert family in licences


def test_every_page_loads_every_stylesheet():
    listed = (TEMPLATES / "includes" / "stylesheets.html").read_text()
    assert set(re.findall(r"css/([\w-]+\.css)", listed)) == {sheet.name for sheet in SHEETS}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_is_asked_of_another_site(sheet):
    for address in re.findall(r"url\([\"']?([^\"')]+)", sheet.read_text()):
        assert address.startswith(("data:image/svg+xml,", "../"))
        if address.startswith("../"):
            assert (sheet.parent / address).exists()


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_answers_of_last_resort_need_nothing_and_speak_both_languages(name):
    from django.template.loader import render_to_string

    html = render_to_string(name)  # no context, no request, no database
    assert 'lang="fr-BE"' in html
    assert 'lang="nl-BE"' in html
    assert html.count("<h1") == 1
