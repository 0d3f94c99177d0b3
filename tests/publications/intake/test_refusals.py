"""What is not opened, each time with a sentence; and what no file can make the site do."""

import io
import random
import zipfile

import pytest

from cms.tabular import Refused
from publications.longform import pandoc
from publications.longform.intake import checks
from publications.longform.intake.pieces import Kind, Status
from tests.factories.cms import picture_file
from tests.factories.intake import SMALL, archive, file_of, read, with_entries, written

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}


@pytest.fixture(scope="module")
def docx():
    return written(SMALL, "docx")


def refused(tmp_path, content, name):
    with pytest.raises(Refused) as caught:
        read(tmp_path, content, name)
    return str(caught.value)


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def bomb() -> bytes:
    return archive(WORD | {"word/media/a.bin": bytes(checks.MOST_UNPACKED + 1)})


def lying_bomb() -> bytes:
    """It says that it is small."""
    data = bytearray(bomb())
    size = (checks.MOST_UNPACKED + 1).to_bytes(4, "little")
    return bytes(data.replace(size, (10).to_bytes(4, "little")))


def many() -> bytes:
    return archive(WORD | {f"word/media/{n}.xml": b"" for n in range(checks.MOST_ENTRIES + 1)})


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.docx", "vide"),
        (b"MZ" + bytes(500), "a.exe", ".docx"),
        (b"%PDF-1.7 and so on", "a.pdf", "PDF"),
        (b"%PDF-1.7 and so on", "a.docx", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.doc", ".doc"),
        (encrypted(), "a.docx", "mot de passe"),
        (b"{\\rtf1 text}", "a.docx", "RTF"),
        (b"not a zip at all", "a.docx", "abîmé"),
        (bytes(500), "a.md", "texte"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "a.html", "texte"),
        (archive({"xl/workbook.xml": b"<x/>"}), "a.docx", "archive"),
        (archive(WORD), "a.odt", ".docx"),
        (archive(WORD), "a.docm", "macros"),
        (archive(WORD | {"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
        (archive(WORD | {"../../etc/passwd": b"x"}), "a.docx", "sécurité"),
        (archive(WORD | {"/etc/passwd": b"x"}), "a.docx", "sécurité"),
        (archive(WORD | {"word\\..\\..\\x": b"x"}), "a.docx", "sécurité"),
        (archive(WORD | {"word/a.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>"}), "a.docx", "sécurité"),
        (many(), "a.docx", "sécurité"),
        (archive({**WORD, "word/document.xml": b"<broken"}), "a.docx", "lu"),
    ],
)
def test_refused_with_a_sentence(tmp_path, content, name, said):
    assert said in refused(tmp_path, content, name)


@pytest.mark.parametrize("make", [bomb, lying_bomb])
def test_a_bomb_is_found_by_unpacking_it(tmp_path, make):
    assert refused(tmp_path, make(), "a.docx")


def test_a_document_cut_off_in_the_middle(tmp_path, docx):
    assert "entier" in refused(tmp_path, docx[: len(docx) // 2], "a.docx")


def test_a_file_too_heavy_is_not_even_opened(tmp_path, monkeypatch, docx):
    monkeypatch.setattr(checks, "MOST_BYTES", 1000)
    assert "Mo" in refused(tmp_path, docx, "a.docx")


def test_nested_beyond_reason(tmp_path, monkeypatch):
    tree = {"t": "Para", "c": [{"t": "Str", "c": "x"}]}
    for _depth in range(5000):
        tree = {"t": "BlockQuote", "c": [tree]}
    document = {"blocks": [tree], "meta": {}}
    monkeypatch.setattr(pandoc, "ast", lambda *_arguments: document)
    assert "emboîté" in refused(tmp_path, b"<p>x</p>", "a.html")


def test_too_slow_is_said(tmp_path, monkeypatch):
    def slow(*_arguments):
        raise pandoc.PandocTooSlow

    monkeypatch.setattr(pandoc, "ast", slow)
    assert "parties" in refused(tmp_path, b"<p>x</p>", "a.html")


def test_pandoc_is_stopped_when_it_takes_too_long(tmp_path):
    path = file_of(tmp_path, b"<p>x</p>" * 20_000, "a.html")
    with pytest.raises(pandoc.PandocTooSlow):
        pandoc.ast(path, "html", seconds=0.01)


def test_pandoc_reads_nothing_beside_the_document(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    source = f"![x]({tmp_path}/secret.txt)\n\n<include src='{tmp_path}/secret.txt'/>\n"
    reading, pictures = read(tmp_path, source.encode(), "a.md")
    assert "secret" not in " ".join(
        piece.text for piece in reading.pieces if "include" not in piece.text
    )
    assert pictures == {}


def test_pictures_from_elsewhere_are_never_fetched(tmp_path):
    source = b"# A\n\nText ![x](https://example.org/a.png) and ![y](file:///etc/passwd)\n"
    reading, pictures = read(tmp_path, source, "a.md")
    told = [f for f in reading.findings if f.code == "picture_elsewhere"]
    assert [f.before for f in told] == ["https://example.org/a.png", "file:///etc/passwd"]
    assert all(f.status == Status.UNCERTAIN for f in told)
    assert pictures == {}


def test_pictures_inside_are_kept_with_their_description(tmp_path):
    picture = picture_file(20, 10).read()
    (tmp_path / "p.png").write_bytes(picture)
    made = pandoc.run(
        "-t", "docx", "-o", "-", given=b"![Une place](data:image/png;base64,%s)" % base64(picture)
    )
    reading, pictures = read(tmp_path, made, "a.docx")
    assert [extension.split(".")[1] for extension in pictures] == ["png"]
    figure = next(piece for piece in reading.pieces if piece.kind == Kind.FIGURE)
    assert figure.picture in pictures


def base64(data: bytes) -> bytes:
    from base64 import b64encode

    return b64encode(data)


def test_a_forged_picture_is_told_and_left(tmp_path, docx):
    source = b"![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=) text"
    reading, pictures = read(tmp_path, source, "a.md")
    assert pictures == {}
    assert any(f.code == "picture_refused" for f in reading.findings)


def test_no_script_and_no_dangerous_link_comes_in(tmp_path):
    source = b"""<h1>A</h1><p onclick=x>a <a href="javascript:alert(1)">b</a><script>c()</script>
    <a href="data:text/html,x">d</a> <img src=x onerror=alert(1)> &lt;script&gt;</p>"""
    reading, _pictures = read(tmp_path, source, "a.html")
    html = " ".join(piece.text for piece in reading.pieces)
    assert "javascript" not in html
    assert "onerror" not in html
    assert "<script" not in html
    assert "data:" not in html
    assert sum(f.code == "link_lost" for f in reading.findings) == 2


def test_what_word_keeps_beside_the_text_is_told(tmp_path, docx):
    comments = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"/></w:comments>'  # noqa: E501
    changed = with_entries(
        docx, {"word/comments.xml": comments, "word/header9.xml": b"<w:t >x</w:t>"}
    )
    reading, _pictures = read(tmp_path, changed, "a.docx")
    assert {"comments", "headers_footers"} <= {f.code for f in reading.findings}


NAMES = ["a.docx", "a.odt", "a.html", "a.md", "a.txt"]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_in_it_a_file_is_read_or_refused(tmp_path, docx, seed):
    """Random bytes, documents with bytes changed, documents cut: a sentence, never an accident."""
    chance = random.Random(seed)
    name = NAMES[seed % len(NAMES)]
    content = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 3000)))
    if seed % 3 == 1:
        spoiled = bytearray(docx)
        for _ in range(40):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        content = bytes(spoiled)
    elif seed % 3 == 2:
        content = SMALL.encode()[: chance.randrange(len(SMALL))] + content[:50]
    said = "."
    try:
        read(tmp_path, content, name)
    except Refused as refusal:
        said = str(refusal)
    assert said.endswith(".")


def test_an_archive_inside_is_not_looked_into(tmp_path):
    inner = archive({"a": bytes(1000)})
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        zipped.writestr("word/embeddings/x.zip", inner)
    assert refused(tmp_path, data.getvalue(), "a.docx")
