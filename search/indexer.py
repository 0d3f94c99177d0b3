"""Who applies recorded changes, and when: after commit, in a thread, so that no save waits.

In tests (`SEARCH_INLINE`) there is no thread: the same work is done at once.
"""

import logging
import threading
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connections

from . import changes
from .engines import engines
from .engines.base import EngineError

log = logging.getLogger(__name__)

_wanted = threading.Event()
_guard = threading.Lock()
_thread: threading.Thread | None = None
_paused = 0


def wake() -> None:
    """Something was committed. Returns at once and never raises."""
    if _paused:
        return
    if settings.SEARCH_INLINE:
        catch_up()
        return
    _wanted.set()
    start()


def start() -> None:
    """One thread a process, started when first needed: after a server has forked."""
    global _thread
    with _guard:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=work, name="search-indexer", daemon=True)
            _thread.start()


def work() -> None:
    while True:
        _wanted.wait()
        _wanted.clear()
        catch_up()
        connections.close_all()


def catch_up() -> int:
    """Describe what changed, then let each engine follow: the last one first, because it lies on
    this machine and answers if the others do not. Never raises.
    """
    done = attempt(changes.describe_pending)
    for engine in reversed(engines()):
        attempt(engine.catch_up)
    return done


def attempt(step) -> int:
    try:
        return step()
    except (EngineError, OperationalError) as error:  # SQLite: somebody else writes for long
        log.info("search: changes are recorded, and applied later (%s)", error)
        return 0
    except Exception:
        log.exception("search: changes are recorded, but could not all be applied yet")
        return 0


@contextmanager
def paused():
    """For imports: record everything, apply it once at the end."""
    global _paused
    _paused += 1
    try:
        yield
    finally:
        _paused -= 1
        wake()
