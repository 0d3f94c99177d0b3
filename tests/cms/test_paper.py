"""From data to an accessible PDF: whatever people wrote, and nothing outside of its folder."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cms import paper

TEMPLATE = """
#let data = json("data.json")
#set document(title: data.title)
#set text(font: ("Literata", "Libertinus Serif"), lang: data.language)
#data.text
"""


def made(text, template=TEMPLATE, **data):
    data = {"title": "Titre", "language": "fr", "text": text} | data
    return PdfReader(io.BytesIO(paper.typeset(template, data, day=date(2015, 6, 2))))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_any_text_becomes_a_document(text):
    assert len(made(text).pages) >= 1


@pytest.mark.parametrize(
    "text",
    ["#panic()", "$x^2$ ] } \\ \" ' ` // /* */", '#read("/etc/passwd")', "@label <label> = titre"],
)
def test_markup_that_people_write_is_only_text(text):
    assert made(text).pages[0].extract_text().replace("\n", "") == text


def test_a_character_that_no_font_has_becomes_a_square():
    assert made("un 😀 deux").pages[0].extract_text() == "un □ deux"


def test_scripts_that_make_the_typesetter_stumble_become_squares():
    """Found by trying every character of the first planes: it panics on some of them."""
    everything = "été " + "".join(map(chr, range(0x300, 0x3000)))
    assert made(everything).pages[0].extract_text().startswith("été")


def test_it_knows_its_language_its_title_and_its_day():
    pdf = made("x", language="nl")
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    assert pdf.metadata.title == "Titre"
    assert pdf.metadata.creation_date.date() == date(2015, 6, 2)


@pytest.mark.parametrize("path", ["/etc/hostname", "../../../../etc/hostname"])
def test_nothing_is_read_outside_of_the_folder(path):
    with pytest.raises(paper.CannotTypeset):
        made("x", template=f'#set document(title: "x")\n#read("{path}")')


@pytest.mark.parametrize("name", ["../x.png", "a/b.png", "data.json", "main.typ", ""])
def test_a_file_has_a_plain_name(name):
    with pytest.raises(ValueError, match="plain name"):
        paper.typeset(TEMPLATE, {}, {name: b""})


def test_what_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(paper, "SECONDS", 1)
    forever = "#for a in range(99999) { for b in range(99999) { let c = a + b } }"
    with pytest.raises(paper.CannotTypeset, match="not finished"):
        made("x", template=f'#set document(title: "x")\n{forever}')
