"""Our profile of HSDS: what we add to say in which language a record is, and what we leave out.

Files of modifications (JSON Merge Patch) are below the address of the profile, as the standard
asks, and the description of the addresses in OpenAPI.
"""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cms import alternates, languages

from . import VERSION
from .api import MOST_PER_PAGE, PER_PAGE, answered

PROFILE_VERSION = "1.0.0"
STANDARD = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema"
LANGUAGE_TAGS = list(languages.HTML_LANGS.values())


def language_properties() -> dict:
    return {
        "content_language": {
            "name": "content_language",
            "type": "string",
            "enum": LANGUAGE_TAGS,
            "description": "The language of all texts of this record, but for fallback_fields.",
        },
        "fallback_fields": {
            "name": "fallback_fields",
            "type": "array",
            "items": {"type": "string"},
            "description": "Properties whose text is in the other language, being in no other.",
        },
        "translations": {
            "name": "translations",
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "language": {"type": "string", "enum": LANGUAGE_TAGS},
                    "url": {"type": "string", "format": "uri"},
                },
                "required": ["language", "url"],
            },
            "description": "The same record, with the same id, in the other language.",
        },
    }


def patches() -> dict[str, dict]:
    """By the name of the file of the standard that each modifies."""
    clock = "On the clock of Europe/Brussels, as HH:MM, without an offset: it changes twice a year."
    return {
        "service.json": {"properties": language_properties()},
        "organization.json": {"properties": language_properties()},
        "schedule.json": {
            "properties": {"opens_at": {"description": clock}, "closes_at": {"description": clock}}
        },
        "openapi.json": {"servers": [{"url": base()}]},
    }


def base() -> str:
    return alternates.absolute(reverse("hsds:root")).rstrip("/")


@answered
def profile(request):
    name, address = settings.DATA_LICENCE
    return {
        "name": "Bilingual social directory",
        "version": PROFILE_VERSION,
        "hsds_version": VERSION,
        "description": _(
            "One monolingual view a language, with the same identifiers. Each record says its "
            "language, which of its texts are in the other one for want of a translation, and "
            "where it is in the other language."
        ),
        "modifications": {
            file: alternates.absolute(reverse("hsds:profile-file", args=[file]))
            for file in patches()
        },
        "not_published": [
            _("Persons: contacts are functions."),
            _("Programmes, funding, costs as amounts: fees are said in words."),
            _("History of each value (metadata): “assured_date” is the day of confirmation."),
        ],
        "languages": {tag: alternates.absolute(f"/{tag[:2]}/api/hsds/") for tag in LANGUAGE_TAGS},
        "licence": {"name": name, "url": address},
    }


@answered
def profile_file(request, file):
    if file not in patches():
        raise Http404
    return patches()[file]


@answered
def openapi(request):
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.WAGTAIL_SITE_NAME} · HSDS {VERSION}",
            "version": PROFILE_VERSION,
            "license": dict(zip(("name", "url"), settings.DATA_LICENCE, strict=True)),
        },
        "servers": [{"url": base()}],
        "paths": {
            "/": get("What this is.", root_schema()),
            **listed("services", "service", [FULL, MINIMAL, ORGANIZATION_ID, MODIFIED]),
            **listed("organizations", "organization", [FULL, MODIFIED]),
            **listed("locations", "location", [], "location.json", "location.json"),
        },
    }


def root_schema():
    names = ("version", "profile", "openapi_url")
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": list(names),
    }


def query(name, schema):
    return {"name": name, "in": "query", "required": False, "schema": schema}


PAGE = query("page", {"type": "integer", "minimum": 1, "default": 1})
PAGE_SIZE = query(
    "per_page",
    {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
)
FULL = query("full", {"type": "string", "enum": ["true", "false"]})
MINIMAL = query("minimal", {"type": "string", "enum": ["true", "false"]})
ORGANIZATION_ID = query("organization_id", {"type": "string", "format": "uuid"})
MODIFIED = query("modified_after", {"type": "string"})
COUNTS = ("total_items", "total_pages", "page_number", "size")
MARKS = ("first_page", "last_page", "empty")


def get(summary, schema, parameters=(), others=()):
    content = {"content": {"application/json": {"schema": schema}}}
    responses = {"200": {"description": summary, **content}}
    responses |= {str(code): {"description": why} for code, why in others}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


def listed(plural, kind, parameters, one="", of_list=""):
    of_list = of_list or f"compiled/{kind}_list.json"
    pages = {
        "type": "object",
        "properties": {
            **{name: {"type": "integer"} for name in COUNTS},
            **{name: {"type": "boolean"} for name in MARKS},
            "contents": {"type": "array", "items": {"$ref": f"{STANDARD}/{of_list}"}},
        },
        "required": [*COUNTS, *MARKS, "contents"],
    }
    identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    wrong = [(400, "A parameter that means nothing.")]
    absent = [(404, "Nothing public under this id.")]
    return {
        f"/{plural}": get(f"A page of {plural}.", pages, [PAGE, PAGE_SIZE, *parameters], wrong),
        f"/{plural}/{{id}}": get(
            f"One {kind}.",
            {"$ref": f"{STANDARD}/{one or f'compiled/{kind}.json'}"},
            [identifier],
            absent,
        ),
    }
