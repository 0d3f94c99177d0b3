"""Killed in the middle of sending: the rest is sent, nobody gets a letter twice, doubt is shown."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from cms.subscriptions.models import Subscriber, Subscription
from home.digest.records import Delivery, Digest

pytestmark = pytest.mark.django_db
SCRIPT, ROOT = Path(__file__).with_name("digest_crash.py"), Path(__file__).parents[2]
LETTERS = 6


@pytest.fixture
def send(tmp_path):
    """Each time another process, on a copy of the test's database in a file."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the database of the test into a file, which SQLite can")
    file, outbox = tmp_path / "db.sqlite3", tmp_path / "outbox"
    issue_with_letters()
    file.write_bytes(connection.connection.serialize())  # with what no transaction has ended yet
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{file}?timeout=20"}
    environment["OUTBOX"] = str(outbox)

    def another(when):
        done = subprocess.run(
            [sys.executable, SCRIPT, when], cwd=ROOT, env=environment, timeout=120, check=False
        )
        letters = Counter(outbox.read_text().split()) if outbox.exists() else Counter()
        return done.returncode, letters, sqlite3.connect(file)

    return another


def issue_with_letters():
    now = timezone.now()
    digest = Digest.objects.create(
        cadence="weekly", since=date(2015, 1, 1), until=date(2015, 1, 7), started_at=now
    )
    for number in range(LETTERS):
        subscriber = Subscriber.objects.create(email=f"a{number}@example.org", language="fr")
        subscription = Subscription.objects.create(
            subscriber=subscriber, topic="digest:weekly-fr", confirmed_at=now
        )
        Delivery.objects.create(digest=digest, subscription=subscription, voice="fr")


@pytest.mark.parametrize(("when", "left"), [("before", 2), ("after", 3)])
def test_killed_at_the_third_letter(send, when, left):
    code, letters, _rows = send(when)
    assert code == -signal.SIGKILL
    assert letters.total() == left
    code, letters, rows = send("never")
    assert code == 0
    assert set(letters.values()) == {1}  # nobody twice
    third = "a2@example.org"
    assert letters.total() == LETTERS - (when == "before")
    assert (third in letters) == (when == "after")
    unsettled = "SELECT count(*) FROM home_delivery WHERE claimed_at NOT NULL AND sent_at IS NULL"
    assert rows.execute(unsettled).fetchone() == (1,)  # shown to a coordinator
    kept = "SELECT count(*) FROM home_delivery WHERE subscription_id NOT NULL"
    assert rows.execute(kept).fetchone() == (1,)
