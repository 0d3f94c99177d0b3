"""The one place that calls pandoc: in its sandbox, in a folder of its own, with limits.

The sandbox keeps it from opening any file that is not named on its command line and from asking
anything of the network; the limits are for documents made to exhaust a machine.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 60
MEMORY = 1536 * 1024 * 1024  # of address space; a report of 300 pages asks for a third of it
OUTPUT = 200 * 1024 * 1024


class PandocFailed(Exception):
    """It could not read or write the document. The message is pandoc's own, in English."""


class PandocTooSlow(PandocFailed):
    """It was stopped: too long, or more memory than a document may ask for."""


@cache
def binary() -> str:
    import pypandoc

    return pypandoc.get_pandoc_path()


def run(*arguments: str, given: bytes = b"", folder: Path | None = None, seconds: int = SECONDS):
    """What pandoc writes to its standard output; files named in `arguments` lie in `folder`."""
    with TemporaryDirectory(prefix="pandoc-") as own:
        out = Path(own) / "out"
        with out.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603 - no shell, arguments of our own
                [binary(), "--sandbox", *arguments],
                cwd=folder or own,
                stdin=subprocess.PIPE,
                stdout=file,
                stderr=subprocess.PIPE,
                env={"HOME": own, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
                start_new_session=True,
                preexec_fn=_limits,
            )
            errors = _wait(process, given, seconds)
        if process.returncode != 0:
            raise _failure(process.returncode, errors)
        return out.read_bytes()


def ast(path: Path, reader: str, seconds: int = SECONDS) -> dict:
    """The document as pandoc understands it. `RecursionError` for one nested beyond reason."""
    return json.loads(
        run("-f", reader, "-t", "json", path.name, folder=path.parent, seconds=seconds)
    )


def _wait(process, given: bytes, seconds: int) -> bytes:
    try:
        return process.communicate(given, timeout=seconds)[1]
    except subprocess.TimeoutExpired as error:
        raise PandocTooSlow(f"stopped after {seconds} seconds") from error
    finally:  # the whole group, whatever it started
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _failure(code: int, errors: bytes) -> PandocFailed:
    message = errors[-2000:].decode("utf-8", "replace").strip()
    exhausted = code < 0 or code in (2, 251) or "heap" in message or "memory" in message
    return PandocTooSlow(message) if exhausted else PandocFailed(message)


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 4, SECONDS * 4))
