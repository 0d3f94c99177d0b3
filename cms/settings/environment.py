"""Reads the environment, and refuses with a sentence that names the variable."""

import os
from urllib.parse import urlsplit

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


def elasticsearch():
    """The server or cluster to search with; no host at all where there is none."""
    urls = optional("ELASTICSEARCH_URL").replace(",", " ").split()
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not parts.port:
            raise ImproperlyConfigured(
                f"ELASTICSEARCH_URL: {url!r} must have a scheme, a host and a port, "
                "as in https://search.example.org:9200 (several: separated by spaces)."
            )
    ca_file = optional("ELASTICSEARCH_CA")
    if ca_file and not os.path.isfile(ca_file):
        raise ImproperlyConfigured(f"ELASTICSEARCH_CA: there is no file {ca_file!r}.")
    return {
        "hosts": urls,
        "api_key": optional("ELASTICSEARCH_API_KEY"),
        "ca_file": ca_file,
        "prefix": optional("ELASTICSEARCH_PREFIX", "cass"),
        "shards": number("ELASTICSEARCH_SHARDS", 1, least=1),
        "replicas": number("ELASTICSEARCH_REPLICAS", 0, least=0),
        "timeout": number("ELASTICSEARCH_TIMEOUT", 1.0, least=0.05),
    }


def number(name, default, least):
    """Of the kind of its default: whole, or with a fraction."""
    written = optional(name, str(default))
    try:
        value = type(default)(written)
    except ValueError:
        value = None
    if value is None or not value >= least:
        raise ImproperlyConfigured(f"{name} must be a number from {least} on, not {written!r}.")
    return value
