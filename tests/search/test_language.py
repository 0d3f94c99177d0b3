"""Words made comparable, what is marked of them, and questions read."""

import pytest

from search.language import synonyms
from search.language.folding import digits_of, numbers_in
from search.language.parsing import parse
from search.language.spelling import allowed_mistakes, edits
from search.language.stems import stem
from search.language.stopwords import without_articles
from search.language.words import compound, run, runs
from search.passages import Passages


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nl", "prijs prijzen"),
        ("nl", "Frans Franse"),
        ("nl", "Nederlands Nederlandse"),
        ("nl", "les lessen"),
        ("nl", "dakloos dakloze daklozen"),
        ("nl", "school scholen"),
        ("nl", "cursus cursussen"),
        ("nl", "mogelijkheid mogelijkheden"),
        ("fr", "journal journaux"),
        ("fr", "infirmier infirmière infirmières"),
        ("fr", "aîné aînée aînés"),
        ("fr", "seul seule seuls"),
    ],
)
def test_forms_of_one_word(language, forms):
    [only] = {word.stem for one in runs(forms, language) for word in one.words}
    assert only


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("fr", "cocom", "cocof"), ("fr", "travaux", "travail"), ("nl", "zon", "gezondheid")],
)
def test_words_that_are_not_the_same(language, one, other):
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("l’école", "ecole"),
        ("L'ÉCOLE", "ecole"),
        ("aujourd'hui", "aujourd hui"),
        ("C.P.A.S.", "cpas"),
        ("sans-abri", "sansabri"),
        ("primo-arrivants", "primo arrivants"),
        ("Nœud", "noeud"),
        ("ﬁche", "fiche"),
    ],
)
def test_what_a_word_is(written, words):
    found = run(written.rstrip("."), "fr")
    assert " ".join(word.exact for word in found.words) == words


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("daklozenopvang", ["daklozen", "opvang"]),
        ("gezondheidszorg", ["gezondheid", "zorg"]),
        ("opleidingsatelier", ["opleiding", "atelier"]),
        ("winterkleren", ["winter", "kleren"]),
        ("xyzopvang", []),
        ("huis", []),
    ],
)
def test_compounds(whole, parts):
    assert compound(whole) == parts


@pytest.mark.parametrize(
    "written",
    ["02 123 45 67", "02/123.45.67", "+32 2 123 45 67", "0032(0)2 123 45 67", "021234567"],
)
def test_one_telephone_number(written):
    assert digits_of(written) == "021234567"
    assert "021234567" in numbers_in(f"Appelez le {written}, merci.")


@pytest.mark.parametrize(
    ("word", "mistakes"), [("abc", 0), ("abcd", 1), ("abcdefgh", 2), ("1030", 0)]
)
def test_mistakes_that_are_forgiven(word, mistakes):
    assert allowed_mistakes(word) == mistakes


def test_neighbours_swapped_are_one_mistake():
    assert edits("psycologue", "psychologue", 2) == 1
    assert edits("dettse", "dettes", 2) == 1
    assert edits("abc", "xyz", 2) == 3


def test_a_question_is_read():
    parsed = parse('je cherche "maison de repos" -privé 1030', "fr")
    assert [term.written for term in parsed.required] == ["maison de repos", "1030"]
    assert [term.written for term in parsed.excluded] == ["privé"]
    assert parsed.is_precise


def test_the_street_one_lives_on_and_the_one_one_lives_in():
    assert parse("je suis à la rue", "fr").required[-1].written == "sans-abri"
    assert parse("à la rue Rogier", "fr").required[-1].written == "Rogier"
    assert parse("ik slaap op straat", "nl").required[-1].written == "dakloos"


def test_articles_of_the_other_language():
    assert without_articles("Les Trois Clés et la Tour", "fr") == "Trois Clés et Tour"
    assert without_articles("De Drie Sleutels", "nl") == "De Drie Sleutels"


def passages(text, *names):
    known = synonyms.compiled(tuple((fr, others, "", "") for fr, others in names), "fr")
    return Passages(synonyms.with_other_names(parse(text, "fr"), known))


def test_small_words_are_marked_only_alone_or_between_quotation_marks():
    shown = passages("médiation de dettes").title("Médiation de dettes et de loyers")
    assert shown == "<mark>Médiation</mark> de <mark>dettes</mark> et de loyers"
    assert passages("de").title("de tout") == "<mark>de</mark> tout"


def test_another_name_of_several_words_is_marked_only_whole():
    marks = passages("usager", ("usager", "demandeur d'aide"))
    assert marks.title("Aide au demandeur d’emploi") == "Aide au demandeur d’emploi"
    assert (
        marks.title("Un demandeur d’aide, un usager")
        == "Un <mark>demandeur</mark> d’<mark>aide</mark>, un <mark>usager</mark>"
    )
