"""Two servers that start at the same time make one site, not two halves."""

import fcntl
import threading

import pytest
from django.db import connection

from home.management.commands import setup


@pytest.mark.django_db
def test_the_second_one_waits_for_the_first():
    with setup.alone():
        assert is_locked()
    assert not is_locked()


def is_locked():
    return is_locked_by_postgres() if connection.vendor == "postgresql" else is_file_locked()


def is_locked_by_postgres():
    """Asked from a thread: the one that holds the lock would be given it again."""
    given = []

    def ask():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [setup.LOCK])
            given.append(cursor.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return not given[0]


def is_file_locked():
    with (setup.settings.VAR_DIR / "setup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
