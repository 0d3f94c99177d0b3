from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from cms.bilingual import Bilingual, Text, text_in


class Record:
    name = Bilingual()

    def __init__(self, fr="", nl=""):
        self.name_fr, self.name_nl = fr, nl


def render(value):
    return Template("{{ value }}").render(Context({"value": value}))


def test_the_readers_language_comes_first():
    record = Record(fr="Logement", nl="Huisvesting")
    assert record.name == "Logement"
    with translation.override("nl"):
        assert record.name == "Huisvesting"
        assert not record.name.is_fallback


def test_a_fallback_says_its_language():
    with translation.override("nl"):
        name = Record(fr="Logement").name
        assert (name, name.language, name.is_fallback) == ("Logement", "fr", True)
        html = render(name)
    assert 'lang="fr-BE"' in html
    assert ">FR</abbr>" in html


def test_plain_text_is_bare_and_for_attributes():
    with translation.override("nl"):
        plain = Record(fr="L'été").name.plain
    assert type(plain) is str
    assert plain == "L'été"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_hostile_text_is_escaped_in_either_case(language):
    with translation.override(language):
        html = render(Record(fr="<script>alert(1)</script>").name)
    assert "<script>" not in html


def test_nothing_in_either_language_is_empty_and_no_fallback():
    name = Record().name
    assert not name
    assert not name.is_fallback
    assert render(name) == ""


def test_a_language_may_be_asked_for():
    assert text_in(SimpleNamespace(t_fr="a", t_nl="b"), "t", "nl") == Text("b", "nl")
