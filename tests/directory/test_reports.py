"""Errors that readers tell of: kept as rows, moderated, never published."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from cms.roles import Code, ensure_roles
from directory.models import Report
from directory.reports.records import Status
from directory.reports.views import AN_HOUR
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import client_of, editor, front_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_wrote_yet():
    cache.clear()


def address(entry):
    with translation.override("fr"):
        return reverse("directory:report", args=[entry.slug])


def report(entry, **fields):
    return Report.objects.create(organisation=entry, reason="phone", language="fr", **fields)


def test_a_report_is_kept_and_shown_nowhere(site):
    entry = OrganisationFactory()
    told = {"reason": "hours", "text": "Fermé le mardi désormais.", "email": "lecteur@example.org"}
    response = site.post(address(entry), told)
    assert response.status_code == 302
    kept = Report.objects.get()
    assert (kept.reason, kept.status, kept.language) == ("hours", "new", "fr")
    for path in (entry.get_absolute_url(), response["Location"]):
        assert "Fermé le mardi" not in site.get(path).content.decode()


@pytest.mark.parametrize(
    "told", [{}, {"reason": "nonsense"}, {"reason": "other"}, {"reason": "phone", "email": "x"}]
)
def test_what_cannot_be_understood_is_asked_again(site, told):
    response = site.post(address(OrganisationFactory()), told)
    assert response.status_code == 422
    assert not Report.objects.exists()


def test_programs_that_fill_in_everything_leave_nothing(site):
    told = {"reason": "phone", "website": "https://example.org"}
    assert site.post(address(OrganisationFactory()), told).status_code == 302
    assert not Report.objects.exists()


def test_one_connection_writes_a_few_an_hour(site):
    entry = OrganisationFactory()
    codes = [
        site.post(address(entry), {"reason": "phone"}).status_code for _time in range(AN_HOUR + 1)
    ]
    assert codes == [302] * AN_HOUR + [422]
    assert Report.objects.count() == AN_HOUR


def test_drafts_have_no_form(site):
    assert site.get(address(OrganisationFactory(live=False))).status_code == 404


@pytest.mark.parametrize("status", [Status.CORRECTED, Status.NOTHING])
def test_closing_erases_the_address_of_who_wrote(status):
    told = report(OrganisationFactory(), email="lecteur@example.org")
    told.status = status
    told.save()
    told.refresh_from_db()
    assert told.email == ""
    assert told.closed_at


def test_the_database_keeps_no_address_of_a_closed_report():
    told = report(OrganisationFactory(), email="lecteur@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=told.pk).update(status=Status.CORRECTED)


def test_the_coordination_sees_it_first_and_closes_it():
    front_pages()
    ensure_roles()
    entry = OrganisationFactory(name_fr="Maison à corriger")
    told = report(entry, email="lecteur@example.org")
    desk = client_of(editor(Code.COORDINATION))
    assert "Maison à corriger" in desk.get("/admin/").content.decode()
    edit = reverse("wagtailsnippets_directory_report:edit", args=[told.pk])
    assert "lecteur@example.org" in desk.get(edit).content.decode()
    assert desk.post(edit, {"status": "corrected", "note": "Appelé."}).status_code == 302
    told.refresh_from_db()
    assert (told.status, told.email, told.note) == ("corrected", "", "Appelé.")
    add = reverse("wagtailsnippets_directory_report:list") + "add/"
    assert desk.get(add).status_code in (302, 403, 404)


def test_translators_do_not_read_reports():
    front_pages()
    ensure_roles()
    report(OrganisationFactory())
    desk = client_of(editor(Code.TRANSLATION))
    assert desk.get(reverse("wagtailsnippets_directory_report:list")).status_code == 302
