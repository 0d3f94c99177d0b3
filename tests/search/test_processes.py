"""Several processes, one index: killed in the middle, writing at the same time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("process.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def process(tmp_path):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}?timeout=20"}

    def start(what):
        return subprocess.Popen(
            [sys.executable, SCRIPT, what, tmp_path / "index"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def counted(started) -> tuple[int, int]:
    """What the index found, and how many rows there are."""
    output, _errors = started.communicate(timeout=120)
    assert started.returncode == 0
    found, rows = output.split()[-2:]
    return int(found), int(rows)


def test_killed_in_the_middle_of_a_rebuild(process, tmp_path):
    assert counted(process("tables")) == (300, 300)
    answering = (tmp_path / "index" / "current").read_text()
    killed = process("rebuild-slowly")
    assert killed.stdout.readline().strip() == "building"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (tmp_path / "index" / "current").read_text() == answering
    assert len(generations(tmp_path)) == 2
    assert counted(process("look")) == (300, 300)  # the old index still answers
    assert counted(process("write")) == (310, 310)  # and no lock outlived its holder
    assert rebuilt(process, tmp_path) == (310, 310)
    assert len(generations(tmp_path)) == 1  # what was left half-made is gone


def test_two_processes_write_at_once(process):
    assert counted(process("tables")) == (300, 300)
    first, second = process("write"), process("write")
    counted(first), counted(second)
    assert counted(process("look")) == (320, 320)


def generations(tmp_path):
    return [path for path in (tmp_path / "index").glob("*-*") if path.is_dir()]


def rebuilt(process, tmp_path):
    (tmp_path / "index" / "current").unlink()
    return counted(process("look"))
