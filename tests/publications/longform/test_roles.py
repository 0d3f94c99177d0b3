"""A role that lets guess who speaks is said to do so; a code never is."""

import pytest

from publications.longform.blocks.codes import is_code
from publications.longform.roles import identifies, warnings_of
from tests.factories.longform import block, items


@pytest.mark.parametrize("role", ["A", "C", "A1", "A-2", "XIV", "", "  "])
def test_a_code_tells_nothing(role):
    assert identifies(role) == []


@pytest.mark.parametrize(
    "role",
    ["travailleur de terrain", "Coordinatrice", "Usager CPAS", "een maatschappelijk werker"],
)
def test_a_wide_role_tells_nothing(role):
    assert identifies(role) == []


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("Fatima", "name"),
        ("Fatima B.", "name"),
        ("Anne-Marie Van den Berghe", "name"),
        ("Mme D.", "name"),
        ("mevrouw J.", "name"),
        ("Directeur du CPAS", "one"),
        ("la présidente", "one"),
        ("secrétaire", "one"),
        ("voorzitter van de raad", "one"),
        ("diensthoofd", "one"),
        ("de enige psycholoog", "one"),
        ("assistante sociale d'une maison médicale", "long"),
    ],
)
def test_what_tells_is_named(role, reason):
    assert identifies(role) == [reason]


def test_each_role_of_a_body_is_said_once():
    turns = items(
        {"role": "A", "text": ""}, {"role": "Fatima", "text": ""}, {"role": "Fatima", "text": ""}
    )
    body = [block("testimony", {"turns": turns, "context": ""}, "t"), block("lead", "Fatima", "l")]
    (text,) = warnings_of(body)
    assert "Fatima" in text


@pytest.mark.parametrize("text", ["7", "7 bis", "12–14", "3.2", "(4)", "XIV", "A", "II.3"])
def test_codes_read_the_same_in_both_languages(text):
    assert is_code(text)


@pytest.mark.parametrize("text", ["Atelier 4", "annexe", "chapitre 2"])
def test_words_do_not(text):
    assert not is_code(text)
