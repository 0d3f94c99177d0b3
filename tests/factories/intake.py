"""Documents of known content, made by pandoc, and hostile ones made by hand."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publications.longform import pandoc
from publications.longform.intake import running
from publications.longform.intake.checks import recognise
from publications.models import ImportedDocument, PublicationIndexPage

WRITERS = {"docx": "docx", "odt": "odt", "html": "html", "md": "markdown"}

SMALL = """# Première partie {#un}

Un texte avec de l’*italique*, du **gras**, un [lien](https://example.org/a) et une note[^1].

Un second texte, qui renvoie à [la suite](#deux).

- un
- deux
    - deux bis

## 3.2. La suite {#deux}

1. premier
2. second

> Nous connaissons enfin nos voisins.

| Groupe  | Réunions |
|---------|----------|
| Aînés   | 6        |
| Guide   | 2        |

: Réunions de l’année

# Seconde partie

Un dernier texte, avec une autre note[^2] et encore *un mot*.

[^1]: Une note, avec un [lien](https://example.org/b).
[^2]: Une autre note.
"""
SMALL_COUNTS = {
    "headings": 3,
    "paragraphs": 4,
    "lists": 3,
    "items": 5,
    "tables": 1,
    "notes": 2,
    "links": 3,
    "emphasis": 3,
}


def written(markdown: str, form: str) -> bytes:
    if form == "md":
        return markdown.encode()
    source = "markdown-smart-auto_identifiers"
    return pandoc.run(
        "-f", source, "-t", WRITERS[form], "-s", "-o", "-", "--metadata", "title=Document",
        given=markdown.encode(),
    )  # fmt: skip


def file_of(tmp_path, content: bytes, name: str):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def read(tmp_path, content: bytes, name: str):
    path = file_of(tmp_path, content, name)
    return running.read_as(path, recognise(path, name))


def archive(entries: dict[str, bytes], compression=zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return data.getvalue()


def with_entries(document: bytes, entries: dict[str, bytes]) -> bytes:
    """The same document, with more in it."""
    with zipfile.ZipFile(io.BytesIO(document)) as zipped:
        kept = {name: zipped.read(name) for name in zipped.namelist()}
    return archive(kept | entries)


def publications_list(parent):
    page = PublicationIndexPage(title="Publications", slug="publications", locale=parent.locale)
    return parent.add_child(instance=page)


def bring(client, content=None, name="rapport.docx", text="", language="fr", into=None):
    data = {"text": text, "language": language}
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content)
    address = reverse("intake:list") + (f"?into={into.pk}" if into else "")
    return client.post(address, data)


def latest() -> ImportedDocument:
    return ImportedDocument.objects.latest("pk")
