"""What came by a link is read by the coordination, which records it or says why not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from cms.roles import Code, ensure_roles
from cms.users import User
from publications.ledger.answering import deciding
from publications.ledger.answering.links import AnswerLink, make
from publications.ledger.kinds import AnswerKind, Position
from publications.models import Answer, Deposit
from tests.factories.answering import (
    MARK,
    PDF,
    address,
    deposited,
    sent_to_a_commune,
    site_that_writes,
    upload,
)
from tests.factories.editors import client_of, editor
from tests.factories.publications import AnswerFactory, SendingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    site_that_writes(settings, tmp_path)


@pytest.fixture
def sending():
    return sent_to_a_commune()


@pytest.fixture
def url(sending):
    return address(make(sending, None)[1])


@pytest.fixture
def coordinator():
    return client_of(User.objects.create_superuser("editor"))


@pytest.fixture
def deposit(client, url):
    return deposited(client, url, files=[upload(), upload("annexe.pdf")])[0]


def accepting(deposit, **values):
    return {
        "received_on": "2015-05-04",
        "kind": "substantive",
        "position": "in-principle",
        "summary_fr": "La commune est d’accord.",
        "summary_nl": "De gemeente gaat akkoord.",
        "files": [str(deposit.files.first().pk)],
        "accept": "",
        **values,
    }


def test_an_accepted_answer_is_public_word_for_word(client, coordinator, deposit):
    screen = reverse("deposit", args=[deposit.pk])
    assert MARK in coordinator.get(screen).content.decode()
    response = coordinator.post(screen, accepting(deposit))
    assert response.status_code == 302, response.context["accept_form"].errors
    one = Answer.objects.get()
    assert (one.text, one.text_language, one.received_on) == (MARK, "fr", date(2015, 5, 4))
    assert (one.kind, one.position) == (AnswerKind.SUBSTANTIVE, Position.IN_PRINCIPLE)
    assert [row.document.title for row in one.files.all()] == ["lettre"]
    for code in ("fr", "nl"):
        path = deposit.sending.recommendation.get_absolute_url().replace("/fr/", f"/{code}/")
        html = client.get(path).content.decode()
        assert f'<div lang="fr-BE"><p>{MARK}' in html or MARK in html
        assert "secrétariat" not in html


def test_two_coordinators_decide_once(coordinator, deposit):
    screen = reverse("deposit", args=[deposit.pk])
    coordinator.post(screen, accepting(deposit))
    coordinator.post(screen, accepting(deposit))
    coordinator.post(screen, {"refuse": "", "reason": "Doublon"})
    assert Answer.objects.count() == 1
    deposit.refresh_from_db()
    assert deposit.decision == Deposit.Decision.ACCEPTED


def test_it_may_answer_other_things_sent_to_the_same_authority(coordinator, deposit):
    authority = deposit.sending.authority
    other = SendingFactory(authority=authority)
    SendingFactory()
    settled = AnswerFactory(sending__authority=authority).sending
    waiting = list(deciding.others_waiting(deposit))
    assert waiting == [other]
    coordinator.post(
        reverse("deposit", args=[deposit.pk]), accepting(deposit, also=[str(other.pk)])
    )
    assert other.answers.count() == 1
    assert settled.answers.count() == 1


@pytest.mark.parametrize(
    "values", [{"received_on": "2014-01-01"}, {"position": ""}, {"received_on": "2999-01-01"}]
)
def test_what_cannot_be_recorded(coordinator, deposit, values):
    screen = reverse("deposit", args=[deposit.pk])
    assert coordinator.post(screen, accepting(deposit, **values)).status_code == 422
    assert not Answer.objects.exists()


def test_a_refused_one_is_told_and_its_files_erased(
    coordinator, deposit, django_capture_on_commit_callbacks
):
    AnswerLink.objects.update(email="greffe@example.org")
    paths = [Path(row.file.path) for row in deposit.files.all()]
    form = {"refuse": "", "reason": "Cette réponse parle d’autre chose.", "tell": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("deposit", args=[deposit.pk]), form)
    (letter,) = mail.outbox
    assert letter.to == ["greffe@example.org"]
    assert "parle d’autre chose" in letter.body
    assert not Answer.objects.exists()
    assert not [path for path in paths if path.exists()]
    assert not get_document_model().objects.exists()


def test_a_refusal_says_why(coordinator, deposit):
    form = {"refuse": "", "reason": ""}
    assert coordinator.post(reverse("deposit", args=[deposit.pk]), form).status_code == 422


def test_a_file_opens_as_a_download(coordinator, deposit):
    row = deposit.files.first()
    response = coordinator.get(reverse("deposit_file", args=[row.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="lettre.pdf"'
    assert b"".join(response.streaming_content) == PDF


def test_the_first_screen_says_that_something_came(coordinator, deposit):
    html = coordinator.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("deposit", args=[deposit.pk]) in html


def test_they_are_found_in_the_menu_too(coordinator):
    home = coordinator.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("deposits") in home


def test_the_link_is_shown_once_and_the_letter_is_read_before_it_leaves(
    coordinator, sending, django_capture_on_commit_callbacks
):
    screen = reverse("answer_links", args=[sending.pk])
    form = {"language": "both", "days": "30", "email": "greffe@example.org"}
    response = coordinator.post(screen, form)
    assert "no-store" in response["Cache-Control"]
    address = response.context["address"]
    letter = response.context["letter"].initial
    key = address.partition("key=")[2]
    assert letter["body"].count(key) == 2  # once in each language
    assert key not in coordinator.get(screen).content.decode()
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(screen, {"post": "", **letter})
    assert mail.outbox[0].to == ["greffe@example.org"]
    assert mail.outbox[0].reply_to == ["nous@example.org"]


def test_a_link_can_be_revoked(client, coordinator, url):
    link = AnswerLink.objects.get()
    coordinator.post(reverse("revoke_answer_link", args=[link.pk]))
    assert client.get(url).status_code == 410


def test_no_link_for_what_the_authority_cannot_read(coordinator):
    draft = SendingFactory(recommendation__live=False)
    screen = reverse("answer_links", args=[draft.pk])
    form = {"language": "fr", "days": "30", "email": ""}
    assert coordinator.post(screen, form).status_code == 422
    assert not AnswerLink.objects.exists()


@pytest.mark.parametrize("code", [Code.TRANSLATION, Code.COMMITTEE, Code.FACILITATION])
def test_other_roles_read_no_deposit(client, sending, code):
    deposit, _response = deposited(client, address(make(sending, None)[1]), files=[upload()])
    ensure_roles()
    someone = client_of(editor(code))
    for name, pk in (
        ("deposit", deposit.pk),
        ("deposit_file", deposit.files.first().pk),
        ("answer_links", sending.pk),
    ):
        response = someone.get(reverse(name, args=[pk]))
        assert response.status_code in (302, 403), name
        assert "deposits" not in response.get("Content-Disposition", "")


def test_a_holding_reply_may_say_until_when(client, coordinator, url):
    day = timezone.localdate() + timedelta(days=30)
    form = {"kind": "holding", "extended_to": day.isoformat(), "role": "secrétariat"}
    past = form | {"extended_to": "2015-01-01"}
    assert client.post(url, past).status_code == 422
    client.post(url, form)
    client.post(url, {"send": ""})
    deposit = Deposit.objects.get()
    form = {"received_on": "2015-05-04", "kind": "holding", "extended_to": day, "accept": ""}
    response = coordinator.post(reverse("deposit", args=[deposit.pk]), form)
    assert response.status_code == 302, response.context["accept_form"].errors
    assert Answer.objects.get().extended_to == day
    assert deposit.sending.clock(timezone.localdate()).is_open
