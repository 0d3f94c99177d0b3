"""How a reference is written: in the text, in the bibliography, in both languages."""

import pytest
from django.utils import translation

from publications.longform.citing import bibliography, who
from publications.longform.references import Reference, ReferenceKind


def made(authors="Dupont, Marie", title="Un titre", year=2015, **fields):
    return Reference(authors=authors, title=title, year=year, **fields)


def cited(reference, locator=""):
    (entry,) = bibliography([reference])
    return entry.citation(locator)


@pytest.mark.parametrize(
    ("authors", "french", "dutch"),
    [
        ("Dupont, Marie", "(Dupont, 2015)", "(Dupont, 2015)"),
        ("Dupont, Marie\nPeeters, Jan", "(Dupont et Peeters, 2015)", "(Dupont en Peeters, 2015)"),
        ("A, x\nB, y\nC, z", "(A et al., 2015)", "(A e.a., 2015)"),
        ("Cocom", "(Cocom, 2015)", "(Cocom, 2015)"),
        ("", "(Un titre, 2015)", "(Un titre, 2015)"),
    ],
)
def test_authors_are_named_in_the_language_of_the_reader(authors, french, dutch):
    for language, expected in (("fr", french), ("nl", dutch)):
        with translation.override(language):
            assert cited(made(authors)) == expected


def test_the_page_follows_and_a_missing_year_is_said():
    assert cited(made(year=None), "p. 12") == "(Dupont, s.d., p. 12)"
    with translation.override("nl"):
        assert cited(made(year=None)) == "(Dupont, z.d.)"


def test_works_of_one_year_get_letters_by_their_titles():
    entries = bibliography([made(title="Zèbres"), made(title="Abeilles"), made(year=2014)])
    assert [(entry.year, entry.reference.title) for entry in entries] == [
        ("2014", "Un titre"),
        ("2015a", "Abeilles"),
        ("2015b", "Zèbres"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"kind": ReferenceKind.BOOK, "place": "Bruxelles", "publisher": "Le Parc"},
            "Dupont, Marie (2015). Un titre. Bruxelles, Le Parc. ",
        ),
        (
            {"kind": ReferenceKind.ARTICLE, "container": "Une revue, 12(3)", "pages": "4–7"},
            "Dupont, Marie (2015). « Un titre ». Une revue, 12(3), p. 4–7. ",
        ),
        (
            {"kind": ReferenceKind.CHAPTER, "container": "Un livre", "doi": "10.1/2"},
            "Dupont, Marie (2015). « Un titre ». Dans : Un livre. https://doi.org/10.1/2",
        ),
        (
            {"kind": ReferenceKind.REPORT, "authors": "", "isbn": "978-1"},
            "Un titre (2015). ISBN 978-1. ",
        ),
    ],
)
def test_an_entry_says_what_it_knows_and_no_more(fields, expected):
    (entry,) = bibliography([made(**fields)])
    assert entry.text == expected


def test_nothing_of_a_reference_is_markup():
    (entry,) = bibliography([made(title="<b>x</b>", url="https://example.org/?a=1&b=2")])
    assert "<b>" not in entry.html
    assert 'href="https://example.org/?a=1&amp;b=2"' in entry.html


def test_a_long_title_is_cut_where_it_stands_for_an_author():
    assert who(made("", title="Un titre qui ne finit vraiment pas")) == "Un titre qui ne…"
