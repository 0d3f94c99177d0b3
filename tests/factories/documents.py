"""A publication that holds every block, notes called twice, headings of all levels, odd words."""

import json
import uuid
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder

from cms.blocks.body import anchor_of_id
from publications.longform.references import Reference
from publications.models import ChapterPage

from .cms import DocumentFactory, ImageFactory, TermFactory, add_page
from .publications import RecommendationFactory, publication

ODD = "“œ” « ’ » & <b>no tag</b> \\ { } $x$ #let *no* _no_ ~ ^ % @nobody 😀 中 مرحبا \u00ad\u200b"

FIRST = "6f2c1d2e-0000-4000-8000-000000000001"  # the key of its first chapter


def identity(name):
    """Always the same for the same name, as importers do."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"test:{name}"))


def call(name):
    return f'<a linktype="note" id="{identity(name)}">*</a>'


def block(kind, value, name):
    return {"type": kind, "value": value, "id": identity(name)}


def note(name, html):
    return block("note", html, name)


def previews(stream_block):
    """Each block as its preview shows it: what a new block is, it is tried here too."""
    found = []
    for name, child in stream_block.child_blocks.items():
        value = child.get_preview_value()
        found.append(block(name, child.get_prep_value(value), f"preview {name}"))
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))  # as it is stored


def headings(name):
    return [
        block(
            "heading", {"text": f"{name} {level}", "level": level, "number": ""}, f"{name}{level}"
        )
        for level in ("2", "3", "4", "5", "6", "2", "6")  # the last one jumps; the same name twice
    ]


def torture(index, language="fr", **fields):
    ImageFactory(title="Une place", credit="Archives")
    DocumentFactory()
    TermFactory()
    RecommendationFactory(live=True)
    reference = Reference.objects.create(
        authors="De Backer, Bernard\nCommission communautaire commune",
        year=2013,
        title="Études & essais",
        url="https://example.org/a_b",
    )
    facts = {
        "title": "Tout ce qu’un document peut tenir",
        "authors": "Groupe Seniors & amis",
        "publisher": "CASS · CSSA",
        "published_on": date(2015, 6, 2),
        "kind": "proceedings",
        "lead": "Une phrase qui dit ce que c’est.",
        "cover": ImageFactory(),
    }
    whole = publication(index, **facts | fields)
    paragraph = (
        f"<p>Un <b>mot</b>{call('one')}, <i>deux</i>{call('two')}, encore{call('one')} "
        f'<a linktype="reference" id="{reference.pk}">p. 12</a> '
        f'<a linktype="passage" id="{whole.translation_key}:p-nowhere">perdu</a> '
        f'<a linktype="passage" id="{FIRST}:{anchor_of_id(identity("preview table"))}">*</a> '
        f'<a linktype="page" id="{index.pk}">les publications</a> '
        f'<a href="https://example.org/?a=1&amp;b=2">ailleurs</a></p>'
        "<ul><li>un<ul><li>un un</li></ul></li><li>deux</li></ul><ol><li>a</li></ol>"
    )
    notes = [
        note("one", "<p>Une note.</p><ul><li>avec une liste</li></ul>"),
        note("two", "<p>Deux, <b>grasse</b>.</p>"),
    ]
    body_of = ChapterPage._meta.get_field("body").stream_block
    odd = odd_paragraph()
    add_page(
        whole,
        ChapterPage,
        title="Chaque forme",
        translation_key=FIRST,
        body=[block("paragraph", paragraph, "called"), *previews(body_of), *headings("Niveau")],
        notes=notes,
    )
    add_page(whole, ChapterPage, title=f"Des signes {ODD}"[:200], body=[odd, *headings("Encore")])
    return whole


def odd_paragraph():
    escaped = ODD.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return block("paragraph", f"<p>{escaped}</p>", "odd")
