"""SQLite in memory, or the server that DATABASE_URL names."""

import os
import tempfile
from pathlib import Path

import dj_database_url

from .base import *

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "testserver"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="cass-test-"))
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
SEARCH_DIR = VAR_DIR / "search"
SEARCH_INLINE = True
TASKS_INLINE = True
SEARCH_ENGINES = ["search.engines.embedded.engine.Embedded"]  # others: tests/elastic.py
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL", "sqlite://:memory:"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
LOGGING["root"]["level"] = "ERROR"
