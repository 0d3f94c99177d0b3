"""60,000 words in 40 chapters: opening one costs what opening one of two costs."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import GlossaryPage
from tests.factories.cms import TermFactory, add_page, language_roots
from tests.factories.longform import (
    ReferenceFactory,
    block,
    call,
    chapter,
    cite,
    heading,
    note,
    paragraph,
    published,
    refer,
)
from tests.factories.publications import (
    AnswerFactory,
    RecommendationFactory,
    SendingFactory,
    publication,
    publication_index,
)

BUDGET = 12
WORDS = "Les groupes disent ce qui change quand on se rencontre vraiment au quartier. "


def fill(one, number, references, recommendations, others):
    """1,500 words, ten headings, six notes, six citations, six references to other chapters."""
    body, notes = [], []
    for part in range(10):
        name = f"{number}-{part}"
        body.append(heading(f"Partie {part}", f"h{name}", level=2 + part % 3, numbered=True))
        body += [paragraph(f"<p>{WORDS * 6}</p>", f"a{name}")]
        extra = ""
        if part < 6:
            other = others[part * 7 % len(others)] if others else one
            extra = f"{call(name)} {cite(references[part], 'p. 3')} {refer(other)}"
            notes.append(note(f"<p>{WORDS}</p>", name))
        body.append(paragraph(f"<p>{WORDS * 6}{extra}</p>", f"b{name}"))
    body += [block("recommendation", known.pk, f"{number} {known.pk}") for known in recommendations]
    one.body, one.notes = body, notes


def long_report(chapters):
    report = publication(publication_index(language_roots()[0]), "Rapport", slug="rapport")
    report = published(report)
    glossary = add_page(
        report.get_parent().get_parent(), GlossaryPage, title="Glossaire", slug="glossaire"
    )
    glossary.save_revision().publish()
    TermFactory(term_fr="quartier")
    references = [ReferenceFactory() for _ in range(6)]
    recommendations = [RecommendationFactory() for _ in range(3)]
    for known in recommendations:
        AnswerFactory(sending=SendingFactory(recommendation=known))
    made = []
    for number in range(chapters):
        one = chapter(report, f"Chapitre {number}", slug=f"c{number}")
        fill(one, number, references, recommendations, made)
        one.save()
        made.append(one)
    return report, made


def opened(client, address):
    client.get(address)  # what is made once, like the particulars of the coordination
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode(), [query["sql"] for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("chapters", [2, 40])
def test_a_chapter_among_many_keeps_the_budgets(client, chapters):
    _report, made = long_report(chapters)
    for one in (made[-1], made[0]):
        text, queries = opened(client, f"/fr/published/rapport/{one.slug}/")
        assert len(queries) <= BUDGET, "\n".join(query[:300] for query in queries)
        assert len(text.encode()) < 60_000
        assert 'class="term"' in text
        bodies = [query for query in queries if '"publications_chapterpage"."body"' in query]
        assert len(bodies) == 1, "only the chapter one reads"
    last = made[-1]
    text, _queries = opened(client, f"/fr/published/rapport/{last.slug}/")
    assert f'<ol start="{(chapters - 1) * 6 + 1}">' in text


@pytest.mark.django_db
def test_the_page_of_the_publication_keeps_them_too(client):
    long_report(40)
    text, queries = opened(client, "/fr/published/rapport/")
    assert len(queries) <= BUDGET, "\n".join(query[:300] for query in queries)
    assert len(text.encode()) < 60_000
    assert not [query for query in queries if '"publications_chapterpage"."body"' in query]
