"""The client, what its errors mean, and when to leave the server alone.

A server that hangs must not cost every reader its timeout. The first failure closes the way for
all readers of this process; only the indexing thread tries again, and opens it.
"""

import logging
import threading
import time
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from ..base import EngineError

logger = logging.getLogger(__name__)

LONG = 30.0  # seconds for work that no reader waits for
BETWEEN_TRIES = 5.0  # seconds
OF_THE_QUESTION = {400, 404, 409}  # or of the index: the server itself is well


class Connection:
    def __init__(self, options: dict):
        self.prefix: str = options["prefix"]
        self.client = Elasticsearch(
            options["hosts"],
            api_key=options["api_key"] or None,
            **({"ca_certs": options["ca_file"]} if options["ca_file"] else {}),
            request_timeout=options["timeout"],
            max_retries=len(options["hosts"]) - 1,  # at once another node, if one is down
            retry_on_status=(),
            retry_on_timeout=False,
        )
        self.trouble = ""  # why the server is left alone now
        self.trouble_since: datetime | None = None
        self._next_try = 0.0
        self._guard = threading.Lock()

    @contextmanager
    def reading(self):
        """For who waits: the server is not even asked while it is in trouble."""
        if self.trouble:
            raise EngineError(self.trouble)
        with self.errors_told():
            yield self.client

    @contextmanager
    def working(self):
        """For the indexing thread, and so that it is noticed when a server came back."""
        if self.trouble:
            self.take_turn()
        with self.errors_told():
            self.client.info()  # with the short patience of a reader: a hung server is soon known
            yield self.client.options(request_timeout=LONG)
        if self.trouble:
            logger.warning("search: Elasticsearch answers again")
            self.trouble, self.trouble_since = "", None

    def take_turn(self) -> None:
        with self._guard:
            if time.monotonic() < self._next_try:
                raise EngineError(self.trouble)
            self._next_try = time.monotonic() + BETWEEN_TRIES

    def leave_alone(self, why: str) -> None:
        if not self.trouble:
            logger.warning("search: Elasticsearch is left alone (%s)", why)
            self.trouble_since = timezone.now()
        self._next_try = time.monotonic() + BETWEEN_TRIES
        self.trouble = why

    @contextmanager
    def errors_told(self):
        """Whatever goes wrong becomes EngineError; an answer nobody understands, too."""
        try:
            yield
        except EngineError:
            raise
        except ApiError as error:
            sentence = f"{error.meta.status} {error.message}"
            if error.meta.status not in OF_THE_QUESTION:
                self.leave_alone(sentence)
            raise EngineError(sentence) from error
        except TransportError as error:
            self.leave_alone(f"{type(error).__name__}: {error}")
            raise EngineError(str(error)) from error
        except Exception as error:
            logger.exception("search: an answer of Elasticsearch is not understood")
            raise EngineError(str(error)) from error
