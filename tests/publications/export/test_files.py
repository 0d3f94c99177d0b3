"""Every block in every kind of file: nothing is lost, nothing breaks, whatever was written."""

import io
import re
import zipfile
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from publications.longform.export import manuscript, pandoc_files, pdf, prose, tree
from publications.longform.export.blocks import DRAWN
from publications.longform.export.levels import without_jumps
from publications.longform.export.manuscript import Manuscript
from publications.models import ChapterPage
from tests.factories.cms import add_page
from tests.factories.colloquia import chapter, colloquium
from tests.factories.documents import odd_paragraph
from tests.factories.publications import publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(whole):
    return manuscript.of_publication(whole)


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def squeezed(text):
    """Words that were divided at the end of a line are whole again."""
    return "".join(re.sub(r"[-\u00ad\u2010]\s+", "", text).split())


def test_each_block_is_drawn_by_its_own_hand(whole):
    known = set(type(whole)._meta.get_field("body").stream_block.child_blocks)
    assert known - set(DRAWN) == set()


def test_it_becomes_an_accessible_pdf(read):
    document = PdfReader(io.BytesIO(pdf.make(read)))
    root = document.trailer["/Root"]
    assert root["/Lang"] == "fr-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert document.metadata.title == read.title
    text = "\n".join(page.extract_text() for page in document.pages)
    for words in ("Une note.", "Comment citer ce texte", "Sommaire", "De Backer"):
        assert words in text


def test_its_bookmarks_are_its_headings_in_order(read):
    document = PdfReader(io.BytesIO(pdf.make(read)))
    top = [one.title for one in document.outline if not isinstance(one, list)]
    assert top[1] == "Chaque forme"
    assert top[-1] == "Bibliographie"


def test_no_word_is_lost_on_the_way(read):
    """Words of the tree against words of the files."""
    texts = [node["c"] for node in tree.walk(read.blocks) if node["t"] == "Str"]
    wanted = [word for word in " ".join(texts).split() if word.isalpha() and word.isascii()]
    assert len(wanted) > 300
    on_paper = squeezed(text_of(pdf.make(read)))
    assert [word for word in wanted if word not in on_paper] == []
    with zipfile.ZipFile(io.BytesIO(pandoc_files.epub(read))) as book:
        inside = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml"))
    assert [word for word in wanted if word not in inside] == []


def test_a_word_file_has_real_notes_headings_and_a_language(read):
    with zipfile.ZipFile(io.BytesIO(pandoc_files.word(read))) as archive:
        notes, body = archive.read("word/footnotes.xml").decode(), archive.read("word/document.xml")
        styles = archive.read("word/styles.xml").decode()
    assert notes.count("FootnoteRef") >= 2
    assert "Une note." in notes
    assert b'w:val="Heading1"' in body
    assert b'w:val="Proposition"' in body
    assert "fr-BE" in styles + body.decode()


def test_a_book_tells_what_it_offers_to_those_who_do_not_see(read):
    with zipfile.ZipFile(io.BytesIO(pandoc_files.epub(read))) as book:
        package = book.read("EPUB/content.opf").decode()
    assert "<dc:language>fr-BE</dc:language>" in package
    assert 'properties="cover-image"' in package
    for name in ("accessMode", "accessibilityFeature", "accessibilitySummary"):
        assert f"schema:{name}" in package


def test_a_note_that_is_called_twice_is_printed_once(read):
    notes = [node for node in tree.walk(read.blocks) if node["t"] == "Note"]
    assert len(notes) == 2
    again = [node for node in tree.walk(read.blocks) if node["t"] == "Link"]
    assert any("note-again" in node["c"][0][1] for node in again)


def test_a_reference_to_what_is_not_there_keeps_its_words(read):
    spoken = tree.text_of(read.blocks)
    assert "perdu" in spoken
    assert not any(
        "nowhere" in node["c"][2][0] for node in tree.walk(read.blocks) if node["t"] == "Link"
    )


def test_numbers_are_those_of_the_site(whole, read):
    captions = [tree.text_of(n["c"][1]) for n in tree.walk(read.blocks) if n["t"] == "Table"]
    assert [caption.split(".")[0] for caption in captions] == ["Tableau 1", "Tableau 2"]
    links = [node["c"] for node in tree.walk(read.blocks) if node["t"] == "Link"]
    [words] = [tree.text_of(inside) for _a, inside, (to, _t) in links if "tableau 1" in str(inside)]
    assert words == "tableau 1"
    second = manuscript.of_chapter(whole.chapters[1])
    assert second.first_note == 3, "two notes are called before it"


def test_levels_are_not_skipped(read):
    levels = [node["c"][0] for node in tree.walk(read.blocks) if node["t"] == "Header"]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    jumped = [tree.heading(n, tree.words(str(n))) for n in (3, 5, 4, 2, 6)]
    assert [node["c"][0] for node in without_jumps(jumped)] == [1, 2, 2, 1, 2]


def test_one_chapter_alone(whole):
    chapter = whole.chapters[0]
    read = manuscript.of_chapter(chapter)
    text = text_of(pdf.make(read))
    assert chapter.title in text
    assert whole.title in text
    assert "Des signes" not in text


def test_two_chapters_with_the_same_names_inside(index):
    """A block that was copied has the identity of the other: a name is given once."""
    whole = publication(index, title="Double")
    for title in ("Un", "Deux"):
        add_page(whole, ChapterPage, title=title, body=[odd_paragraph()])
    assert pdf.make(manuscript.of_publication(whole))


# --- whatever was written -------------------------------------------------------------------------
class NoLinks:
    def inlines(self, attrs, inside):
        return inside


def printed(html, title="Titre"):
    blocks = prose.blocks(html, NoLinks())
    return Manuscript(title, "fr", "https://example.org/", authors=title, lead=title, blocks=blocks)


quick = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(st.text())
def test_any_text_compiles(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert pdf.make(printed(f"<p>{escaped}</p><ul><li>{escaped}</li></ul>", title=text))


@quick
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<ul>", "<li>", "<b>", "</i>", "<a>", "x", "<br>"]))
)
def test_any_nesting_compiles(tags):
    assert pdf.make(printed("".join(tags)))


def test_nesting_beyond_reason_keeps_the_words():
    deep = "<ul><li>" * 3000 + "au fond"
    assert "au fond" in text_of(pdf.make(printed(deep)))
    assert pandoc_files.word(printed(deep))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "http://[", "file:///etc/passwd", ""])
def test_a_dangerous_address_is_no_link(whole, href):
    maker = manuscript.Maker(whole)
    assert prose.inlines(f'<p><a href="{href}">mot</a></p>', maker) == tree.words("mot")


def test_odd_signs_arrive_as_they_are(read):
    with zipfile.ZipFile(io.BytesIO(pandoc_files.word(read))) as archive:
        body = archive.read("word/document.xml").decode()
    assert "&lt;b&gt;no tag&lt;/b&gt;" in body
    assert "*no*" in body
    assert "*no*" in text_of(pdf.make(read))


def test_pandoc_opens_no_other_file(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    one = printed("<p>x</p>")
    one.blocks.append(tree.paragraph(tree.image("secret.png", "x")))
    with pytest.raises(KeyError):  # only the pictures of the manuscript have a name
        pandoc_files.word(one)


def test_the_programme_stands_before_the_chapters(index):
    page = colloquium(index, method="Relu par tous.")
    chapter(page, "Premier chapitre")
    text = tree.text_of(manuscript.of_publication(page).blocks)
    assert text.index("Programme") < text.index("09:30") < text.index("Une oratrice, échevine")
    assert text.index("juriste") < text.index("Premier chapitre")
    assert "Relu par tous." not in text, "a method note concerns other kinds"
