"""One machine, no environment variable, the site as visitors see it. `DEBUG=1` shows tracebacks."""

import os

from .base import *

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = "dev-only-never-used-in-production-because-production-refuses-it"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"]  # noqa: S104
INTERNAL_IPS = ["127.0.0.1"]
DEMO_ACCOUNTS = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Serve static files from the source tree, without collecting them first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
LOGGING["handlers"]["stderr"] = {"class": "logging.StreamHandler"}
# A line for each page that is saved would drown what the commands say.
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}
