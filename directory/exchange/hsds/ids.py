"""Identifiers that never change and lead back to their record without a table to look them up in.

A version 8 UUID (RFC 9562): who issues it and for what kind of thing, then the number of the row.
What has no row of its own (a telephone number, a schedule) is named after its owner.
"""

import hashlib
from functools import cache
from uuid import UUID, uuid5

from django.conf import settings

ROW = 48  # bits
ORGANISATION, SERVICE, LOCATION = "organization", "service", "location"
KEPT = ~((0xF << 76) | (0x3 << 62))  # all but the bits that say which kind of UUID this is
VERSION_8 = (8 << 76) | (2 << 62)


@cache
def issuer(base: str, kind: str) -> int:
    digest = hashlib.sha256(f"{base}|{kind}".encode()).digest()
    return int.from_bytes(digest[:10], "big") << ROW


def of(kind: str, pk: int) -> UUID:
    value = issuer(settings.WAGTAILADMIN_BASE_URL, kind) | pk
    return UUID(int=(value & KEPT) | VERSION_8)


def row(kind: str, identifier: str) -> int | None:
    """The number of the row, if this site issued it for this kind of thing."""
    try:
        value = UUID(identifier)
    except ValueError:
        return None
    pk = value.int & ((1 << ROW) - 1)
    return pk if of(kind, pk) == value else None


def within(owner: UUID, *names: object) -> UUID:
    return uuid5(owner, "|".join(map(str, names)))
