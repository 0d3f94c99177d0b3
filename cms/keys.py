"""Keys that open one page to somebody without an account. Only their hash is kept.

A key is signed, so that what this site never gave is refused without asking the database. It goes
into the query of an address (`?key=…`): logs of this site keep no query (cms/logs.py, deploy/).
"""

import hashlib
import secrets

from django.core.signing import BadSignature, Signer

LENGTH = 24  # bytes of chance


def make(purpose: str) -> tuple[str, str]:
    """A new key, to be shown once, and the hash to keep."""
    key = _signer(purpose).sign(secrets.token_urlsafe(LENGTH))
    return key, _digest(key)


def digest_of(key: str, purpose: str) -> str | None:
    """The hash under which a key is kept; None if we never made such a key."""
    try:
        _signer(purpose).unsign(key)
    except BadSignature:
        return None
    return _digest(key)


def _signer(purpose):
    return Signer(salt=f"cms.keys.{purpose}", sep=".")


def _digest(key):
    return hashlib.sha256(key.encode()).hexdigest()
