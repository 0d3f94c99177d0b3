"""Organisations from a table: round trip, what is refused and in which words, history, drafts."""

import io
from datetime import date
from tempfile import NamedTemporaryFile

import pytest
from django.utils import translation
from wagtail.models import ModelLogEntry

from cms import importing, tabular
from directory.models import Organisation
from search.models import Change as IndexChange
from tests.factories.directory import (
    AudienceFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    full_organisation,
)
from tests.factories.imports import applied, previewed, rich_organisation

pytestmark = pytest.mark.django_db
KIND = "organisations"


@pytest.fixture(autouse=True)
def english():
    with translation.override(None):
        yield


def table(*rows, columns=None):
    """A file with these lines; columns are those of the first line."""
    columns = columns or list(rows[0])
    file = io.BytesIO()
    tabular.write_csv(file, columns, [[row.get(name, "") for name in columns] for row in rows])
    return file.getvalue()


def current_file():
    importer = importing.get(KIND)
    file = io.BytesIO()
    tabular.write_csv(file, [c.name for c in importer.columns], importer.current())
    return file.getvalue()


def reasons(job):
    return " ".join(reason for line in job.lines.all() for reason in line.reasons)


def changes(job, key):
    return {name: (old, new) for name, old, new, _part in job.lines.get(key=key).changes}


@pytest.mark.parametrize("empty", [False, True])
def test_what_goes_out_comes_back_and_changes_nothing(empty):
    rich_organisation()
    full_organisation(1)
    OrganisationFactory()
    content = current_file()
    if empty:
        Organisation.objects.all().delete()
        content = without_numbers(content)
    job = previewed(KIND, content)
    assert reasons(job) == ""
    assert (job.created, job.unchanged) == ((3, 0) if empty else (0, 3)), list(
        job.lines.values_list("changes", flat=True)
    )
    if empty:
        applied(job)
        assert without_numbers(current_file()) == content


def without_numbers(content):
    """Numbers of services and contacts belong to one database."""
    rows = list(read(content))
    return table(*({**row, "service_id": "", "contact_id": ""} for row in rows))


def read(content):
    with NamedTemporaryFile(suffix=".csv") as file:
        file.write(content)
        file.flush()
        with tabular.opened(file.name) as found:
            yield from (line.cells for line in found)


def test_one_cell_changed_is_one_change_and_a_revision_with_its_history(django_user_model):
    entry = rich_organisation()
    user = django_user_model.objects.create_user("someone", email="a@example.org")
    content = table({"id": entry.slug, "summary_fr": "Autre phrase.", "phone": "02/000.00.09"})
    job = previewed(KIND, content, created_by=user)
    assert changes(job, entry.slug) == {
        "summary_fr": ("Une maison fictive.", "Autre phrase."),
        "phone": ("02 000 00 01", "02 000 00 09"),
    }
    before = entry.revisions.count()
    applied(job)
    entry.refresh_from_db()
    assert (entry.summary_fr, entry.phone) == ("Autre phrase.", "+3220000009")
    assert entry.places.count() == 2  # columns that are not in the file touch nothing
    assert entry.confirmed_on == date(2026, 9, 1)
    assert entry.revisions.count() == before + 1
    logged = ModelLogEntry.objects.filter(action="cms.import").get()
    assert logged.uuid
    assert (logged.user, logged.data["file"]) == (user, job.name)
    assert previewed(KIND, content).unchanged == 1


def test_an_empty_cell_empties_and_confirmation_moves_only_by_its_column():
    entry = OrganisationFactory(confirmed_on=date(2026, 1, 1))
    job = applied(
        previewed(KIND, table({"id": entry.slug, "phone": "", "confirmed_on": "1/3/2026"}))
    )
    entry.refresh_from_db()
    assert job.written == 1
    assert (entry.phone, entry.confirmed_on) == ("", date(2026, 3, 1))


def test_further_lines_add_places_services_and_contacts():
    MunicipalityFactory()
    AudienceFactory(code="everyone")
    first = {
        "id": "maison-neuve",
        "name_fr": "Maison neuve",
        "hours": "lun-ven 9:00-12:30, 13h30-16:30; Sa 22:00-02:00",
        "place_street_fr": "rue de l’Exemple",
        "place_number": "1",
        "place_postcode": "1030",
        "place_municipality": "schaerbeek",
        "service_name_fr": "Accueil",
        "service_access_modes": "walk-in, referral",
        "service_audiences": "everyone",
        "contact_role_fr": "école",
        "contact_email": "ecole@example.org",
    }
    second = {
        "id": "maison-neuve",
        "place_street_fr": "rue du Nord",
        "place_number": "2",
        "place_postcode": "1030",
        "place_municipality": "schaerbeek",
        "service_name_fr": "Écoute",
    }
    job = applied(previewed(KIND, table(first, second)))
    assert reasons(job) == ""
    entry = Organisation.objects.get(slug="maison-neuve")
    assert [place.number for place in entry.places.all()] == ["1", "2"]
    accueil, ecoute = entry.services.all()
    assert (accueil.walk_in, accueil.by_appointment, accueil.by_referral) == (True, False, True)
    assert ecoute.name_fr == "Écoute"
    assert entry.contacts.get().email == "ecole@example.org"
    assert entry.opening_slots.count() == 11
    assert entry.live
    assert entry.live_revision == entry.latest_revision
    assert not entry.has_unpublished_changes
    kept = entry.latest_revision.as_object()
    assert [one.pk for one in kept.services.all()] == [accueil.pk, ecoute.pk]
    assert previewed(KIND, table(first, second)).unchanged == 1


def test_a_place_moves_and_a_service_goes_only_when_told():
    entry = rich_organisation()
    gone, kept = entry.services.all()
    content = table(
        {
            "id": entry.slug,
            "service_id": str(gone.pk),
            "service_remove": "yes",
            "place_code": entry.places.first().code,
            "place_street_fr": "rue du Sud",
        }
    )
    job = applied(previewed(KIND, content))
    assert reasons(job) == ""
    assert list(entry.services.all()) == [kept]
    assert [p.street_fr for p in entry.places.all()] == ["rue du Sud", "place du Nord"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"themes": "housing nonsense"}, ["nonsense", "The list has: health, housing"]),
        ({"kind": "club"}, ["club", "association"]),
        ({"phone": "twelve"}, ["not a telephone number"]),
        ({"enterprise_number": "0123.456.788"}, ["do not match"]),
        ({"website": "example"}, ["website", "URL"]),
        ({"email": "nobody"}, ["e-mail"]),
        ({"name_fr": "x" * 141}, ["140"]),
        ({"name_fr": ""}, ["name in French"]),
        ({"hours": "weekdays 9-12"}, ["weekdays"]),
        ({"hours": "Mo 25:00-26:00"}, ["not understood"]),
        ({"hours_remarks_fr": "Mo 09:00 par téléphone"}, ["no hours on Mo"]),
        ({"exceptional_days": "2026-02-30 closed"}, ["2026-02-30"]),
        ({"confirmed_on": "soon"}, ["soon"]),
        ({"open_on_holidays": "perhaps"}, ["perhaps"]),
        ({"place_postcode": "103", "place_street_fr": "rue"}, ["four digits"]),
        ({"place_street_fr": "rue"}, ["municipality"]),
        ({"place_latitude": "91", "place_street_fr": "rue"}, ["90"]),
        ({"service_id": "999999"}, ["999999"]),
        ({"service_name_fr": "A", "service_place_codes": "nowhere"}, ["nowhere"]),
        ({"contact_role_fr": "accueil"}, ["telephone"]),
    ],
)
def test_refused_with_the_reason_and_where(cells, words):
    ThemeFactory(code="health"), ThemeFactory(code="housing")
    entry = OrganisationFactory()
    job = previewed(KIND, table({"id": entry.slug, **cells}))
    assert (job.refused, job.to_write) == (1, 0)
    for word in words:
        assert word in reasons(job)


def test_an_id_that_is_no_address_is_refused():
    job = previewed(KIND, table({"id": "Maison Été", "name_fr": "x"}, {"id": "", "name_fr": "y"}))
    assert job.refused == 2


def test_lines_of_one_entry_may_not_contradict_each_other():
    entry = OrganisationFactory()
    rows = [{"id": entry.slug, "name_fr": "A"}, {"id": entry.slug, "name_fr": "B"}]
    assert "something else than line 2" in reasons(previewed(KIND, table(*rows)))


def test_a_draft_of_somebody_is_not_swept_away():
    entry = OrganisationFactory()
    entry.summary_fr = "Brouillon"
    entry.save_revision()
    job = previewed(KIND, table({"id": entry.slug, "phone": ""}))
    assert "draft" in reasons(job)


def test_kept_as_drafts_nothing_is_published():
    entry = OrganisationFactory(confirmed_on=None)
    rows = table(
        {
            "id": entry.slug,
            "name_fr": entry.name_fr,
            "summary_fr": "Neuf",
            "confirmed_on": "2026-01-01",
        },
        {"id": "autre-maison", "name_fr": "Autre maison", "summary_fr": "Neuf"},
    )
    applied(previewed(KIND, rows, options=["drafts"]))
    entry.refresh_from_db()
    assert entry.summary_fr != "Neuf"
    assert entry.has_unpublished_changes
    assert entry.get_latest_revision_as_object().summary_fr == "Neuf"
    assert entry.confirmed_on is None
    assert not Organisation.objects.listed().filter(slug="autre-maison").exists()
    again = previewed(KIND, rows, options=["drafts"])
    assert (again.unchanged, again.refused) == (2, 0), reasons(again)


def test_the_index_is_brought_up_to_date_once_and_not_row_by_row(monkeypatch):
    calls = []
    monkeypatch.setattr("search.indexer.catch_up", lambda: calls.append(1))
    rows = [{"id": f"maison-{n}", "name_fr": f"Maison {n}"} for n in range(12)]
    job = previewed(KIND, table(*rows))
    calls.clear()
    applied(job)
    assert len(calls) == 1
    assert IndexChange.objects.filter(source__startswith="directory.organisation:").exists()
