"""Alerts by e-mail: only who confirmed, each event once, nothing kept afterwards."""

import re
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from cms.subscriptions import asking, links, sending, topics
from cms.subscriptions.models import DAYS_TO_CONFIRM, Notice, Subscriber, Subscription
from cms.subscriptions.topics import Event, Line, Source, Subject

pytestmark = pytest.mark.django_db
TOPIC = "thing:one"


class World:
    """What an app would say happened."""

    def __init__(self):
        self.events = []

    def happens(self, key, *topics_of_it, day=date(2026, 5, 1)):
        self.events.append(Event(key, day, frozenset(topics_of_it or {TOPIC})))

    def lines(self, keys):
        known = {event.key: event for event in self.events}
        return {
            key: Line(known[key].day, f"Chose {key}", "réponse", f"https://example.org/{key}")
            for key in keys
            if key in known
        }


@pytest.fixture
def world(monkeypatch):
    cache.clear()
    found = World()
    source = Source(
        "world",
        {"thing": "chose"},
        lambda kind, code: Subject(f"La chose {code}", f"/{code}/") if code != "none" else None,
        lambda: found.events,
        found.lines,
    )
    monkeypatch.setattr(topics, "_sources", {"world": source})
    return found


def follower(email="lectrice@example.org", *topics_of_it, language="fr"):
    subscriber, _new = Subscriber.objects.get_or_create(
        email=email, defaults={"language": language}
    )
    for one in topics_of_it or (TOPIC,):
        Subscription.objects.create(subscriber=subscriber, topic=one).confirm()
    return subscriber


def address_in(letter):
    return re.search(r"http://localhost:8000(/\S+)", letter.body).group(1)


def ask(client, email="lectrice@example.org", topic=TOPIC, **values):
    return client.post(
        f"{reverse('alerts:ask')}?topic={topic}", {"email": email, "language": "fr", **values}
    )


@pytest.fixture
def asked(client, world, django_capture_on_commit_callbacks):
    def question(*args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return ask(client, *args, **values)

    return question


def test_nothing_is_sent_before_the_address_confirmed(client, asked, world):
    assert asked().status_code == 302
    [letter] = mail.outbox
    assert letter.to == ["lectrice@example.org"]
    world.happens("before")
    sending.send_alerts()
    world.happens("after")
    sending.send_alerts()
    assert len(mail.outbox) == 1
    link = address_in(letter)
    assert client.get(link).status_code == 200  # a program that looks at links confirms nothing
    assert not Subscription.objects.confirmed().exists()
    assert client.post(link).status_code == 302
    world.happens("later")
    sending.send_alerts()
    assert ["Chose later" in one.subject for one in mail.outbox[1:]] == [True]


def test_who_types_an_address_learns_nothing_of_it(asked, world):
    new = asked()
    Subscription.objects.get().confirm()
    known, machine = asked(), asked("autre@example.org", website="x")
    assert new.status_code == known.status_code == machine.status_code == 302
    assert new.url == known.url == machine.url
    assert not Subscriber.objects.filter(email="autre@example.org").exists()


def test_an_address_gets_few_letters_however_many_ask(asked, world):
    for _time in range(asking.LETTERS_A_DAY + 2):
        asked()
    assert len(mail.outbox) == asking.LETTERS_A_DAY


def test_a_connection_asks_a_few_times_an_hour(asked, world):
    answers = [asked(f"lectrice{n}@example.org").status_code for n in range(9)]
    assert answers == [302] * 8 + [422]


def test_what_does_not_exist_cannot_be_followed(client, world):
    for topic in ("thing:none", "other:one", "thing:", "", "x" * 5000, "\x00"):
        assert client.get(reverse("alerts:ask"), {"topic": topic}).status_code in (400, 404)


def test_never_confirmed_is_erased(world):
    subscriber = Subscriber.objects.create(email="lectrice@example.org", language="fr")
    long_ago = timezone.now() - timedelta(days=DAYS_TO_CONFIRM, hours=1)
    Subscription.objects.create(subscriber=subscriber, topic=TOPIC, asked_at=long_ago)
    sending.send_alerts()
    assert not Subscriber.objects.exists()


def test_each_event_once_to_an_address_whatever_it_follows(world):
    world.happens("old")
    sending.send_alerts()
    follower("lectrice@example.org", TOPIC, "thing:two")
    world.happens("new", TOPIC, "thing:two")
    sending.send_alerts()
    sending.send_alerts()
    [letter] = mail.outbox
    assert letter.body.count("https://example.org/new") == 1
    assert "old" not in letter.body


def test_what_was_there_before_the_first_run_is_no_news(world):
    follower()
    world.happens("old")
    sending.send_alerts()
    assert mail.outbox == []
    assert Notice.objects.count() == 1


def test_an_event_of_long_ago_recorded_today_is_told(world):
    world.happens("first")
    sending.send_alerts()
    follower()
    world.happens("late", day=date(2019, 1, 1))
    sending.send_alerts()
    assert ["Chose late" in one.subject for one in mail.outbox] == [True]


def test_what_is_not_public_any_more_is_not_told(world):
    world.happens("first")
    sending.send_alerts()
    follower()
    world.happens("gone")
    Notice.objects.create(key="gone")  # noticed, then withdrawn before the letter
    world.events.pop()
    sending.send_alerts()
    assert mail.outbox == []


def test_a_letter_that_the_server_refused_is_tried_again_and_the_others_leave(world, monkeypatch):
    world.happens("first")
    sending.send_alerts()
    follower("a@example.org")
    follower("b@example.org")
    world.happens("new")
    real = EmailBackend.send_messages

    def refusing(self, messages):
        if messages[0].to == ["a@example.org"]:
            raise SMTPServerDisconnected
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refusing)
    tally = sending.send_alerts()
    assert (tally.sent, tally.failed) == (1, 1)
    monkeypatch.setattr(EmailBackend, "send_messages", real)
    sending.send_alerts()
    assert [letter.to for letter in mail.outbox] == [["b@example.org"], ["a@example.org"]]


def test_a_run_that_died_is_resumed_without_telling_twice(world, monkeypatch):
    world.happens("first")
    sending.send_alerts()
    for name in ("a", "b", "c"):
        follower(f"{name}@example.org")
    world.happens("new")
    real = EmailBackend.send_messages

    def dying(self, messages):
        real(self, messages)
        if messages[0].to == ["b@example.org"]:
            raise KeyboardInterrupt  # after the letter left, before that was written down

    monkeypatch.setattr(EmailBackend, "send_messages", dying)
    with pytest.raises(KeyboardInterrupt):
        sending.send_alerts()
    monkeypatch.setattr(EmailBackend, "send_messages", real)
    sending.send_alerts()
    assert sorted(letter.to[0][0] for letter in mail.outbox) == ["a", "b", "c"]


def test_two_runs_at_once_write_one_letter(world):
    world.happens("first")
    sending.send_alerts()
    one = follower()
    same = Subscriber.objects.get(pk=one.pk)
    assert one.claim(5) is True
    assert same.claim(5) is False


def test_one_click_of_a_mail_program_erases_the_address(client, world):
    world.happens("first")
    sending.send_alerts()
    follower()
    world.happens("new")
    sending.send_alerts()
    [letter] = mail.outbox
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = (
        letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    )
    assert client.get(link).status_code == 302  # looking is not stopping
    assert Subscriber.objects.exists()
    client.handler.enforce_csrf_checks = True
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscriber.objects.exists()
    assert client.post(link).status_code == 200  # pressed twice


def test_one_looks_after_ones_own_alerts(client, world):
    subscriber = follower("lectrice@example.org", TOPIC, "thing:two")
    link = links.mine(subscriber).removeprefix("http://localhost:8000")
    html = client.get(link).content.decode()
    assert "La chose one" in html
    first, second = subscriber.subscriptions.order_by("pk")
    assert client.post(link, {"stop": first.pk}).url == link
    assert list(subscriber.subscriptions.all()) == [second]
    client.post(link, {"stop": "all"})
    assert not Subscriber.objects.exists()
    assert client.get(link).status_code == 404


def test_a_key_opens_only_its_own(client, world):
    mine, other = follower("a@example.org"), follower("b@example.org")
    link = links.mine(mine).removeprefix("http://localhost:8000")
    client.post(link, {"stop": other.subscriptions.get().pk})
    assert other.subscriptions.exists()
    for view in ("alerts:confirm", "alerts:mine"):
        for key in ("", "x", "1:2", link.partition("key=")[2][:-1]):
            assert client.get(reverse(view), {"key": key}).status_code == 404


def test_a_letter_is_in_the_language_of_who_reads_it(world):
    world.happens("first")
    sending.send_alerts()
    follower("a@example.org", language="nl")
    world.happens("new")
    sending.send_alerts()
    [letter] = mail.outbox
    [(html, kind)] = [(part.content, part.mimetype) for part in letter.alternatives]
    assert kind == "text/html"
    assert 'lang="nl-BE"' in html
    assert "/nl/" in letter.extra_headers["List-Unsubscribe"]


def test_the_admin_counts_and_shows_no_address(client, world, django_user_model):
    follower("secrete@example.org")
    Subscription.objects.create(
        subscriber=Subscriber.objects.create(email="autre@example.org", language="fr"), topic=TOPIC
    )
    address = reverse("alerts_overview")
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_superuser("chef"))
    response = client.get(address)
    assert [(row["confirmed"], row["waiting"]) for row in response.context["rows"]] == [(1, 1)]
    assert "example.org" not in response.content.decode()
    known = client.post(address, {"email": "Secrete@example.org"})
    unknown = client.post(address, {"email": "inconnue@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [one.email for one in Subscriber.objects.all()] == ["autre@example.org"]
