"""HSDS files as organisations with their services: one object, a list, a page of an API, or a ZIP
of such files, nested as our own API answers or in one file a kind.
"""

import json
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from cms.tabular import Refused

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
MOST_FILES = 500
KINDS = ("organizations", "services", "locations", "service_at_locations", "schedules", "phones")
OWNERS = ("service_id", "location_id", "organization_id")


@dataclass
class Collection:
    """Everything in the file, by kind and id."""

    organizations: dict[str, dict] = field(default_factory=dict)
    services: dict[str, dict] = field(default_factory=dict)
    locations: dict[str, dict] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # of a service

    @cached_property
    def by_organization(self) -> dict[str, tuple[list[dict], list[str]]]:
        """Services, and ids of locations, of each: once everything is read."""
        found = {identifier: ([], []) for identifier in self.organizations}
        for one in self.services.values():
            if one["organization_id"] in found:
                found[one["organization_id"]][0].append(one)
        for identifier, one in self.locations.items():
            if text(one, "organization_id") in found:
                found[text(one, "organization_id")][1].append(identifier)
        return found

    def services_of(self, organization: str) -> list[dict]:
        return self.by_organization[organization][0]

    def locations_of(self, organization: str) -> list[dict]:
        """Its own, and those where its services are given."""
        services, own = self.by_organization[organization]
        given = [place for service in services for place in self.places[text(service, "id")]]
        return [self.locations[i] for i in dict.fromkeys([*own, *given]) if i in self.locations]


def read(path: Path, name: str) -> Collection:
    if path.stat().st_size > MOST_BYTES:
        raise Refused(_("This file is larger than %(most)s MB.") % {"most": MOST_BYTES // MEGABYTE})
    found, loose = Collection(), []
    try:
        for file, content in documents(path, name):
            for one in objects(content):
                take(found, kind_of(file, one), one, loose)
    except RecursionError as error:
        raise Refused(_("The objects in this file lie too deep in one another.")) from error
    for kind, one in loose:
        attach(found, kind, one)
    if not found.organizations:
        raise Refused(_("There is no organisation in this file."))
    return found


def documents(path: Path, name: str):
    if name.lower().endswith(".zip"):
        yield from unpacked(path)
    elif name.lower().endswith(".json"):
        yield name, parsed(path.read_bytes())
    else:
        raise Refused(_("A file of this kind cannot be read. HSDS comes as .json or .zip."))


def unpacked(path: Path):
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith(".json")]
            if len(parts) > MOST_FILES or sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise Refused(_("Unpacked, this file would be too large. Divide it into several."))
            for part in parts:
                yield part.filename, parsed(archive.read(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refused(_("This ZIP file is damaged, or has a password.")) from error


def parsed(content: bytes):
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is not JSON, or not all of it.")) from error


def objects(content) -> list[dict]:
    if isinstance(content, dict) and isinstance(content.get("contents"), list):
        content = content["contents"]
    if isinstance(content, dict):
        content = [content]
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise Refused(_("This JSON is not HSDS: it holds neither an object nor a list of them."))
    return content


def kind_of(file: str, one: dict) -> str:
    named = Path(file).stem.lower()
    if named in KINDS:
        return named
    if "location_type" in one:
        return "locations"
    if "status" in one:
        return "services"
    if "byday" in one or "opens_at" in one or "freq" in one:
        return "schedules"
    return "organizations" if "name" in one else ""


def take(found: Collection, kind: str, one: dict, loose: list) -> None:
    """Nested objects are taken apart; what only names its owner waits until all is read."""
    identifier = text(one, "id")
    if not identifier:
        return
    if kind == "organizations":
        found.organizations[identifier] = found.organizations.get(identifier, {}) | one
        for inner in several(one, "services"):
            take(found, "services", {**inner, "organization_id": identifier}, loose)
        for inner in several(one, "locations"):
            take(found, "locations", {"organization_id": identifier, **inner}, loose)
    elif kind == "services":
        owner = one.get("organization")
        if isinstance(owner, dict) and text(owner, "id") not in found.organizations:
            take(found, "organizations", owner, loose)
        told = text(one, "organization_id") or text(owner or {}, "id")
        found.services[identifier] = found.services.get(identifier, {}) | one
        found.services[identifier]["organization_id"] = told
        for inner in several(one, "service_at_locations"):
            take(found, "service_at_locations", {"service_id": identifier, **inner}, loose)
    elif kind == "locations":
        found.locations[identifier] = found.locations.get(identifier, {}) | one
    elif kind == "service_at_locations":
        if isinstance(one.get("location"), dict):
            take(found, "locations", one["location"], loose)
        place = text(one, "location_id") or text(one.get("location") or {}, "id")
        found.places[text(one, "service_id")].append(place)
    elif kind in ("schedules", "phones"):
        loose.append((kind, one))


def attach(found: Collection, kind: str, one: dict) -> None:
    """To the closest owner it names, unless nested there already."""
    for name, owners in zip(
        OWNERS, (found.services, found.locations, found.organizations), strict=True
    ):
        owner = owners.get(text(one, name))
        if owner is not None:
            rows = owner.setdefault(kind, [])
            if all(text(row, "id") != text(one, "id") for row in rows):
                rows.append(one)
            return


def several(one: dict, name: str) -> list[dict]:
    value = one.get(name)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text(one: dict, name: str) -> str:
    """Numbers are let pass for texts; anything else counts as not told."""
    value = one.get(name)
    return str(value).strip() if isinstance(value, str | int | float) else ""
