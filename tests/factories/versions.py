"""A publication that goes through its life: published, corrected, mended, put in a new edition."""

from publications.longform.corrections.declarations import Said, declare
from tests.factories.publications import publication

FIRST = "11111111-aaaa-4111-8111-111111111111"
SECOND = "22222222-aaaa-4222-8222-222222222222"
THIRD = "33333333-aaaa-4333-8333-333333333333"


def paragraph(text, identity=FIRST):
    return {"type": "paragraph", "id": identity, "value": f"<p>{text}</p>"}


def published(index, text="Il y a 64 membres.", **fields):
    """A publication of one paragraph, public."""
    page = publication(index, body=[paragraph(text)], **{"title": "Rapport 2014", **fields})
    page.save_revision().publish()
    return fresh(page)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def again(page, *texts, said=None, **fields):
    """Published again, as somebody does who says what the change is. Identities by order."""
    page = fresh(page)
    for name, value in fields.items():
        setattr(page, name, value)
    if texts:
        blocks = [
            paragraph(text, identity)
            for text, identity in zip(texts, (FIRST, SECOND, THIRD), strict=False)
        ]
        page.body = page.body.stream_block.to_python(blocks)
    revision = page.save_revision()
    if said:
        declare(revision, said)
    revision.publish()
    return fresh(page)


def correction(text_fr="Le nombre de membres était 46.", **fields):
    return Said("correction", text_fr=text_fr, **fields)


MINOR = Said("minor")
EDITION = Said("edition")
