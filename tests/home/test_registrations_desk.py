"""The coordination's screens of registrations: who sees them, lists, letters, paper, erasure."""

import io
from datetime import date, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import PageLogEntry, ReferenceIndex, Revision

from home.models import Attendance, Message, Registration, RegistrationRules
from home.registrations import messages as letters_to_all
from home.registrations.admin import files
from home.registrations.forgetting import forget_registrations
from search.models import SearchDocument
from tests.factories.editors import client_of, site_with_editors
from tests.factories.home import site as site_of_pages
from tests.factories.publications import OrganisationFactory
from tests.factories.registrations import RegistrationFactory, opened

pytestmark = pytest.mark.django_db
NAME = "Personne Reconnaissable"


@pytest.fixture
def site():
    site_of_pages()


@pytest.fixture
def rules(site):
    return opened()


@pytest.fixture
def desk(rules, admin_client):
    admin_client.event = rules.event.pk
    return admin_client


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def screen(name, rules, *more):
    return reverse(name, args=[rules.event_id, *more])


SCREENS = [
    "participants",
    "registration_rules",
    "participants_add",
    "participants_messages",
    "event_attendance",
    "participants_csv",
    "participants_xlsx",
    "participants_list",
    "participants_badges",
]


# --- who may --------------------------------------------------------------------------------------
def test_the_coordination_alone_sees_names(monkeypatch):
    monkeypatch.setattr(files, "press", lambda *given: b"%PDF")
    editors = site_with_editors()
    editors_rules = rules_below(editors)
    one = RegistrationFactory(rules=editors_rules, name=NAME)
    urls = [screen(name, editors_rules) for name in SCREENS]
    urls += [screen("participant", editors_rules, one.pk), reverse("registrations_overview")]
    for code, user in editors.users.items():
        for url in urls:
            answer = client_of(user).get(url)
            may = str(code) == "coordination"
            assert (answer.status_code == 200) is may, (code, url, answer.status_code)
            assert may or NAME not in answer.content.decode()


def rules_below(editors):
    """The pages of editors have an agenda of their own here."""
    from home.models import AgendaPage, EventPage

    agenda = AgendaPage(title="Agenda", slug="agenda", locale=editors.fr.locale)
    editors.fr.add_child(instance=agenda)
    start = timezone.now() + timedelta(days=5)
    page = EventPage(title="Rencontre", slug="rencontre", start=start, locale=editors.fr.locale)
    agenda.add_child(instance=page)
    return RegistrationRules.objects.create(event=page)


def test_names_are_in_no_index_no_revision_no_log(rules, desk, commits):
    with commits():
        data = {"name": NAME, "organisation_name": "", "email": "n@example.org", "language": "fr"}
        desk.post(screen("participants_add", rules), data)
        rules.event.save_revision().publish()
    assert Registration.objects.get().name == NAME
    rows = [*Revision.objects.values_list("content", flat=True)]
    rows += PageLogEntry.objects.values_list("data", flat=True)
    rows += SearchDocument.objects.values()
    assert NAME not in str(rows)
    model = ReferenceIndex.model_is_indexable(Registration)
    assert not model


@pytest.mark.parametrize("name", SCREENS)
def test_no_screen_is_kept_by_a_cache(name, rules, desk, monkeypatch):
    monkeypatch.setattr(files, "press", lambda *given: b"%PDF")
    assert "no-store" in desk.get(screen(name, rules))["Cache-Control"]


# --- opening, adding, marking ---------------------------------------------------------------------
def test_registration_is_opened_for_an_event(site, admin_client):
    from tests.factories.home import event

    page = event()
    url = reverse("registration_rules", args=[page.pk])
    assert admin_client.get(reverse("participants", args=[page.pk])).status_code == 200
    assert admin_client.post(url, {"places": 0, "days_kept": 30}).status_code == 422
    answer = admin_client.post(url, {"places": 40, "days_kept": 30, "has_waiting_list": "on"})
    assert answer.status_code == 302
    assert RegistrationRules.objects.get(event=page).places == 40


def test_more_places_move_the_waiting_list_up(rules, desk, commits):
    RegistrationFactory(rules=rules, state="waiting")
    with commits():
        desk.post(screen("registration_rules", rules), {"places": 40, "days_kept": 30})
    assert rules.registrations.confirmed().count() == 1
    assert len(mail.outbox) == 1


def test_somebody_who_telephoned_is_added_by_hand(rules, desk, commits):
    RegistrationRules.objects.update(places=1)
    url = screen("participants_add", rules)
    for name in ("Un", "Deux"):
        with commits():
            assert desk.post(url, {"name": name, "language": "fr"}).status_code == 302
    assert [one.state for one in rules.registrations.all()] == ["confirmed", "waiting"]
    assert mail.outbox == []  # nobody gave an address
    page = desk.get(screen("participants", rules)).content.decode()
    assert "Un" in page
    assert "Deux" in page


def test_the_same_address_twice_is_said(rules, desk):
    one = RegistrationFactory(rules=rules)
    data = {"name": "Autre", "email": one.email.upper(), "language": "fr"}
    assert desk.post(screen("participants_add", rules), data).status_code == 422
    assert rules.registrations.count() == 1


def test_a_participant_is_corrected_and_cancelled(rules, desk, commits):
    one = RegistrationFactory(rules=rules)
    url = screen("participant", rules, one.pk)
    data = {"name": "Corrigée", "email": one.email, "language": "nl", "kind": "public"}
    assert desk.post(url, data).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.language, one.kind) == ("Corrigée", "nl", "public")
    with commits():
        desk.post(url, {"cancel": ""})
    assert not rules.registrations.exists()
    assert desk.get(url).status_code != 200


def test_who_came_is_marked_among_those_on_the_screen(site, admin_client):
    rules = opened(days=-1)
    first, second, later = (RegistrationFactory(rules=rules, came=False) for _number in range(3))
    Registration.objects.filter(pk=later.pk).update(came=True)  # marked by a colleague meanwhile
    data = {"shown": [first.pk, second.pk], "came": [first.pk, "x"]}
    admin_client.post(screen("participants", rules), data)
    assert set(rules.registrations.filter(came=True)) == {first, later}


def test_the_list_asks_few_questions(rules, desk):
    def questions():
        with CaptureQueriesContext(connection) as queries:
            desk.get(screen("participants", rules))
        return len(queries)

    RegistrationFactory(rules=rules, organisation=OrganisationFactory())
    questions()
    few = questions()
    for _number in range(5):
        RegistrationFactory(rules=rules, organisation=OrganisationFactory())
    assert questions() == few


# --- letters to all -------------------------------------------------------------------------------
def write(client, rules, **changes):
    data = {"whom": "all", "subject_fr": "Salle", "text_fr": "Premier étage."} | changes
    return client.post(screen("participants_messages", rules), data)


def test_everybody_gets_one_letter_in_her_language(rules, desk, commits):
    RegistrationFactory(rules=rules)
    RegistrationFactory(rules=rules, language="nl", state="waiting")
    RegistrationFactory(rules=rules, email="")
    with commits():
        write(desk, rules, subject_nl="Zaal", text_nl="Eerste verdieping.")
    assert [letter.subject for letter in mail.outbox] == ["Salle", "Zaal"]
    assert all(len(letter.to) == 1 for letter in mail.outbox)


def test_only_those_who_have_a_place(rules, desk, commits):
    one = RegistrationFactory(rules=rules)
    RegistrationFactory(rules=rules, state="waiting")
    with commits():
        write(desk, rules, whom="confirmed")
    assert [letter.to for letter in mail.outbox] == [[one.email]]


def test_a_letter_without_text_is_not_sent(rules, desk):
    assert write(desk, rules, text_fr="").status_code == 422
    assert write(desk, rules, subject_fr="", text_fr="").status_code == 422
    assert not Message.objects.exists()


def test_sending_goes_on_after_it_stopped_and_writes_to_nobody_twice(rules, desk, monkeypatch):
    for _number in range(4):
        RegistrationFactory(rules=rules)
    send = letters_to_all.EmailMessage.send
    tries = []

    def stops(letter, *given, **more):
        tries.append(letter.to)
        if len(tries) == 2:
            raise SMTPException
        if len(tries) == 3:
            raise KeyboardInterrupt  # the process is killed while a letter is handed over
        return send(letter, *given, **more)

    monkeypatch.setattr(letters_to_all.EmailMessage, "send", stops)
    write(desk, rules)
    message = Message.objects.get()
    with pytest.raises(KeyboardInterrupt):
        letters_to_all.deliver.call(message.pk)
    assert message.progress == {"sent": 1, "all": 4, "unsure": 1, "left": 2}
    monkeypatch.setattr(letters_to_all.EmailMessage, "send", send)
    assert "3" not in tries
    letters_to_all.deliver.call(message.pk)
    letters_to_all.deliver.call(message.pk)
    assert message.progress == {"sent": 3, "all": 4, "unsure": 1, "left": 0}
    sent = [letter.to[0] for letter in mail.outbox]
    assert len(sent) == len(set(sent)) == 3


# --- files and paper ------------------------------------------------------------------------------
def test_the_list_as_a_spreadsheet(rules, desk):
    RegistrationFactory(rules=rules, name="=1+1", organisation_name="Maison Exemple")
    book = load_workbook(io.BytesIO(desk.get(screen("participants_xlsx", rules)).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[1][:2] == ["=1+1", "Maison Exemple"]
    assert book.active["A2"].data_type == "s"
    assert "Maison Exemple" in desk.get(screen("participants_csv", rules)).content.decode(
        "utf-8-sig"
    )


@pytest.mark.parametrize("name", ["participants_list", "participants_badges"])
def test_on_paper_names_are_never_taken_for_commands(name, rules, desk):
    long = "Anne-Charlotte van den Bossche-Vanderstraeten"
    for person in (long, '#panic("x") *a* $b$ @c', "W" * 100, "王 ☃"):
        RegistrationFactory(rules=rules, name=person, organisation_name="Maison <b> #x")
    RegistrationFactory(rules=rules, name="En attente", state="waiting")
    answer = desk.get(screen(name, rules))
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert '#panic("x") *a* $b$ @c' in text
    assert "Vanderstraeten" in text
    assert "En attente" not in text


def test_paper_for_nobody_is_paper_all_the_same(rules, desk):
    assert desk.get(screen("participants_badges", rules)).status_code == 200
    assert desk.get(screen("participants_list", rules)).status_code == 200


# --- numbers stay, people go ----------------------------------------------------------------------
def came(rules):
    house = OrganisationFactory(kind="public")
    RegistrationFactory(rules=rules, organisation=house, came=True)
    RegistrationFactory(rules=rules, organisation=house, came=True)
    RegistrationFactory(rules=rules, organisation_name="Là", kind="association", came=True)
    RegistrationFactory(rules=rules)


def test_erased_on_the_day_that_was_told_and_not_before(rules):
    came(rules)
    Message.objects.create(rules=rules, subject_fr="x", text_fr="y")
    assert forget_registrations(rules.erased_on - timedelta(days=1)) == 0
    assert rules.registrations.count() == 4
    assert forget_registrations(rules.erased_on) == 4
    assert not Registration.objects.exists()
    assert not Message.objects.exists()
    assert RegistrationRules.objects.filter(pk=rules.pk).exists()
    counted = Attendance.objects.get()
    assert (counted.people, counted.services, counted.registered) == (3, 2, 4)
    assert (counted.from_public, counted.from_association, counted.from_other) == (2, 1, 0)


def test_what_the_coordination_counted_itself_stays(rules):
    came(rules)
    Attendance.objects.create(event=rules.event, people=70, is_about=True)
    forget_registrations(date(2100, 1, 1))
    counted = Attendance.objects.get()
    assert (counted.people, counted.registered, counted.from_public) == (70, 4, None)


def test_the_timer_says_how_many(site, capsys):
    RegistrationFactory(rules=opened(days=-60))
    call_command("forget_registrations")
    assert "1 " in capsys.readouterr().out
    assert not Registration.objects.exists()


def test_looking_at_the_screen_erases_too(site, admin_client):
    rules = opened(days=-60)
    RegistrationFactory(rules=rules, name=NAME)
    assert NAME not in admin_client.get(screen("participants", rules)).content.decode()


def test_how_many_came_is_said_on_the_page_without_a_name(rules, desk, client):
    came(rules)
    url = screen("event_attendance", rules)
    assert desk.post(url, {"people": 1, "from_public": 2}).status_code == 422
    data = {"people": "", "from_public": 15, "from_association": 19, "services": 9}
    assert desk.post(url, data).status_code == 302
    page = client.get(rules.event.url).content.decode()
    assert "34 personnes" in page
    assert "de 9 services" in page
    assert desk.get(url).status_code == 200


def test_what_nobody_counted_stands_on_the_first_screen(site, admin_client):
    rules = opened(days=-3, title="Rencontre passée")
    rules.event.kind = "network"
    rules.event.save()
    url = reverse("event_attendance", args=[rules.event_id])
    assert url in admin_client.get(reverse("wagtailadmin_home")).content.decode()
    Attendance.objects.create(event=rules.event, people=0)
    assert url not in admin_client.get(reverse("wagtailadmin_home")).content.decode()
