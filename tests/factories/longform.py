"""Long documents: blocks with identities that a test can name."""

import uuid

import factory

from publications.longform.references import Reference
from publications.models import ChapterPage

from .cms import add_page


def identity(name):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"longform/{name}"))


def anchor(name):
    return f"p-{identity(name)[:8]}"


def block(kind, value, name):
    return {"type": kind, "value": value, "id": identity(name)}


def heading(text, name=None, level=2, **value):
    value = {"text": text, "level": str(level), "numbered": False, "number": "", **value}
    return block("heading", value, name or text)


def paragraph(html, name):
    return block("paragraph", html, name)


def note(html, name):
    return block("note", html, name)


def call(name):
    return f'<a linktype="note" id="{identity(name)}">*</a>'


def cite(reference, locator="*"):
    return f'<a linktype="reference" id="{reference.pk}">{locator}</a>'


def refer(page, name="", words="*"):
    target = f"{page.translation_key}:{anchor(name) if name else ''}"
    return f'<a linktype="passage" id="{target}">{words}</a>'


def items(*values):
    return [
        {"type": "item", "value": value, "id": identity(f"item {place} {value}")}
        for place, value in enumerate(values)
    ]


def chapter(publication, title, **fields):
    return add_page(publication, ChapterPage, title=title, **fields)


def published(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


class ReferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reference

    authors = "Dupont, Marie"
    title = factory.Sequence(lambda n: f"Ouvrage {n}")
    year = 2015
