"""Reads the environment, and refuses with a sentence that names the variable."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def optional(name, default=""):
    return os.environ.get(name, "").strip() or default


def required(name):
    value = optional(name)
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is missing.")
    return value


def flag(name):
    value = optional(name).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def secret(name):
    value = required(name)
    if len(value) < 50 or len(set(value)) < 10 or value.startswith(("dev-", "django-insecure-")):
        raise ImproperlyConfigured(
            f"{name} is too weak: give at least 50 random characters "
            "(python -c 'import secrets; print(secrets.token_urlsafe(60))')."
        )
    return value


def hosts(name):
    names = [host.strip() for host in required(name).split(",") if host.strip()]
    if not names or "*" in names:
        raise ImproperlyConfigured(f"{name} must list host names, separated by commas, without *.")
    return names
