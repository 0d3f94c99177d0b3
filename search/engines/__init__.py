"""The engines of this installation, the preferred one first (setting SEARCH_ENGINES)."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Engine


@cache
def engines() -> tuple[Engine, ...]:
    return tuple(import_string(path)() for path in settings.SEARCH_ENGINES)
