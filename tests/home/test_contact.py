import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.coordination import Coordination
from home import letters
from home.contact import LETTERS_AN_HOUR
from tests.factories.home import site

pytestmark = pytest.mark.django_db
URL = "/fr/contact/"
LETTER = {
    "name": "Une personne",
    "email": "lecteur@example.org",
    "subject": "Une question",
    "message": "Où trouver la charte ?",
    "website": "",
}


@pytest.fixture(autouse=True)
def pages():
    site()
    cache.clear()


@pytest.fixture
def write(client, django_capture_on_commit_callbacks):
    def post(**changes):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(URL, LETTER | changes)

    return post


def test_a_message_reaches_the_coordination(write, client):
    response = write()
    assert response.status_code == 302
    assert response["Location"] == f"{URL}?sent#sent"
    (letter,) = mail.outbox
    assert letter.to == ["bonjour@cass-cssa.example"]
    assert letter.reply_to == ["lecteur@example.org"]
    assert letter.subject == "Une question"
    assert "Où trouver la charte ?" in letter.body
    assert "Une personne" in letter.body
    assert b'id="sent"' in client.get(f"{URL}?sent").content


def test_nothing_leaves_if_the_request_fails_after_all(client):
    client.post(URL, LETTER)  # not committed: the test's transaction is rolled back
    assert mail.outbox == []


@pytest.mark.parametrize("field", ["name", "email", "subject", "message"])
def test_a_mistake_loses_nothing(write, field):
    response = write(**{field: ""})
    assert response.status_code == 422
    html = response.content.decode()
    for name in {"name", "subject", "message"} - {field}:
        assert LETTER[name] in html
    assert 'aria-invalid="true"' in html
    assert f"id_{field}_error" in html
    assert mail.outbox == []


def test_what_was_typed_comes_back_escaped(write):
    html = write(email="non", message="<script>alert(1)</script>").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_machine_that_fills_in_everything_is_thanked_and_ignored(write):
    assert write(website="https://spam.example").status_code == 302
    assert mail.outbox == []


@pytest.mark.parametrize("field", ["name", "subject"])
def test_no_header_can_be_smuggled_in(write, field):
    assert write(**{field: "Bonjour\r\nBcc: tous@example.org"}).status_code == 302
    (letter,) = mail.outbox
    assert letter.recipients() == ["bonjour@cass-cssa.example"]
    message = letter.message()
    assert message["Bcc"] is None
    assert "\n" not in str(message["Subject"])


def test_an_address_with_a_line_break_is_refused(write):
    assert write(email="a@example.org\nBcc: tous@example.org").status_code == 422
    assert mail.outbox == []


def test_one_connection_may_send_a_few_messages_an_hour(write):
    for _time in range(LETTERS_AN_HOUR):
        assert write().status_code == 302
    response = write()
    assert response.status_code == 422
    assert "Où trouver la charte ?" in response.content.decode()
    assert len(mail.outbox) == LETTERS_AN_HOUR


def test_another_connection_is_not_slowed_down(write, django_capture_on_commit_callbacks):
    for _time in range(LETTERS_AN_HOUR):
        write()
    with django_capture_on_commit_callbacks(execute=True):
        response = Client(REMOTE_ADDR="192.0.2.7").post(URL, LETTER)
    assert response.status_code == 302


def test_without_an_address_there_is_no_form(client):
    Coordination.objects.update(email="")
    assert b"<textarea" not in client.get(URL).content
    assert client.post(URL, LETTER).status_code == 200
    assert mail.outbox == []


def test_a_letter_that_left_is_not_kept_in_the_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    letter = letters.Letter("to@example.org", "Nom", "a@example.org", "Sujet", "Texte", "fr")
    sent = queued(letter, TaskResultStatus.SUCCESSFUL)
    failed = queued(letter, TaskResultStatus.FAILED)
    for row in (sent, failed):
        letters.forget(type(row.task.get_backend()), row.task_result)
    assert list(DBTaskResult.objects.all()) == [failed]


def queued(letter, status):
    result = letters.send.enqueue(**letters.asdict(letter))
    DBTaskResult.objects.filter(pk=result.id).update(status=status)
    return DBTaskResult.objects.get(pk=result.id)


def test_the_form_needs_a_token():
    assert Client(enforce_csrf_checks=True).post(URL, LETTER).status_code == 403
