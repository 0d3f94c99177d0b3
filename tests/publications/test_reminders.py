"""Reminders: at the chosen steps, one letter an authority, read by somebody, never twice."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from cms import attention
from cms.users import User
from publications.ledger.kinds import AnswerKind, Basis
from publications.ledger.reminders import ReminderSettings, Way, validate_steps
from publications.ledger.reminding import deciding, ready
from publications.ledger.reminding.letter import draft
from publications.models import Reminded, Reminder
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    RecommendationFactory,
    SendingFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def site():
    return language_roots()


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


def sent(days, **values):
    return SendingFactory(sent_on=TODAY - timedelta(days=days), **values)


def steps_of(on=TODAY):
    return {sending.pk: sending.step for sending in ready.sendings(on)}


@pytest.mark.parametrize(
    ("days", "step"), [(29, None), (30, 30), (59, 30), (60, 60), (95, 90), (400, 90)]
)
def test_a_silence_is_ready_at_the_step_it_reached(days, step):
    one = sent(days)
    assert steps_of().get(one.pk) == step


def test_never_twice_at_one_step_and_again_at_the_next():
    one = sent(40)
    (letter,) = ready.letters(TODAY)
    deciding.decide(letter.authority, letter.sendings, Way.SKIPPED, None)
    assert steps_of() == {}
    assert steps_of(TODAY + timedelta(days=20)) == {one.pk: 60}
    with pytest.raises(IntegrityError):
        deciding.decide(letter.authority, letter.sendings, Way.EMAIL, None)


def test_not_before_the_day_given_nor_after_an_answer_nor_of_what_is_not_public():
    asked = {"basis": Basis.ASKED}
    sent(40, due_on=TODAY + timedelta(days=20), **asked)
    late = sent(40, due_on=TODAY - timedelta(days=9), **asked)
    extended = sent(40, due_on=TODAY - timedelta(days=9), **asked)
    AnswerFactory(
        sending=extended,
        kind=AnswerKind.EXTENSION,
        received_on=TODAY - timedelta(days=10),
        extended_to=TODAY + timedelta(days=9),
    )
    AnswerFactory(sending=sent(40), received_on=TODAY)
    sent(40, recommendation=RecommendationFactory(live=False))
    sent(40, recommendation=RecommendationFactory(withdrawn_on=TODAY))
    assert set(steps_of()) == {late.pk}


def test_the_successor_gets_the_letter():
    heir = AuthorityFactory()
    gone = AuthorityFactory(successor=heir, ended_on=TODAY)
    sent(40, authority=gone)
    sent(50, authority=heir)
    (letter,) = ready.letters(TODAY)
    assert (letter.authority, len(letter.sendings)) == (heir, 2)


@pytest.mark.parametrize(
    ("language", "there", "not_there"),
    [("fr", "/fr/r/", "/nl/r/"), ("nl", "/nl/r/", "/fr/r/"), ("both", "/nl/r/", "§")],
)
def test_the_letter_is_in_the_language_of_the_authority(language, there, not_there):
    one = sent(40, authority__language=language)
    (letter,) = ready.letters(TODAY)
    words = draft(letter.authority, letter.sendings, TODAY)["body"]
    assert one.recommendation.reference in words
    assert there in words
    assert not_there not in words
    assert one.authority.slug in words


def test_the_words_of_the_site_are_used_where_it_has_some(site):
    settings = ReminderSettings.for_site(site[0].get_site())
    settings.greeting_fr, settings.steps = "Chers voisins,", "10"
    settings.save()
    sent(12, authority__language="both")
    (letter,) = ready.letters(TODAY)
    words = draft(letter.authority, letter.sendings, TODAY)["body"]
    assert words.count("Chers voisins,") == 1


@pytest.mark.parametrize("text", ["", "trente", "0", "30, -5"])
def test_steps_that_are_no_days_are_refused(text):
    with pytest.raises(ValidationError):
        validate_steps(text)


def form_of(letter, way, **values):
    return {
        "sendings": [one.pk for one in letter.sendings],
        "recipient": "secretariat@example.org",
        "subject": "Rappel",
        "body": "Bonjour",
        "sent_on": "",
        "way": way,
        **values,
    }


def test_it_leaves_once_when_somebody_presses_the_button(
    editor, django_capture_on_commit_callbacks
):
    sent(40)
    (letter,) = ready.letters(TODAY)
    url = reverse("reminders:letter", args=[letter.authority.pk])
    assert editor.get(url).status_code == 200
    assert not mail.outbox
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert editor.post(url, form_of(letter, "email")).status_code == 302
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["secretariat@example.org"], "Rappel")
    reminder = Reminder.objects.get()
    assert reminder.sent_on == TODAY
    assert reminder.authority.email == "secretariat@example.org"  # kept for the next one
    deciding.deliver.func(reminder.pk)
    assert len(mail.outbox) == 1


def test_by_post_it_is_noted_with_its_day(editor):
    sent(40)
    (letter,) = ready.letters(TODAY)
    url = reverse("reminders:letter", args=[letter.authority.pk])
    assert editor.post(url, form_of(letter, "post")).status_code == 422
    editor.post(url, form_of(letter, "post", sent_on=str(TODAY - timedelta(days=1))))
    assert Reminder.objects.get().sent_on == TODAY - timedelta(days=1)
    assert not mail.outbox


def test_what_is_not_ticked_stays_ready(editor):
    first = sent(50)
    sent(40, authority=first.authority)
    (letter,) = ready.letters(TODAY)
    url = reverse("reminders:letter", args=[letter.authority.pk])
    editor.post(url, form_of(letter, "skipped", sendings=[first.pk]))
    assert Reminded.objects.get().sending == first
    assert len(ready.letters(TODAY)) == 1


def test_a_mail_server_that_is_down_loses_nothing(editor, monkeypatch):
    def refuse(message):
        raise ConnectionRefusedError("no mail server")

    sent(40)
    (letter,) = ready.letters(TODAY)
    words = {"recipient": "a@example.org", "subject": "Rappel", "body": "Bonjour"}
    reminder = deciding.decide(letter.authority, letter.sendings, Way.EMAIL, None, **words)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        deciding.deliver.func(reminder.pk)
    reminder.refresh_from_db()
    assert (reminder.failure, reminder.sent_on) == ("no mail server", None)
    assert (
        reverse("reminders:again", args=[reminder.pk])
        in editor.get(reverse("reminders:ready")).content.decode()
    )
    deciding.deliver.func(reminder.pk)
    assert len(mail.outbox) == 1


def test_the_first_screen_tells_who_is_late_and_whom_to_remind(editor):
    late = sent(40, due_on=TODAY - timedelta(days=9), basis=Basis.ASKED)
    young = sent(2)
    found = {panel.key: seen for panel, seen in attention.for_user(User.objects.get())}
    assert [item.title for item in found["overdue"].items] == [str(late)]
    assert [item.title for item in found["reminders"].items] == [str(late.authority)]
    assert [item.title for item in found["unanswered"].items] == [str(young)]


def test_the_case_tells_that_it_was_reminded_of(client):
    one = sent(40)
    (letter,) = ready.letters(TODAY)
    deciding.decide(letter.authority, letter.sendings, Way.POST, None, sent_on=date(2026, 1, 2))
    html = client.get(one.recommendation.get_absolute_url()).content.decode()
    assert f'id="r{Reminded.objects.get().pk}"' in html
