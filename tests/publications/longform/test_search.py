"""A hit leads to its passage; chapters are found as part of their publication, and go with it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from publications.longform.kinds import Kind
from publications.models import ChapterPage, Evaluation, PublicationPage
from search import changes
from search.engines import engines
from search.find import find
from search.models import SearchDocument
from search.query import Query
from tests.factories.colloquia import chapter, colloquium
from tests.factories.editors import front_pages
from tests.factories.publications import ThemeFactory, publication, publication_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return publication_index(front_pages()[0])


def block(kind, value, key):
    return {"type": kind, "value": value, "id": f"{key:0>8}-0000-4000-8000-000000000000"}


def rich(words):
    return f"<p>{words}</p>"


BLOCKS = {
    "heading": {"text": "girafe", "level": "3", "number": "3.2"},
    "paragraph": rich("girafe"),
    "proposition": {"number": "7", "title": "", "text": rich("girafe")},
    "quotation": {"text": "girafe", "author": "", "source": "", "page": "12"},
    "testimony": {
        "turns": [
            {"type": "item", "value": {"role": "A", "text": rich("Oui.")}, "id": "1" * 36},
            {"type": "item", "value": {"role": "C", "text": rich("girafe")}, "id": "2" * 36},
        ],
        "context": "",
    },
    "grid": {
        "caption": "Échelle",
        "columns": ["A"],
        "rows": [
            {
                "type": "item",
                "value": {
                    "heading": "Un",
                    "cells": [{"type": "item", "value": rich("girafe"), "id": "4" * 36}],
                },
                "id": "3" * 36,
            }
        ],
    },
    "sheet": {"title": "Voie", "weaknesses": rich("girafe")},
    "analysis": {"title": "", "divergences": rich("girafe"), "validation": "contested"},
    "foreign": {"language": "en", "text": rich("girafe"), "translation": ""},
    "speech": {"title": "Accueil", "speaker": "girafe", "role": "", "text": ""},
    "callout": {"kind": "information", "title": "", "text": rich("girafe")},
    "key_figures": {
        "figures": [
            {
                "type": "item",
                "value": {
                    "value": "82",
                    "unit": "%",
                    "text": "girafe",
                    "year": 2015,
                    "scope": "",
                    "source": "Rapport",
                },
                "id": "5" * 36,
            }
        ]
    },
    "columns": {"first": rich("Un."), "second": rich("girafe")},
}


def indexed():
    changes.describe_pending()
    engines()[0].rebuild()


def hit_of(words):
    indexed()
    [hit] = find(Query(words)).hits
    return hit


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_word_of_any_block_leads_to_that_block(index, kind):
    body = [
        block("paragraph", rich("Rien de cela. " * 40), "aaaa"),
        block(kind, BLOCKS[kind], "beef"),
    ]
    one = chapter(publication(index, "Le tout"), "Un chapitre", body=body)
    hit = hit_of("girafe")
    assert hit.passage_url == f"{one.url}#p-0000beef"
    assert "<mark>girafe</mark>" in hit.passage


def test_a_note_leads_to_the_note(index):
    one = chapter(
        publication(index, "Le tout"), "Un", notes=[block("note", rich("Voir la girafe."), "cafe")]
    )
    assert hit_of("girafe").passage_url == f"{one.url}#n-0000cafe"


def test_forty_chapters_the_hit_is_in_the_right_one(index):
    page = publication(index, "Le tout", kind=Kind.RESEARCH)
    for n in range(40):
        words = "girafe" if n == 26 else "zèbre"
        chapter(page, f"Chapitre {n}", body=[block("paragraph", rich(words), f"{n:x}")])
    hit = hit_of("girafe")
    assert (hit.title, hit.passage_url.partition("#")[2]) == ("Chapitre 26", "p-0000001a")
    assert find(Query("zèbre")).total == 39


def test_chapters_bear_the_kind_the_themes_and_the_date_of_the_whole(index):
    page = publication(index, kind=Kind.MEMORANDUM, published_on=date(2018, 5, 1))
    chapter(page, "Un")
    page.themes.add(ThemeFactory(code="housing"))
    page.save()
    changes.describe_pending()
    [one] = SearchDocument.objects.filter(title="Un")
    assert one.facets == {"theme": ["housing"], "kind": ["memorandum"]}
    assert one.date == date(2018, 5, 1)


def chapters_found():
    changes.describe_pending()
    label = ChapterPage._meta.label_lower
    return SearchDocument.objects.filter(source__startswith=f"{label}:")


def test_what_changes_for_the_whole_changes_for_its_chapters(index):
    page = publication(index, kind=Kind.MEMORANDUM)
    chapter(page, "Un")
    assert chapters_found().get().facets == {"kind": ["memorandum"]}
    page.kind = Kind.RESEARCH
    page.themes.add(ThemeFactory(code="health"))
    page.save_revision().publish()
    assert chapters_found().get().facets == {"theme": ["health"], "kind": ["research"]}


def test_a_withdrawn_publication_takes_its_chapters_along_at_once(index):
    page = publication(index)
    chapter(page, "Un")
    assert chapters_found().exists()
    PublicationPage.objects.get(pk=page.pk).unpublish()
    label = ChapterPage._meta.label_lower
    assert not SearchDocument.objects.filter(source__startswith=f"{label}:").exists()
    assert not chapters_found().exists()
    PublicationPage.objects.get(pk=page.pk).save_revision().publish()
    assert chapters_found().exists()


def test_what_is_for_some_only_is_found_by_nobody(index):
    page = publication(index)
    chapter(page, "Un")
    assert chapters_found().exists()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not chapters_found().exists()


def test_a_chapter_ends_with_the_whole(index):
    end = timezone.now() + timedelta(days=1)
    page = publication(index, expire_at=end)
    chapter(page, "Un", expire_at=end + timedelta(days=5))
    assert chapters_found().get().expires == end


def test_a_draft_of_the_whole_describes_nothing_again(index, django_capture_on_commit_callbacks):
    page = publication(index)
    chapter(page, "Un")
    changes.describe_pending()
    with django_capture_on_commit_callbacks() as callbacks:
        page.title = "Autrement"
        page.save_revision()
    label = ChapterPage._meta.label_lower
    assert not changes.Change.objects.to_describe().filter(source__startswith=label).exists()
    assert callbacks is not None


def test_who_spoke_is_found_and_leads_to_the_programme(index):
    page = colloquium(index)
    assert hit_of("oratrice").passage_url == f"{page.url}#programme"
    assert hit_of("juriste").url == page.url


def test_the_method_and_the_results_of_a_tool_are_found(index):
    method = publication(index, "Diagnostic", kind=Kind.DIAGNOSIS, method="Trente entretiens.")
    tool = publication(index, "Fiche", kind=Kind.PRACTICE, purpose="Ouvrir la discussion.")
    tool.evaluations.add(Evaluation(result_fr="Un vrai succès."))
    tool.save()
    assert hit_of("entretiens").passage_url == f"{method.url}#method"
    assert hit_of("discussion").passage_url == f"{tool.url}#purpose"
    assert hit_of("succès").passage_url == f"{tool.url}#evaluations"
