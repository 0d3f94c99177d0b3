"""Minutes sent to officials: one link each, that ends; what was sent is written down."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.coordination import Coordination
from cms.roles import Code
from groups.minutes.records import Minutes
from groups.minutes.transmissions import Means, Transmission, record
from tests.factories.editors import client_of, group_page, site_with_editors
from tests.factories.minutes import OFFICIAL, TEXT, address, held, link_to, minutes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    cache.clear()  # who tried wrong keys before, in another test
    made = site_with_editors()
    made.minutes = minutes_of(
        held(group=group_page(made)), approved_on=timezone.localdate(), for_officials=True
    )
    made.client = client_of(made.users[Code.COORDINATION])
    made.log = reverse("minutes_sent", args=[made.minutes.meeting_id])
    return made


def form(**fields):
    usual = {"role": "Échevinat", "name": "N. N.", "email": "echevin@example.org"}
    return usual | {"means": "link", "days": 30, "language": "both"} | fields


def row():
    return Transmission.objects.get()


def test_the_door_says_what_it_is_before_it_opens(made, client):
    url = address("link", key=link_to(made.minutes))
    door = client.get(url.removesuffix("&read=1"))
    assert door.status_code == 200
    assert "Échevinat" in door.content.decode()
    assert TEXT not in door.content.decode()
    assert row().first_opened_at is None  # a program of the mail server may have opened it
    page = client.get(url).content.decode()
    assert TEXT in page
    assert OFFICIAL not in page
    first = row().first_opened_at
    assert first
    client.get(url)
    assert row().first_opened_at == first
    assert row().last_opened_at > first


def test_head_is_no_reading(made, client):
    assert client.head(address("link", key=link_to(made.minutes))).status_code == 200
    assert row().first_opened_at is None


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "expired"),
        ({"withdrawn_at": timezone.now()}, "withdrawn"),
    ],
)
def test_a_link_that_ended_says_so_with_a_way_on(made, client, change, state):
    Coordination.objects.update_or_create(
        site=made.fr.get_site(), defaults={"email": "bonjour@example.org"}
    )
    key, file = link_to(made.minutes, **change), made.minutes.files.get().pk
    assert row().state == state
    for url in (address("link", key=key), address("link-file", file, key=key)):
        response = client.get(url)
        assert response.status_code == 410
        assert "bonjour@example.org" in response.content.decode()
        assert TEXT not in response.content.decode()


@pytest.mark.parametrize("key", ["", "x", "a.b", "%00", "é" * 300])
def test_what_we_never_gave_is_not_found(made, client, key):
    assert client.get(reverse("minutes:link"), {"key": key, "read": 1}).status_code in (400, 404)


def test_a_key_for_another_purpose_opens_nothing(made, client):
    from cms import keys

    key, digest = keys.make("answer")
    Transmission.objects.create(
        minutes=made.minutes, role="x", key_hash=digest, expires_at=timezone.now() + timedelta(1)
    )
    assert client.get(address("link", key=key)).status_code == 404


def test_who_tries_many_keys_has_to_wait(made, client):
    url = address("link", key="x")
    assert [client.get(url).status_code for _try in range(21)][-1] == 429


@pytest.mark.parametrize("change", [{"for_officials": False}, {"approved_on": None}])
def test_closing_the_minutes_closes_every_link(made, client, change):
    url = address("link", key=link_to(made.minutes))
    Minutes.objects.update(**{"for_officials": False} | change)
    assert client.get(url).status_code == 410
    assert row().state == Transmission.State.CLOSED


def test_a_file_of_other_minutes_is_not_opened_by_it(made, client):
    other = minutes_of(held(group=made.minutes.meeting.group), approved_on=timezone.localdate())
    key = link_to(made.minutes)
    assert client.get(address("link-file", other.files.get().pk, key=key)).status_code == 404


def test_the_link_is_shown_once_and_the_letter_read_before_it_leaves(
    made, client, django_capture_on_commit_callbacks
):
    shown = made.client.post(made.log, form())
    link, letter = shown.context["address"], shown.context["letter"]
    assert "no-store" in shown["Cache-Control"]
    sent = row()
    assert (sent.means, sent.sent_by) == (Means.LINK, made.users[Code.COORDINATION])
    assert sent.key_hash not in link
    assert link not in made.client.get(made.log).content.decode()
    body = letter.initial["body"]
    assert "Madame" in body
    assert "Mevrouw" in body
    assert TEXT not in body
    with django_capture_on_commit_callbacks(execute=True):
        made.client.post(made.log, letter.initial | {"post": "1"})
    [message] = mail.outbox
    assert message.to == ["echevin@example.org"]
    path = link.partition("//")[2].partition("/")[2]
    assert "Échevinat" in client.get(f"/{path}").content.decode()


@pytest.mark.parametrize("means", ["email", "paper"])
def test_what_went_another_way_is_written_down_without_a_link(made, means):
    assert made.client.post(made.log, form(means=means)).status_code == 302
    assert (row().state, row().key_hash) == (Transmission.State.SENT, None)


@pytest.mark.parametrize("wrong", [{"role": ""}, {"email": "x"}, {"days": 0}, {"means": "smoke"}])
def test_what_makes_no_sense_is_refused(made, wrong):
    assert made.client.post(made.log, form(**wrong)).status_code == 422
    assert not Transmission.objects.exists()


def test_drafts_go_to_nobody(made):
    Minutes.objects.update(for_officials=False, approved_on=None)
    assert made.client.post(made.log, form()).status_code == 422
    assert not Transmission.objects.exists()


def test_withdrawing_is_for_the_coordination(made, client):
    link_to(made.minutes)
    url = reverse("withdraw_minutes", args=[row().pk])
    client_of(made.users[Code.FACILITATION]).post(url)
    client.post(url)
    made.client.get(url)
    assert row().withdrawn_at is None
    made.client.post(url)
    assert row().state == Transmission.State.WITHDRAWN


@pytest.mark.parametrize("by", ["the timer", "the screen"])
def test_names_are_erased_after_a_time_and_the_function_stays(made, by):
    facts = {"means": Means.PAPER, "name": "N. N.", "email": "x@example.org"}
    old, _key = record(made.minutes, None, role="Échevinat", **facts)
    new, _key = record(made.minutes, None, role="Cabinet", **facts)
    Coordination.objects.update_or_create(
        site=made.fr.get_site(), defaults={"officials_kept_months": 6}
    )
    then = timezone.now() - timedelta(days=190)
    Transmission.objects.filter(pk=old.pk).update(sent_at=then)
    if by == "the timer":
        call_command("forget_officials", verbosity=0)
    else:
        made.client.get(made.log)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.role, old.name, old.email, bool(old.forgotten_at)) == ("Échevinat", "", "", True)
    assert (new.name, new.forgotten_at) == ("N. N.", None)
