"""Recommendations from a table: by their number, with relations and sendings, refused in words."""

import io
from datetime import date

import pytest
from django.utils import translation

from cms import importing, tabular
from publications.models import Recommendation, Related, Sending
from tests.factories.imports import applied, previewed
from tests.factories.publications import (
    AuthorityFactory,
    RecommendationFactory,
    SendingFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
KIND = "recommendations"
LINE = {
    "number": "2010-03",
    "title_fr": "Créer une plateforme",
    "level": "region",
    "origin": "forum",
    "validation": "consensus",
}


@pytest.fixture(autouse=True)
def english():
    with translation.override(None):
        yield


def table(*rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    file = io.BytesIO()
    tabular.write_csv(file, names, [[row.get(name, "") for name in names] for row in rows])
    return file.getvalue()


def imported(*rows, **fields):
    return applied(previewed(KIND, table(*rows), **fields))


def reasons(job):
    return " ".join(reason for line in job.lines.all() for reason in line.reasons)


def test_what_goes_out_comes_back_and_changes_nothing():
    one = RecommendationFactory(title_fr="Une ; “phrase”", text_fr="Deux\nlignes")
    one.themes = [ThemeFactory(), ThemeFactory()]
    one.save()
    RecommendationFactory(title_nl="")
    importer = importing.get(KIND)
    file = io.BytesIO()
    tabular.write_csv(file, [c.name for c in importer.columns], importer.current())
    job = previewed(KIND, file.getvalue())
    assert (job.unchanged, job.changed, job.created, job.refused) == (2, 0, 0, 0)


def test_a_whole_line_comes_in_and_is_public():
    before = RecommendationFactory(number="2004-01", year=2004)
    authority = AuthorityFactory(slug="region")
    ThemeFactory(code="housing")
    job = imported(
        LINE
        | {
            "themes": "housing",
            "repeats": "R2004-01",
            "addressees": "region",
            "sent_on": "15/03/2010",
            "due_on": "2010-05-17",
            "basis": "asked",
        }
    )
    assert job.created == 1, reasons(job)
    one = Recommendation.objects.get(number="2010-03")
    assert (one.live, one.year) == (True, 2010)
    assert [theme.code for theme in one.themes.all()] == ["housing"]
    assert Related.objects.get().other == before
    sending = Sending.objects.get()
    assert (sending.authority, sending.sent_on) == (authority, date(2010, 3, 15))


def test_a_second_time_nothing_is_added():
    AuthorityFactory(slug="region")
    RecommendationFactory(number="2004-01", year=2004)
    line = LINE | {"repeats": "2004-01", "addressees": "region", "sent_on": "2010-03-15"}
    imported(line)
    job = imported(line)
    assert job.unchanged == 1
    assert Sending.objects.count() == Related.objects.count() == 1


def test_an_existing_number_is_changed_and_told():
    one = RecommendationFactory(number="2010-03", title_fr="Avant", year=2010, text_fr="Reste")
    job = previewed(KIND, table(LINE))
    assert ["title_fr", "Avant", LINE["title_fr"], ""] in job.lines.get().changes
    applied(job)
    one.refresh_from_db()
    assert (one.title_fr, one.text_fr) == (LINE["title_fr"], "Reste")


def test_without_a_number_it_gets_the_next_one():
    RecommendationFactory(number="2010-03", year=2010)
    imported(LINE | {"number": "", "year": "2010"})
    assert Recommendation.objects.filter(number="2010-04").exists()


def test_one_line_may_name_a_line_above_it():
    job = imported(
        LINE | {"number": "2004-01", "title_fr": "D’abord"},
        LINE | {"repeats": "2004-01", "part_of": "2004-01"},
    )
    assert job.created == 2, reasons(job)
    one = Recommendation.objects.get(number="2010-03")
    assert one.parent.number == one.related.get().other.number == "2004-01"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"number": "juil-15"}, "is no number"),
        ({"level": "europe"}, "Not in the list: europe"),
        ({"title_fr": ""}, "In one sentence, in French"),
        ({"origin": "taken-over"}, "Say which text it is taken over from"),
        ({"repeats": "1999-01"}, "There is no recommendation 1999-01"),
        ({"sent_on": "2010-03-15"}, "Say to whom it was sent"),
        ({"addressees": "region", "sent_on": "demain"}, "is not a day"),
        ({"addressees": "region", "sent_on": "2010-03-15", "due_on": "2010-05-17"}, "set by law"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(cells, words):
    AuthorityFactory(slug="region")
    job = previewed(KIND, table(LINE | cells))
    assert job.refused == 1
    assert words in reasons(job)


def test_a_number_that_stands_twice_is_refused():
    job = previewed(KIND, table(LINE, LINE | {"number": "R2010-03"}))
    assert (job.created, job.refused) == (1, 1)
    assert "more than once" in reasons(job)


def test_the_same_words_without_a_number_are_found():
    RecommendationFactory(number="2010-03", year=2010, title_fr=LINE["title_fr"])
    job = previewed(KIND, table(LINE | {"number": "", "year": "2010"}))
    assert job.refused == 1
    assert "R2010-03 has the same words" in reasons(job)


def test_what_a_spreadsheet_makes_of_a_number_is_understood():
    imported(LINE | {"number": "2010-03-01"})
    assert Recommendation.objects.get().number == "2010-03"


def test_kept_as_drafts_nothing_is_public():
    SendingFactory(recommendation__number="2004-01", recommendation__year=2004)
    imported(LINE, LINE | {"number": "2004-01", "title_fr": "Autre"}, options=["drafts"])
    assert not Recommendation.objects.get(number="2010-03").live
    assert Recommendation.objects.get(number="2004-01").title_fr != "Autre"
