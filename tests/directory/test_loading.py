"""The files of the demonstration, and what loading never does."""

import csv
import shutil

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from directory.loading import FileError, load_organisations, load_vocabulary
from directory.models import Network, Organisation, Service, Theme

DEMO = settings.BASE_DIR / "demo"

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    load_vocabulary(DEMO / "vocabulary")
    load_organisations(DEMO)


@pytest.fixture
def folder(tmp_path, db):
    """A copy to spoil."""
    load_vocabulary(DEMO / "vocabulary")
    for name in (
        "organisations",
        "places",
        "contacts",
        "services",
        "hours",
        "exceptions",
        "networks",
    ):
        shutil.copy(DEMO / f"{name}.csv", tmp_path)
    return tmp_path


def test_the_demonstration_is_a_real_directory(loaded):
    listed = Organisation.objects.listed()
    assert listed.count() >= 40
    assert Theme.objects.count() >= 20
    assert listed.filter(description_nl="").exclude(description_fr="").exists()
    assert Service.objects.filter(organisation__slug="grande-maison-exemple").count() == 11


def test_everything_invented_says_so_and_everything_else_stands_in_the_report(loaded):
    for entry in Organisation.objects.all():
        if entry.phone or entry.places.exists():
            text = f"{entry.summary_fr} {entry.summary_nl} {entry.description_nl}".lower()
            assert "fictive" in text or "fictieve" in text, entry.slug
            assert not entry.phone or entry.phone.startswith("+322000"), entry.slug
        else:
            assert not entry.confirmed_on
            assert not entry.email


def test_loaded_entries_would_pass_the_form(loaded):
    for entry in Organisation.objects.all():
        try:
            entry.full_clean()
        except ValidationError as error:
            pytest.fail(f"{entry.slug}: {error}")


def test_a_second_time_adds_nothing_and_overwrites_nothing(loaded):
    Theme.objects.filter(code="housing").update(label_fr="Habiter")
    entry = Organisation.objects.get(slug="maison-exemple-du-logement")
    entry.name_fr = "Renommée"
    entry.places.first().delete()
    entry.save_revision().publish()
    before = Organisation.objects.count(), Service.objects.count(), Network.objects.count()
    assert load_vocabulary(DEMO / "vocabulary") == 0
    assert load_organisations(DEMO) == 0
    after = Organisation.objects.count(), Service.objects.count(), Network.objects.count()
    assert before == after
    assert Theme.objects.get(code="housing").label_fr == "Habiter"
    entry.refresh_from_db()
    assert entry.name_fr == "Renommée"
    assert not entry.places.exists()


def spoil(path, line, **cells):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[line].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"enterprise_number": "0403.019.262"}, "organisations.csv, line 2"),
        ({"phone": "12"}, "organisations.csv, line 2"),
        ({"themes": "housing unheard-of"}, "unheard-of"),
        ({"name_fr": ""}, "organisations.csv, line 2"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(folder, cells, told):
    spoil(folder / "organisations.csv", 0, **cells)
    with pytest.raises(FileError, match=told):
        load_organisations(folder)
    assert Organisation.objects.count() == 0
