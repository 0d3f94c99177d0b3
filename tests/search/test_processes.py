"""Several processes, one index: killed in the middle, writing at the same time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests import elastic

SCRIPT = Path(__file__).with_name("process.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def process(tmp_path, index):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}?timeout=20"}

    def start(what):
        return subprocess.Popen(
            [sys.executable, SCRIPT, what, index],
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


def test_killed_between_the_commit_and_the_index(process):
    assert counted(process("tables")) == (300, 300)
    kill(process("change-and-wait"))
    assert counted(process("look")) == (301, 301)


def kill(process):
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.elasticsearch
class TestElasticsearch:
    @pytest.fixture
    def index(self):
        prefix = elastic.options()["prefix"]
        yield f"elasticsearch:{prefix}"
        elastic.forget(prefix)

    def indices(self, index):
        with Elasticsearch(elastic.URL) as client:
            return set(client.indices.get(index=f"{index.partition(':')[2]}-*"))

    def test_killed_in_the_middle_of_a_rebuild(self, process, index):
        assert counted(process("tables")) == (300, 300)
        answering = self.indices(index)
        kill(process("rebuild-slowly"))
        assert self.indices(index) > answering
        assert counted(process("look")) == (300, 300)  # the old index still answers
        assert counted(process("write")) == (310, 310)  # and no lock outlived its holder
        assert counted(process("rebuild")) == (310, 310)
        assert len(self.indices(index)) == len(answering)  # what was left half-made is gone

    def test_killed_between_the_commit_and_the_index(self, process):
        test_killed_between_the_commit_and_the_index(process)

    def test_two_machines_write_at_once(self, process):
        test_two_processes_write_at_once(process)
