"""What a reader of a long document gets: numbers, notes, citations, cross-references."""

import re

import pytest

from tests.factories.cms import language_roots
from tests.factories.longform import (
    ReferenceFactory,
    anchor,
    block,
    call,
    chapter,
    cite,
    heading,
    identity,
    items,
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    index = publication_index(language_roots()[0])
    return published(publication(index, "Rapport", slug="rapport"))


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def main(text):
    return text[text.index("<main") : text.index("</main>")]


def words(text):
    return " ".join(re.sub(r"<[^>]*>", "", text).split())


def test_notes_are_numbered_through_the_publication(client, report):
    one = chapter(report, "Un", slug="un")
    one.body = [paragraph(f"<p>Avant{call('a')} et{call('b')}.</p>", "x")]
    one.notes = [note("<p>Note B.</p>", "b"), note("<p>Note A.</p>", "a")]
    published(one)
    two = chapter(report, "Deux", slug="deux")
    two.body = [paragraph(f"<p>Plus loin{call('c')}.</p>", "y")]
    two.notes = [note("<p>Note C.</p>", "c")]
    published(two)
    first = html(client, "/fr/published/rapport/un/")
    assert "Avant1 et2." in words(first)
    assert first.index("Note A.") < first.index("Note B.")
    second = html(client, "/fr/published/rapport/deux/")
    assert "Plus loin3." in words(second)
    assert '<ol start="3">' in second


def test_a_note_called_twice_keeps_its_number_and_has_two_ways_back(client, report):
    report.body = [
        paragraph(f"<p>Un{call('a')} deux{call('b')}</p>", "x"),
        paragraph(f"<p>trois{call('a')}</p>", "y"),
    ]
    report.notes = [note("<p>A.</p>", "a"), note("<p>B.</p>", "b")]
    published(report)
    text = html(client, "/fr/published/rapport/")
    assert "Un1 deux2" in words(text)
    assert "trois1" in words(text)
    name = identity("a")[:8]
    for time in (1, 2):
        assert text.count(f'id="r-{name}-{time}"') == 1
        assert text.count(f'href="#r-{name}-{time}" role="doc-backlink"') == 1
    assert text.count(f'id="n-{name}"') == 1
    assert text.count('role="doc-noteref"') == 3


def test_notes_are_called_from_every_kind_of_text(client, report):
    cell = {"type": "rich", "heading": "Décisions"}
    report.body = [
        block("proposition", {"number": "7", "title": "", "text": f"<p>P{call('a')}</p>"}, "p"),
        block(
            "testimony",
            {"turns": items({"role": "A", "text": f"<p>T{call('b')}</p>"}), "context": ""},
            "t",
        ),
        block(
            "table",
            {
                "table": {
                    "caption": "Un tableau",
                    "columns": [cell],
                    "rows": [{"values": [f"<ul><li>L{call('c')}</li></ul>"]}],
                },
                "first_column_names_rows": False,
                "source": "",
            },
            "tb",
        ),
        block("callout", {"kind": "information", "title": "", "text": f"<p>C{call('d')}</p>"}, "c"),
        block("columns", {"first": f"<p>X{call('e')}</p>", "second": "<p>Y</p>"}, "cl"),
    ]
    report.notes = [note(f"<p>Note {n}</p>", n) for n in "abcdef"[:5]]
    published(report)
    found = words(html(client, "/fr/published/rapport/"))
    for expected in ("P1", "T2", "L3", "C4", "X5"):
        assert expected in found


def test_a_call_inside_a_note_comes_after_those_of_the_text(client, report):
    report.body = [paragraph(f"<p>Un{call('a')} deux{call('c')}</p>", "x")]
    report.notes = [
        note(f"<p>Voir aussi{call('b')}.</p>", "a"),
        note("<p>B.</p>", "b"),
        note("<p>C.</p>", "c"),
    ]
    published(report)
    found = words(html(client, "/fr/published/rapport/"))
    assert "Un1 deux2" in found
    assert "Voir aussi3." in found


def test_headings_are_numbered_as_asked(client, report):
    report.body = [
        heading("Sans"),
        heading("Premier", numbered=True),
        heading("Partie", level=3, numbered=True),
        heading("Autre partie", level=3, numbered=True),
        heading("Second", numbered=True),
        heading("Partie du second", level=3, numbered=True),
        heading("De la source", level=4, number="Atelier 4"),
        heading("Tout petit", level=6),
    ]
    published(report)
    text = html(client, "/fr/published/rapport/")
    found = re.findall(r"<h(\d) id=\"p-[^>]*>(.*?)</h\d>", main(text))
    assert [(level, words(title)) for level, title in found] == [
        ("2", "Sans"),
        ("2", "1 Premier"),
        ("3", "1.1 Partie"),
        ("3", "1.2 Autre partie"),
        ("2", "2 Second"),
        ("3", "2.1 Partie du second"),
        ("4", "Atelier 4 De la source"),
        ("6", "Tout petit"),
    ]
    assert "2.1 Partie du second" in words(text.split('id="toc"')[1].split("</nav>")[0])


def test_each_passage_has_a_link_to_itself_that_is_not_part_of_it(client, report):
    report.body = [
        heading("Titre"),
        paragraph("<p>Un.</p>", "un"),
        block("proposition", {"number": "3", "title": "", "text": "<p>Trois.</p>"}, "trois"),
    ]
    published(report)
    text = html(client, "/fr/published/rapport/")
    for name in ("Titre", "un", "trois"):
        assert text.count(f'id="{anchor(name)}"') == 1
        assert text.count(f'<a class="anchor" href="#{anchor(name)}" title="') == 1
    assert f'<p id="{anchor("un")}">Un.</p><a class="anchor"' in text


def test_cross_references_show_the_number_of_today_in_the_language_of_the_reader(client, report):
    table = {
        "caption": "Tableau",
        "columns": items("A"),
        "rows": items({"heading": "B", "cells": items("<p>C</p>")}),
    }
    one = chapter(report, "Un", slug="un")
    one.body = [
        block("grid", {**table, "caption": "Premier"}, "t1"),
        block("proposition", {"number": "12 bis", "title": "", "text": "<p>x</p>"}, "p12"),
        heading("Des mots", "h"),
    ]
    published(one)
    two = chapter(report, "Deux", slug="deux")
    two.body = [
        block("grid", {**table, "caption": "Second"}, "t2"),
        paragraph(
            f"<p>Voir {refer(two, 't2')}, {refer(one, 't1')}, {refer(one, 'p12')}, "
            f"{refer(one, 'h')}, {refer(one)}.</p>",
            "x",
        ),
    ]
    published(two)
    text = html(client, "/fr/published/rapport/deux/")
    found = words(text)
    assert "Voir tableau 2, tableau 1, proposition 12 bis, « Des mots », chapitre 1." in found
    assert f'href="#{anchor("t2")}"' in text
    assert f'href="/fr/published/rapport/un/#{anchor("p12")}"' in text
    assert "Tableau 2. Second" in found

    one.move(report, pos="last-child")
    assert "chapitre 2." in words(html(client, "/fr/published/rapport/deux/"))
    assert "Voir tableau 1, tableau 2" in words(html(client, "/fr/published/rapport/deux/"))


def test_a_reference_to_a_paragraph_keeps_the_words_of_its_author(client, report):
    report.body = [
        heading("Méthode"),
        paragraph("<p>Un.</p>", "un"),
        paragraph(f"<p>{refer(report, 'un', 'le calcul')} et {refer(report, 'un')}</p>", "x"),
    ]
    published(report)
    assert "le calcul et « Méthode »" in words(html(client, "/fr/published/rapport/"))


def test_citations_lead_to_the_bibliography_of_their_page(client, report):
    dupont = ReferenceFactory(title="Zèbres")
    again = ReferenceFactory(title="Abeilles")
    other = ReferenceFactory(authors="Peeters, Jan\nDiallo, Awa", title="Réseaux", year=None)
    one = chapter(report, "Un", slug="un")
    one.body = [paragraph(f"<p>A {cite(dupont, 'p. 12')} B {cite(other)}</p>", "x")]
    published(one)
    two = chapter(report, "Deux", slug="deux")
    two.body = [paragraph(f"<p>C {cite(again)}</p>", "y")]
    published(two)
    text = html(client, "/fr/published/rapport/un/")
    assert "A (Dupont, 2015b, p. 12) B (Peeters et Diallo, s.d.)" in words(text)
    assert f'<a class="citation" href="#ref-{dupont.pk}"' in text
    assert f'id="ref-{dupont.pk}"' in text
    assert "Abeilles" not in text
    whole = words(html(client, "/fr/published/rapport/"))
    assert whole.index("Abeilles") < whole.index("Zèbres") < whole.index("Réseaux")


def test_a_recommendation_shows_where_it_stands(client, report):
    asked = RecommendationFactory(title_fr="Ouvrir un guichet")
    AnswerFactory(sending=SendingFactory(recommendation=asked))
    hidden = RecommendationFactory(title_fr="Pas encore", live=False)
    report.body = [block("recommendation", one.pk, one.title_fr) for one in (asked, hidden)]
    published(report)
    text = html(client, "/fr/published/rapport/")
    assert "Ouvrir un guichet" in text
    assert asked.get_absolute_url() in text
    assert "Pas encore" not in text


def test_what_was_lost_afterwards_breaks_no_page(client, report):
    gone = ReferenceFactory()
    report.body = [
        paragraph(f"<p>A{call('lost')} {cite(gone, 'p. 3')} {refer(report, 'lost', 'là')}</p>", "x")
    ]
    report.body.append(("paragraph", '<p><a linktype="passage" id="nonsense:x">*</a>.</p>'))
    report.save()
    gone.delete()
    assert "A* (p. 3) là" in words(html(client, "/fr/published/rapport/"))
