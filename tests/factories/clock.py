"""Another day, for what looks at the time itself."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def later(**delta):
    moment = timezone.now() + timedelta(**delta)
    with (
        patch("django.utils.timezone.now", return_value=moment),
        patch("django.core.signing.time.time", return_value=moment.timestamp()),
    ):
        yield
