"""What every engine owes: filters, counts, order, pages, places, and to lose nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.changes import to_row
from search.documents import Document
from search.find import find, suggest
from search.language.parsing import parse
from search.models import Change, SearchDocument
from search.query import KIND, Near, Query


def counts(results, name):
    return {value.code: value.count for value in results.facets[name].values}


def keys(results):
    return [hit.pk for hit in results.hits]


def put(key, **facts):
    """Write a row as the registry would, with the change that tells the engines."""
    document = Document(**{"kind": "page", "language": "fr", "url": f"/{key}/", **facts})
    row = to_row(f"contract.x:{key}", document)
    SearchDocument.objects.filter(pk=row.pk).delete()
    row.save(force_insert=True)
    Change.objects.create(source=row.source, described=True)
    return row


def test_counts_of_a_facet_ignore_what_is_chosen_in_it(filled):
    free = find(Query("logement"))
    chosen = find(Query("logement", kinds=("organisation",)))
    assert counts(chosen, KIND) == counts(free, KIND)
    assert chosen.total == counts(free, KIND)["organisation"] < free.total
    assert sum(counts(chosen, "theme").values()) < sum(counts(free, "theme").values())


def test_several_values_of_a_facet_add_up(filled):
    one = find(Query("", filters={"theme": ("food",)}))
    other = find(Query("", filters={"theme": ("clothing",)}))
    both = find(Query("", filters={"theme": ("food", "clothing")}))
    assert both.total == one.total + other.total
    assert {value.code for value in both.facets["theme"].values if value.is_selected} == {
        "food",
        "clothing",
    }


def test_facets_narrow_each_other(filled):
    results = find(Query("", kinds=("group",), filters={"theme": ("housing",)}))
    assert keys(results) == ["groupe-logement"]
    assert counts(results, KIND)["organisation"] > 1
    assert counts(results, "theme") == {"elderly": 1, "housing": 1}


def test_a_chosen_value_without_hits_is_still_there_to_be_taken_away(filled):
    results = find(Query("lanterne", kinds=("news",)))
    assert results.total == 0
    assert not results.is_approximate
    values = {value.code: value for value in results.facets[KIND].values}
    assert values["news"].is_selected
    assert values["news"].count == 0
    assert values["organisation"].count == 1


def test_pages_follow_one_another_without_repeating(filled):
    everything = keys(find(Query("", per_page=100)))
    assert len(everything) == len(set(everything)) == find(Query("")).total
    paged = []
    for number in range(1, 8):
        paged += keys(find(Query("", per_page=10, page=number)))
    assert paged[: len(everything)] == everything


def test_a_page_beyond_the_end_is_the_last_one(filled):
    results = find(Query("", per_page=10, page=900))
    assert results.hits
    assert results.page == results.pages
    assert results.next_page is None


def test_order_by_date_and_by_title(filled):
    dates = [hit.date for hit in find(Query("", kinds=("event", "news"), sort="date")).hits]
    assert dates == sorted(dates, reverse=True)
    titles = [hit.title for hit in find(Query("", kinds=("publication",), sort="title")).hits]
    assert titles == sorted(titles)


def test_near_a_place_nearest_first(filled):
    for key, latitude in (("far", 50.95), ("near", 50.861), ("nearer", 50.8601)):
        put(key, title=f"Lieu {key}", places=[(latitude, 4.37)])
    filled.catch_up()
    near = Near(50.86, 4.37, kilometres=2)
    assert keys(find(Query("lieu", near=near, sort="distance"))) == ["nearer", "near"]
    assert find(Query("lieu", near=Near(50.86, 4.37, kilometres=20))).total == 3


def test_changes_are_applied_once_and_in_any_order(filled):
    row = put("new", title="Abécédaire")
    assert filled.waiting_since()
    assert filled.catch_up() == 1
    assert not filled.waiting_since()
    assert filled.catch_up() == 0
    put("new", title="Girafes")
    filled.catch_up()
    assert keys(find(Query("girafe"))) == ["new"]
    assert not keys(find(Query("abécédaire")))
    row.delete()
    Change.objects.create(source=row.source, described=True)
    filled.catch_up()
    assert find(Query("girafe")).total == 0


def test_an_edit_during_a_rebuild_is_in_the_new_index(filled):
    edited = []

    def edit_meanwhile(done, total):
        if not edited:
            edited.append(put("meanwhile", title="Abécédaire"))

    filled.rebuild(edit_meanwhile)
    assert edited
    assert keys(find(Query("abécédaire"))) == ["meanwhile"]
    assert not filled.waiting_since()


def test_the_old_index_answers_while_a_new_one_is_built(filled):
    answers = []
    filled.rebuild(lambda done, total: answers.append(find(Query("CPAS")).total))
    assert answers
    assert all(answers)


def test_what_expired_is_not_found(filled):
    soon = timezone.now() + timedelta(days=1)
    put("later", title="Abécédaire", expires=soon)
    put("past", title="Abécédaire", expires=timezone.now() - timedelta(days=1))
    filled.catch_up()
    results = find(Query("abécédaire"))
    assert keys(results) == ["later"]
    assert results.total == counts(results, KIND)["page"] == 1
    assert [hit.pk for hit in suggest("abécé", "fr")] == ["later"]


def test_rank_decides_between_equals(filled):
    put("common", title="Abécédaire", rank=1.0)
    put("ranked", title="Abécédaire", rank=2.0)
    filled.catch_up()
    assert keys(find(Query("abécédaire"))) == ["ranked", "common"]


def test_a_low_rank_counts_too(filled):
    put("rest", title="Abécédaire", rank=1.0)
    put("low", title="Abécédaire", rank=0.4)
    put("lowest", title="Abécédaire", rank=0.2)
    filled.catch_up()
    assert keys(find(Query("abécédaire"))) == ["rest", "low", "lowest"]


def test_what_has_some_of_the_words_follows_what_few_have_all_of(filled):
    put("all", title="Une page", body="une girafe et un zèbre")
    put("named", title="Zèbres", kind="organisation")
    put("some", title="Une autre", body="une girafe seule")
    filled.catch_up()
    results = find(Query("ma girafe avec un zèbre"))
    assert sorted(keys(results)) == ["all", "named", "some"]
    assert keys(results)[0] == "named"
    assert keys(results)[2] == "some"
    assert not results.is_approximate


@pytest.mark.parametrize("text", ["girafe 4321", 'girafe "un zèbre"', "abécédaire girafe"])
def test_an_address_a_phrase_or_a_name_is_found_alone(filled, text):
    put("all", title="Abécédaire de la girafe", body="une girafe et un zèbre, 4321")
    put("some", title="Une autre", body="une girafe et un grand zèbre")
    filled.catch_up()
    assert keys(find(Query(text))) == ["all"]


def test_choosing_a_filter_finds_nothing_that_was_not_there(filled):
    for number in range(5):
        put(f"all{number}", title="Une page", body="une girafe et un zèbre")
    put("some", title="Zèbres", kind="organisation")
    filled.catch_up()
    assert find(Query("girafe zèbre", kinds=("organisation",))).total == 0
    assert keys(find(Query("girafe zèbre", scope=("organisation",)))) == ["some"]


def test_suggestions_begin_as_typed(filled):
    assert [hit.pk for hit in suggest("planning fam", "fr")] == ["planning"]
    assert [hit.pk for hit in suggest("drie li", "nl")] == ["maison-medicale"]
    assert suggest("", "fr") == []
    assert [hit.pk for hit in suggest("ocm", "nl")][:1] == ["cpas-modele"]


def test_did_you_mean(filled):
    results = find(Query("medaition de dettes"))
    assert results.suggestion == "médiation de dettes"
    assert results.is_approximate
    assert find(Query("médiation de dettes")).suggestion == ""


def test_cocom_is_never_corrected_into_cocof(filled):
    SearchDocument.objects.filter(source__endswith=":cocom").delete()
    filled.rebuild()
    results = find(Query("cocom"))
    assert "cocof" not in keys(results)
    assert results.suggestion == ""


def test_passages_show_the_words_and_escape_the_rest(filled):
    put("unsafe", title="Essai", body="Avant <script>alert(1)</script> une girafe & du foin")
    filled.catch_up()
    passage = find(Query("girafes")).hits[0].passage
    assert "<mark>girafe</mark>" in passage
    assert "&lt;script&gt;" in passage
    assert "&amp; du foin" in passage


def test_a_passage_deep_in_a_long_text(filled):
    put("long", title="Essai", body="mot " * 20_000 + "une girafe dort ici " + "mot " * 2000)
    filled.catch_up()
    passage = find(Query("girafe")).hits[0].passage
    assert "<mark>girafe</mark> dort ici" in passage
    assert len(passage) < 400


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_languages_are_never_mixed(filled, language):
    assert {hit.language for hit in find(Query("", language, per_page=100)).hits} == {language}


def test_dates_come_back(filled):
    hit = find(Query("R2015-07")).hits[0]
    assert hit.date == date(2015, 3, 20)


@pytest.mark.parametrize(
    "text",
    ['"', '""', "-", "--", "-cpas", '-"', "* ? ~ ^ : ( ) [ ] { } / \\ ! && || AND OR NOT",
     "title:x", "a" * 5000, "é" * 300, "\u0000", "🙂", "١٢٣", "'", "l'", "d’", "+", "0" * 400,
     "1 " * 150, '"a b', "x-" * 100, "\u202e abc", "ﬁ", "İstanbul", "-" * 300, "mot " * 90],
)  # fmt: skip
def test_whatever_is_typed_is_answered(filled, text):
    results = find(Query(text))
    assert results.total >= 0
    assert not results.degraded
    filled.suggest(parse(text, "fr"), 5)
