"""The client, what its errors mean, and when to leave the server alone.

A server that hangs must not cost every reader its timeout. The first failure closes the way for
all requests of this process; only the indexing thread tries again from time to time, and opens it.
"""

import logging
import threading
import time
from contextlib import contextmanager

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch import TransportError as Unreachable
from elastic_transport import TransportError

from ..base import EngineError

logger = logging.getLogger(__name__)

LONG = 60.0  # seconds for work that no reader waits for
BETWEEN_TRIES = 5.0  # seconds
THE_QUESTION = {400, 404}  # or the index: the server itself is well


class Connection:
    def __init__(self, options: dict):
        hosts = options["hosts"]
        self.prefix = options["prefix"]
        self.client = Elasticsearch(
            hosts,
            api_key=options["api_key"] or None,
            ca_certs=options["ca_file"] or None,
            request_timeout=options["timeout"],
            max_retries=len(hosts) - 1,  # another node of the cluster at once, if one is down
            retry_on_status=(),
            retry_on_timeout=False,
        )
        self.patient = self.client.options(request_timeout=LONG)
        self._guard = threading.Lock()
        self._trouble = ""
        self._next_try = 0.0

    @property
    def trouble(self) -> str:
        """Why the server is left alone now; empty if it is not."""
        return self._trouble

    @contextmanager
    def asking(self):
        """For a question somebody waits for: not even tried while the server is in trouble."""
        if self._trouble:
            raise EngineError(self._trouble)
        with self.errors_told():
            yield self.client

    @contextmanager
    def working(self):
        """For the indexing thread: this is how a server that came back is noticed."""
        with self._guard:
            now = time.monotonic()
            if self._trouble and now < self._next_try:
                raise EngineError(self._trouble)
            self._next_try = now + BETWEEN_TRIES
        with self.errors_told():
            yield self.patient
        if self._trouble:
            logger.warning("search: Elasticsearch answers again")
            self._trouble = ""

    @contextmanager
    def errors_told(self):
        try:
            yield
        except EngineError:
            raise
        except ApiError as error:
            status = error.meta.status
            sentence = f"{status} {error.message}"
            if status not in THE_QUESTION:
                self.leave_alone(sentence)
            raise EngineError(sentence) from error
