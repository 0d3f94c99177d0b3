"""Work that no request may wait for: given to a worker, or where there is none to a thread.

`make run` has no worker: tasks run at once, by whoever asks for them. For what takes seconds that
would be a page that does not answer.
"""

import logging
import threading

from django.conf import settings
from django.db import connections, transaction
from django_tasks.backends.immediate import ImmediateBackend

log = logging.getLogger(__name__)
_running: set[str] = set()
_lock = threading.Lock()


def soon(task, even_if_nobody_waits=True) -> None:
    """A task without arguments that does all there is to do, once this transaction is done.

    Without a worker, what nobody waits for yet is left until somebody does: a command that loads a
    hundred pages would otherwise go on long after its end.
    """
    if settings.TASKS_INLINE or not isinstance(task.get_backend(), ImmediateBackend):
        transaction.on_commit(task.enqueue)
    elif even_if_nobody_waits:
        transaction.on_commit(lambda: in_thread(task))


def in_thread(task) -> None:
    """One thread for each task: who comes meanwhile is served by the same."""
    with _lock:
        if task.module_path in _running:
            return
        _running.add(task.module_path)
    threading.Thread(target=_work, args=(task,), daemon=True).start()


def _work(task) -> None:
    try:
        task.call()
    except Exception:
        log.exception("%s failed", task.module_path)
    finally:
        with _lock:
            _running.discard(task.module_path)
        connections.close_all()
