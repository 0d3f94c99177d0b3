"""Sending: each letter once, whatever breaks at whatever moment."""

from datetime import date, timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from cms.roles import Code, ensure_roles
from cms.subscriptions.models import Subscriber, Subscription
from home.digest import posting
from home.digest.admin import to_look_at
from home.digest.records import UNKNOWN_AFTER, Digest, DigestLetter, State
from tests.factories.editors import client_of, editor

pytestmark = pytest.mark.django_db
NAMES = ["a", "b", "c", "d", "e"]


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def digest():
    for name in NAMES:
        subscriber = Subscriber.objects.create(email=f"{name}@example.org", language="fr")
        Subscription.objects.create(subscriber=subscriber, topic="digest:weekly-fr").confirm()
    return Digest.objects.create(cadence="weekly", since=date(2015, 1, 1), until=date(2015, 1, 7))


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """Does it, and what the background does with it, in this process."""

    def now(act, digest, **options):
        with django_capture_on_commit_callbacks(execute=True):
            act(digest, **options)
        digest.refresh_from_db()

    return now


@pytest.fixture
def server(monkeypatch):
    """A mail server that breaks at one letter, before or after it took it."""
    real = EmailBackend.send_messages

    def breaks_at(name, error, after=False):
        def sending(self, messages):
            is_it = messages[0].to == [f"{name}@example.org"]
            if is_it and not after:
                raise error
            real(self, messages)
            if is_it:
                raise error

        monkeypatch.setattr(EmailBackend, "send_messages", sending)

    yield breaks_at
    monkeypatch.setattr(EmailBackend, "send_messages", real)


def whole():
    return "".join(sorted(letter.to[0][0] for letter in mail.outbox))


def later(digest):
    moment = timezone.now() - UNKNOWN_AFTER - timedelta(seconds=1)
    digest.deliveries.exclude(claimed_at=None).filter(sent_at=None).update(claimed_at=moment)


def test_everybody_gets_one_letter_and_no_address_is_kept(digest, run):
    run(posting.start, digest)
    assert whole() == "abcde"
    assert digest.state == State.SENT
    assert not digest.deliveries.exclude(subscription=None).exists()
    [first, *_others] = mail.outbox
    assert first.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first.alternatives[0].mimetype == "text/html"
    stops = {letter.extra_headers["List-Unsubscribe"] for letter in mail.outbox}
    assert len(stops) == 5


def test_pressed_twice_it_leaves_once(digest, run):
    run(posting.start, digest)
    assert posting.start(digest) is False
    run(posting.go_on, digest)
    run(posting.retry_refused, digest)
    assert whole() == "abcde"


@pytest.mark.parametrize("after", [False, True])
def test_a_death_at_a_letter_leaves_it_to_a_person(digest, run, server, after):
    server("c", KeyboardInterrupt(), after)
    with pytest.raises(KeyboardInterrupt):
        run(posting.start, digest)
    server("", None)
    digest.refresh_from_db()
    assert digest.state == State.SENDING
    Digest.objects.update(beat=timezone.now() - timedelta(hours=1))
    assert digest in Digest.objects.silent()
    run(posting.go_on, digest)
    assert whole() == ("abcde" if after else "abde")
    assert digest.state == State.SENT
    assert digest.deliveries.unsettled().count() == 1
    run(posting.settle, digest, send_again=True)  # too early: it may still be on its way
    assert whole() == ("abcde" if after else "abde")
    later(digest)
    assert to_look_at(None).total == 1
    run(posting.settle, digest, send_again=False)
    assert whole() == ("abcde" if after else "abde")
    assert to_look_at(None).total == 0
    assert not digest.deliveries.exclude(subscription=None).exists()


@pytest.mark.parametrize("step", ["claimed", "marked"])
def test_a_death_between_two_steps(digest, run, monkeypatch, step):
    """After the claim, before the letter; after the letter, before the mark."""
    with monkeypatch.context() as patched:
        if step == "claimed":
            patched.setattr(posting, "hand_over", dying)
        else:
            patched.setattr(posting.Editions, "letter", letter_that_leaves_then_dies)
        with pytest.raises(KeyboardInterrupt):
            run(posting.start, digest)
    run(posting.go_on, digest)
    assert whole() == ("bcde" if step == "claimed" else "abcde")
    later(digest)
    run(posting.settle, digest, send_again=True)
    assert whole() == ("abcde" if step == "claimed" else "aabcde")  # that was a person's choice


def dying(*args):
    raise KeyboardInterrupt


def letter_that_leaves_then_dies(editions, subscription, voice, connection):
    mail.EmailMessage("x", "x", to=[subscription.subscriber.email]).send()
    raise KeyboardInterrupt


def test_a_refusal_is_certain_and_can_be_tried_again(digest, run, server):
    server("b", SMTPDataError(550, b"b@example.org unknown"))
    run(posting.start, digest)
    assert whole() == "acde"
    assert digest.state == State.SENT
    refused = digest.deliveries.refused_by_the_server().get()
    assert refused.refused == "SMTPDataError 550"
    server("", None)
    run(posting.retry_refused, digest)
    assert whole() == "abcde"


def test_a_broken_connection_is_a_doubt_not_a_second_letter(digest, run, server):
    server("b", SMTPServerDisconnected(), after=True)
    run(posting.start, digest)
    assert whole() == "abcde"
    assert digest.deliveries.unsettled().count() == 1


def test_a_server_that_is_down_stops_it_with_the_reason(digest, run, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError()))
        run(posting.start, digest)
    assert digest.state == State.STOPPED
    assert digest.trouble
    assert digest.deliveries.to_send().count() == 5
    assert to_look_at(None).total == 1
    run(posting.go_on, digest)
    assert whole() == "abcde"


def test_failures_in_a_row_stop_it(digest, run, monkeypatch):
    refusal = SMTPDataError(451, b"later")
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(refusal))
        run(posting.start, digest)
    assert digest.state == State.STOPPED
    assert digest.deliveries.refused_by_the_server().count() == posting.FAILURES_IN_A_ROW
    run(posting.retry_refused, digest)
    assert whole() == "abcde"


def test_stopped_and_gone_on(digest, run, monkeypatch):
    real = posting.hand_over

    def stopping(delivery, editions, connection):
        posting.stop(digest)
        return real(delivery, editions, connection)

    with monkeypatch.context() as patched:
        patched.setattr(posting, "hand_over", stopping)
        run(posting.start, digest)
    assert digest.state == State.STOPPED
    assert whole() == "a"
    run(posting.go_on, digest)
    assert whole() == "abcde"


def test_a_worker_given_up_for_dead_may_not_go_on(digest, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        posting.start(digest)
    digest.refresh_from_db()
    former = str(digest.run)
    with django_capture_on_commit_callbacks():
        posting.go_on(digest)
    posting.send.call(digest.pk, former)
    assert mail.outbox == []
    digest.refresh_from_db()
    assert posting.claim_next(digest, former) is None


def test_the_timer_resumes_what_is_silent_and_nothing_else(digest, run, server):
    server("c", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        run(posting.start, digest)
    server("", None)
    assert posting.resume_silent() == 0
    Digest.objects.update(beat=timezone.now() - timedelta(minutes=5))
    run(lambda _digest: posting.resume_silent(), digest)
    assert whole() == "abde"


def test_who_stopped_in_the_meantime_gets_nothing(digest, run, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        posting.start(digest)
    Subscription.objects.get(subscriber__email="b@example.org").stop()
    run(posting.go_on, digest)
    assert whole() == "acde"
    assert digest.deliveries.progress()["left"] == 1


def test_an_issue_for_nobody_is_sent_at_once(run):
    digest = Digest.objects.create(
        cadence="monthly", since=date(2015, 1, 1), until=date(2015, 1, 7)
    )
    run(posting.start, digest)
    assert digest.state == State.SENT


def test_the_screen_shows_where_it_stands_and_decides(
    digest, server, django_capture_on_commit_callbacks
):
    ensure_roles()
    desk = client_of(editor(Code.COORDINATION))
    server("b", SMTPServerDisconnected())
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("digest_send", args=[digest.pk]))
    server("", None)
    later(digest)
    address = reverse("digest_progress", args=[digest.pk])
    context = desk.get(address).context
    assert (context["progress"]["sent"], context["unknown"]) == (4, 1)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"again": ""})
    assert whole() == "abcde"
    assert desk.get(address).context["unknown"] == 0
    assert DigestLetter.objects.sent().count() == 5
