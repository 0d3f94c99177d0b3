"""Many people register at the same moment: never more than places, nobody lost, nobody twice."""

import sqlite3
import threading

import pytest
from django.db import connection, connections
from wagtail.models import Locale, Page

from cms.settings.base import SQLITE_OPTIONS
from home.models import Registration
from home.registrations import enrolling
from tests.factories.home import site
from tests.factories.registrations import opened

pytestmark = pytest.mark.django_db(transaction=True)
PLACES, PEOPLE = 3, 8


@pytest.fixture
def rules(tmp_path):
    """In a database that several connections open: SQLite in memory has one only."""
    if not Page.objects.exists():  # a test of this kind leaves an empty database to the next
        first, _created = Locale.objects.get_or_create(language_code="fr")
        Page.add_root(instance=Page(title="Root", slug="root", locale=first))
    site()
    found = opened(places=PLACES)
    if connection.vendor == "sqlite":
        found.file = tmp_path / "race.sqlite3"
        with sqlite3.connect(found.file) as copy:
            connection.connection.backup(copy)
    return found


def own_connection(rules):
    wrapper = connections.create_connection("default")
    if connection.vendor == "sqlite":
        facts = connections.settings["default"]
        wrapper.settings_dict = facts | {"NAME": str(rules.file), "OPTIONS": SQLITE_OPTIONS}
    return wrapper


def at_once(rules, *works):
    """Each in a thread of its own, all from the same moment on; what they raised."""
    gate, failures = threading.Barrier(len(works)), []

    def run(work):
        connections["default"] = own_connection(rules)
        try:
            gate.wait()
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def registering(rules, number):
    values = {"name": "x", "email": f"p{number}@example.org", "language": "fr"}
    return lambda: enrolling.register(rules, values)


def states(rules):
    """As the database of the race has them."""
    found = []

    def read():
        rows = Registration.objects.filter(rules=rules.pk)
        found.extend(rows.values_list("state", flat=True))

    assert at_once(rules, read) == []
    return found


def test_at_the_same_moment(rules):
    works = [registering(rules, number) for number in range(PEOPLE)]
    assert at_once(rules, *works) == []
    assert states(rules).count("confirmed") == PLACES
    assert states(rules).count("waiting") == PEOPLE - PLACES


def test_somebody_cancels_while_others_register(rules):
    works = [registering(rules, number) for number in range(PEOPLE)]
    assert at_once(rules, *works[:PLACES]) == []
    gone = []

    def cancel():
        first = Registration.objects.filter(rules=rules.pk, state="confirmed").first()
        gone.append(first.pk)
        enrolling.cancel(first)

    assert at_once(rules, cancel, *works[PLACES:]) == []
    assert states(rules).count("confirmed") == PLACES
    assert len(states(rules)) == PEOPLE - 1


def test_the_same_address_at_the_same_moment(rules):
    assert at_once(rules, *[registering(rules, 1)] * 4) == []
    assert states(rules) == ["confirmed"]


def test_the_settings_of_sqlite_are_those_of_the_site():
    """The lock on SQLite is this word."""
    assert SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"
