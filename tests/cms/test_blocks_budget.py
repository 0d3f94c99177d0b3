"""A page with every block, many times, costs no more queries than the house allows."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import GlossaryPage, StandardPage
from tests.cms.test_blocks_translation import everything, identity
from tests.factories.cms import DocumentFactory, add_page, language_roots

BUDGET = 12


def everything_with_links(page):
    """All blocks, and all ways in which a text or a block can refer to a page or a document."""
    blocks = {block["type"]: block for block in everything()}
    document = DocumentFactory().pk
    blocks["button"]["value"] |= {"page": page.pk, "url": ""}
    blocks["link_cards"]["value"]["cards"][0]["value"] |= {"page": page.pk, "url": ""}
    blocks["paragraph"]["value"] += f'<p><a linktype="page" id="{page.pk}">x</a></p>'
    blocks["paragraph"]["value"] += f'<p><a linktype="document" id="{document}">y</a></p>'
    return list(blocks.values())


@pytest.mark.django_db
@pytest.mark.parametrize("times", [1, 3])
def test_a_page_of_everything_stays_within_the_budget(client, times):
    french, _dutch = language_roots()
    for model in (GlossaryPage, StandardPage):
        add_page(french, model, title="x", slug=model.__name__.lower()).save_revision().publish()
    page = add_page(french, StandardPage, title="Tout", slug="tout")
    page.body = [
        {**block, "id": identity(block["id"], time)}
        for time in range(times)
        for block in everything_with_links(StandardPage.objects.get(slug="standardpage"))
    ]
    page.save_revision().publish()
    assert client.get("/fr/tout/").status_code == 200  # makes the pictures, once
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/fr/tout/")
    assert "/fr/standardpage/" in response.content.decode()
    assert len(response.content) < 60_000
    assert len(queries) <= BUDGET, "\n".join(query["sql"][:200] for query in queries)
