"""Files of the directory: what the list shows, nothing that is not public, and back again."""

import csv
import io
import json
import tracemalloc
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cms import tabular
from directory.exchange.exports import WRITERS
from directory.exchange.rows import CHUNK
from directory.models import Organisation
from search import indexer
from tests.factories.directory import OrganisationFactory, PlaceFactory, full_organisation
from tests.factories.imports import previewed, rich_organisation

pytestmark = pytest.mark.django_db


def export(client, kind="csv", language="fr", **query):
    with translation.override(language):
        response = client.get(reverse("directory:export", args=[kind]), query)
    assert response.status_code == 200
    return response


def body(response):
    return b"".join(response.streaming_content)


def rows(client, **query):
    text = body(export(client, **query)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_file_of_ours_changes_nothing_when_it_comes_back(client, kind, language):
    rich_organisation()
    full_organisation(1, name_nl="=1+1", summary_fr="-tiret")
    content = body(export(client, kind, language))
    job = previewed("organisations", content, f"directory.{kind}")
    told = list(job.lines.values_list("changes", "reasons"))
    assert (job.unchanged, job.to_write, job.refused) == (2, 0, 0), told
    assert not any("left aside" in note or "mises de côté" in note for note in job.notes)


def test_one_language_a_file_and_what_to_cite(client):
    entry = full_organisation(name_fr="Maison", name_nl="")
    line = rows(client, language="nl")[0]
    assert not any(name.endswith("_fr") for name in line)
    assert (line["name_nl"], line["name"], line["language"]) == ("", "Maison", "fr")
    assert line["url"].endswith(f"/{entry.slug}/")
    assert "/nl/" in line["url"]
    response = export(client)
    assert 'rel="license"' in response["Link"]
    assert timezone.localdate().isoformat() in response["Content-Disposition"]


def test_json_has_what_the_table_has(client):
    entry = rich_organisation()
    told = json.loads(body(export(client, "json")))
    assert told["meta"]["licence_url"].startswith("https://")
    [one] = told["organisations"]
    assert one["id"] == entry.slug
    assert one["themes"] == ["health", "housing"]
    assert [place["step_free"] for place in one["places"]] == [True, False]
    assert one["contacts"][0]["role_fr"] == "accueil"
    assert not any(name.endswith("_nl") for name in one)


def test_the_workbook_explains_itself(client, tmp_path):
    rich_organisation()
    path = tmp_path / "directory.xlsx"
    path.write_bytes(body(export(client, "xlsx")))
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    assert len(book.sheetnames) == 3
    about = [cell for row in book.worksheets[2].values for cell in row]
    assert any("creativecommons" in str(cell) for cell in about)


def test_the_filters_of_the_list_are_honoured(client):
    full_organisation(name_fr="Maison du logement")
    OrganisationFactory(name_fr="Atelier", themes=["culture"])
    indexer.catch_up()
    assert len(rows(client)) == 2
    assert {row["name_fr"] for row in rows(client, theme="culture")} == {"Atelier"}
    assert {row["name_fr"] for row in rows(client, q="logement")} == {"Maison du logement"}
    assert len(rows(client, theme="nonsense", sort="<script>", near="\x01")) == 2


def test_drafts_and_expired_entries_are_in_no_file(client):
    full_organisation(name_fr="Brouillon", live=False)
    gone = full_organisation(1, name_fr="Partie")
    indexer.catch_up()
    Organisation.objects.filter(pk=gone.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    draft = OrganisationFactory(name_fr="Visible")
    draft.summary_fr = "phrase secrète"
    draft.save_revision()
    for query in ({}, {"theme": "housing"}, {"q": "Partie"}):
        for kind in WRITERS:
            content = body(export(client, kind, **query))
            if kind != "xlsx":
                assert b"Brouillon" not in content
                assert b"Partie" not in content
                assert "secrète".encode() not in content
    everything = body(client.get(reverse("data-inclusion")))
    assert b"Visible" in everything
    assert b"Brouillon" not in everything
    assert b"Partie" not in everything


def test_queries_grow_by_chunks_and_not_by_entries(client, django_assert_max_num_queries):
    for number in range(15):
        full_organisation(number)
    with django_assert_max_num_queries(30):
        assert len({row["id"] for row in rows(client)}) == 15
    assert CHUNK >= 100


def test_a_large_file_leaves_in_small_pieces():
    """Ten thousand lines of 2 KB: never more than a few hundred in memory."""
    line = ["x" * 2000]
    tracemalloc.start()
    size = sum(len(chunk) for chunk in tabular.csv_chunks(["a"], (line for _n in range(10_000))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 20_000_000
    assert peak < 5_000_000


def test_data_inclusion_has_their_names_and_no_wrong_values(client):
    entry = full_organisation(description_fr="Une permanence fictive.")
    PlaceFactory(organisation=entry, street_fr="rue du Nord")
    told = json.loads(body(client.get(reverse("data-inclusion"))))
    assert len(told["structures"]) == 2
    [service] = told["services"]
    assert service["structure_id"] in {one["id"] for one in told["structures"]}
    assert [theme.partition("--")[0] for theme in service["thematiques"]] == [
        "logement-hebergement"
    ]
    assert service["publics"] == ["tous-publics"]
    assert (service["modes_mobilisation"], service["mobilisable_par"]) == (
        ["se-presenter"],
        ["usagers"],
    )
    assert "code_postal" not in service  # theirs have five digits
    assert service["horaires_accueil"] == "Mo 13:00-16:00"


def test_the_page_of_our_data_tells_of_all_of_it(site):
    page = site.get(reverse("data")).content.decode()
    for name in ("hsds:root", "data-inclusion"):
        assert reverse(name) in page
    assert reverse("directory:export", args=["xlsx"]) in page
    assert "service_access_modes" in page
