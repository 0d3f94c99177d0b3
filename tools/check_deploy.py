#!/usr/bin/env python
"""`check --deploy` with the production settings, as a new server runs them; warnings fail too."""

import os
import secrets
import subprocess
import sys

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "www.example.org",
    "BASE_URL": "https://www.example.org",
}

command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
sys.exit(subprocess.run(command, env={**os.environ, **ENVIRONMENT}).returncode)
