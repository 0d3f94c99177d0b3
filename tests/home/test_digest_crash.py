"""Killed in the middle of sending: the rest is sent, nobody gets a letter twice, doubt is shown."""

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from cms.subscriptions.models import Subscriber, Subscription
from home.digest.records import Digest, DigestLetter

pytestmark = pytest.mark.django_db
SCRIPT, ROOT = Path(__file__).with_name("digest_crash.py"), Path(__file__).parents[2]
LETTERS = 6
UNSETTLED = "SELECT count(*) FROM home_digestletter WHERE claimed_at NOT NULL AND sent_at IS NULL"
KEPT = "SELECT count(*) FROM home_digestletter WHERE subscription_id NOT NULL"


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
        DigestLetter.objects.create(digest=digest, subscription=subscription, voice="fr")


@pytest.fixture
def database(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("copies the database of the test into a file, which SQLite can")
    issue_with_letters()
    file = tmp_path / "db.sqlite3"
    file.write_bytes(connection.connection.serialize())  # with what no transaction has ended yet
    return file


@pytest.mark.parametrize(("when", "left"), [("before", 2), ("after", 3)])
def test_killed_at_the_third_letter(database, tmp_path, when, left):
    outbox = tmp_path / "outbox"
    command = [sys.executable, SCRIPT, database, outbox, when]
    done = subprocess.run(
        command, cwd=ROOT, timeout=120, check=True, capture_output=True, text=True
    )
    in_all = LETTERS - (when == "before")
    killed, went_on = (line.split() for line in done.stdout.splitlines())
    assert killed == [str(int(signal.SIGKILL)), str(left)]
    assert went_on == ["0", str(in_all)]
    letters = Counter(outbox.read_text().split())
    assert set(letters.values()) == {1}  # nobody twice
    assert ("a2@example.org" in letters) == (when == "after")
    with closing(sqlite3.connect(database)) as rows:
        assert rows.execute(UNSETTLED).fetchone() == (1,)  # shown to a coordinator
        assert rows.execute(KEPT).fetchone() == (1,)
