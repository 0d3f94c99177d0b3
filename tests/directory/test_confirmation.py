"""When an entry was confirmed: by a click, by many, by the organisation through its link."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from cms.roles import Code, ensure_roles
from directory.confirmation import letters, links, starting
from directory.models import ConfirmationRequest, Organisation, Report
from tests.factories.directory import OrganisationFactory, full_organisation
from tests.factories.editors import client_of, editor, front_pages

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def desk(db):
    front_pages()
    ensure_roles()
    return client_of(editor(Code.COORDINATION))


@pytest.fixture
def campaign(site, django_capture_on_commit_callbacks):
    entries = [full_organisation(number, email=f"info{number}@example.org") for number in range(2)]
    OrganisationFactory(name_fr="Sans boîte", email="")
    with django_capture_on_commit_callbacks(execute=True):
        return starting.start(
            [*entries, Organisation.objects.get(email="")],
            answer_until=TODAY + timedelta(days=30),
            message_nl="De gids gaat in maart naar de drukker.",
        )


def link(request, language="fr"):
    return links.address(request, language).removeprefix("http://localhost:8000")


def first(campaign):
    return campaign.requests.order_by("pk").first()


def test_one_click_notes_the_day_and_nothing_else(desk):
    entry = OrganisationFactory(confirmed_on=date(2020, 1, 1), name_fr="Publié")
    entry.name_fr = "Brouillon"
    entry.save_revision()
    response = desk.post(reverse("directory_confirm", args=[entry.pk]))
    assert response.status_code == 302
    entry = Organisation.objects.get()
    assert (entry.confirmed_on, entry.name_fr) == (TODAY, "Publié")
    assert ModelLogEntry.objects.filter(action="directory.confirm").get().object_id == str(entry.pk)
    assert entry.has_unpublished_changes


def test_publishing_an_older_draft_does_not_undo_a_confirmation(desk):
    entry = OrganisationFactory(confirmed_on=date(2020, 1, 1))
    draft = entry.save_revision()
    desk.post(reverse("directory_confirm", args=[entry.pk]))
    draft.publish()
    assert Organisation.objects.get().confirmed_on == TODAY


def test_another_day_can_be_noted_but_none_to_come(desk):
    entry = OrganisationFactory()
    url = reverse("directory_confirm", args=[entry.pk])
    assert desk.get(url).status_code == 200
    desk.post(url, {"on": "03/11/2026"})
    assert Organisation.objects.get().confirmed_on == date(2026, 11, 3)
    assert desk.post(url, {"on": "03/11/2090"}).status_code == 200
    assert Organisation.objects.get().confirmed_on == date(2026, 11, 3)


def test_many_at_once(desk):
    entries = [OrganisationFactory() for _number in range(3)]
    url = reverse("wagtail_bulk_action", args=["directory", "organisation", "confirm"])
    chosen = "&".join(f"id={entry.pk}" for entry in entries[:2])
    assert desk.get(f"{url}?{chosen}").status_code == 200
    desk.post(f"{url}?{chosen}&next=/admin/")
    assert Organisation.objects.filter(confirmed_on=TODAY).count() == 2
    assert ModelLogEntry.objects.filter(action="directory.confirm").count() == 2


@pytest.mark.parametrize("role", [Code.TRANSLATION, Code.FACILITATION, Code.COMMITTEE])
def test_others_confirm_nothing(desk, role):
    entry = OrganisationFactory()
    other = client_of(editor(role))
    other.post(reverse("directory_confirm", args=[entry.pk]))
    assert Organisation.objects.get().confirmed_on is None
    assert other.get(reverse("directory_campaigns:index")).status_code == 302


def test_each_mailbox_gets_one_letter_in_both_languages_with_its_own_link(campaign):
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(bodies) == {"info0@example.org", "info1@example.org"}
    assert len(mail.outbox) == 2
    request = first(campaign)
    body = bodies[request.email]
    assert links.address(request, "fr") in body
    assert links.address(request, "nl") in body
    assert "drukker" in body
    assert ConfirmationRequest.objects.filter(sent_at__isnull=False).count() == 2


def test_reading_confirms_nothing_and_shows_the_entry(client, campaign):
    response = client.get(link(first(campaign)))
    html = response.content.decode()
    assert response.status_code == 200
    assert "rue de l’Exemple" in html
    assert "noindex" in html
    assert "no-store" in response["Cache-Control"]
    assert not Organisation.objects.filter(confirmed_on=TODAY).exists()


def test_all_is_right_confirms_this_entry_only(client, campaign):
    request = first(campaign)
    client.post(link(request), {"right": "yes"})
    assert Organisation.objects.get(confirmed_on=TODAY).pk == request.organisation_id
    log = ModelLogEntry.objects.get(action="directory.confirm")
    assert log.data["by_link"]
    assert campaign.requests.get(answer="confirmed").pk == request.pk


def test_what_is_to_be_changed_is_moderated_and_confirms_nothing(client, campaign):
    request = first(campaign)
    assert client.post(link(request), {"reason": "other"}).status_code == 422
    client.post(link(request), {"reason": "phone", "text": "02 000 00 99"})
    report = Report.objects.get()
    assert (report.origin, report.organisation_id) == ("organisation", request.organisation_id)
    assert not Organisation.objects.filter(confirmed_on=TODAY).exists()


def test_the_first_answer_counts(client, campaign):
    request = first(campaign)
    client.post(link(request), {"reason": "moved"})
    client.post(link(request), {"right": "yes"})
    assert not Organisation.objects.filter(confirmed_on=TODAY).exists()
    assert campaign.requests.get(pk=request.pk).answer == "reported"


def test_a_link_that_is_over_says_so_and_does_nothing(client, campaign):
    campaign.answer_until = TODAY - timedelta(days=1)
    campaign.save()
    request = first(campaign)
    response = client.get(link(request))
    assert response.status_code == 200
    assert 'name="right"' not in response.content.decode()
    client.post(link(request), {"right": "yes"})
    assert not Organisation.objects.filter(confirmed_on=TODAY).exists()


def test_a_link_cannot_be_made_up_or_be_another_s(client, campaign):
    request = first(campaign)
    mine, token = link(request), links.token_of(request)
    for other in (f"{request.pk}:x", token.replace(token[-1], "_"), "nonsense", f"9{token}"):
        with translation.override("fr"):
            assert client.get(reverse("directory:confirm", args=[other])).status_code == 404
    request.organisation.unpublish()
    assert client.get(mine).status_code == 404


def test_reminders_go_to_those_who_did_not_answer_and_once(client, campaign):
    request = first(campaign)
    client.post(link(request), {"right": "yes"})
    mail.outbox.clear()
    for _time in range(2):
        letters.send_reminders.call(campaign.pk)
    assert [letter.to for letter in mail.outbox] == [["info1@example.org"]]


def test_what_could_not_be_sent_is_told_and_sent_again(campaign, monkeypatch):
    campaign.requests.update(sent_at=None)
    mail.outbox.clear()

    def refuse(self, fail_silently=False):
        raise OSError("no such host")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        letters.send_letters.call(campaign.pk)
    assert set(campaign.requests.values_list("error", "sent_at")) == {("no such host", None)}
    letters.retry(campaign)
    letters.send_letters.call(campaign.pk)
    assert len(mail.outbox) == 2
    assert not campaign.requests.exclude(error="").exists()


def test_a_campaign_from_the_desk(desk, django_capture_on_commit_callbacks):
    old = OrganisationFactory(email="vieux@example.org", confirmed_on=date(2020, 1, 1))
    OrganisationFactory(email="neuf@example.org", confirmed_on=TODAY, name_fr="Neuf")
    OrganisationFactory(email="", name_fr="Sans boîte", phone="+3220000042")
    html = desk.get(reverse("directory_campaigns:new")).content.decode()
    assert "vieux@example.org" in html
    assert "02 000 00 42" in html
    assert "neuf@example.org" not in html
    data = {"answer_until": f"{TODAY + timedelta(days=20):%d/%m/%Y}", "organisations": [old.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        response = desk.post(reverse("directory_campaigns:new"), data)
    assert response.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["vieux@example.org"]]
    assert "vieux@example.org" in desk.get(response["Location"]).content.decode()
    assert desk.get(reverse("directory_campaigns:index")).status_code == 200
    late = data | {"answer_until": "01/01/2020"}
    assert desk.post(reverse("directory_campaigns:new"), late).status_code == 200


def test_a_campaign_asks_only_those_of_its_list(desk, django_capture_on_commit_callbacks):
    """Numbers that no table can hold, and an entry confirmed while the page was open."""
    old = OrganisationFactory(email="vieux@example.org")
    new = OrganisationFactory(email="neuf@example.org", confirmed_on=TODAY)
    until = f"{TODAY + timedelta(days=20):%d/%m/%Y}"
    url = reverse("directory_campaigns:new")
    for ticked in ([], [new.pk], ["9" * 20], ["x"]):
        response = desk.post(url, {"answer_until": until, "organisations": ticked})
        assert response.status_code == 200
        assert response.context["form"].errors["organisations"]
    with django_capture_on_commit_callbacks(execute=True):
        ticked = [old.pk, new.pk, "9" * 20]
        desk.post(url, {"answer_until": until, "organisations": ticked})
    assert [letter.to for letter in mail.outbox] == [["vieux@example.org"]]
