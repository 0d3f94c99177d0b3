"""The list as a file: the same question as the list's, every entry found, in one language."""

import json
from collections.abc import Iterator
from functools import partial
from tempfile import TemporaryFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import alternates, languages, tabular

from ..asking import Asked
from ..models import Organisation
from .columns import CONTACT, ENTRY, MANAGERS, PLACE, READ_ONLY, SERVICE, Column, in_language
from .licence import about, described
from .rows import entries, parts_of, rows_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PARTS = (PLACE, SERVICE, CONTACT)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    # What is streamed is written after the request, when no language is active any more.
    language = languages.current()
    found = spoken(language, chosen(request))
    response = WRITERS[kind](found, in_language(language), language)
    day = timezone.localdate().isoformat()
    name = f"{_('directory')}-{language}-{day}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Type"] = TYPES[kind]
    return described(response)


def chosen(request: HttpRequest) -> Iterator[Organisation]:
    asked = Asked(request.GET, timezone.now())
    if asked.is_narrowed:
        return entries(int(key) for key in asked.primary_keys())
    ids = Organisation.objects.listed().order_by(f"name_{languages.current()}", "pk")
    return entries(ids.values_list("pk", flat=True).iterator())


def spoken(language: str, found: Iterator) -> Iterator:
    """Each next one is made in this language, whenever it is asked for."""
    while True:
        with translation.override(language):
            one = next(found, None)
        if one is None:
            return
        yield one


def read_only(entry: Organisation) -> dict[str, str]:
    """On each line: what to cite, and what to call it."""
    address = alternates.absolute(entry.get_absolute_url())
    return {"url": address, "name": entry.name.plain, "language": entry.name.language}


def names(columns: list[Column]) -> list[str]:
    first, *others = [column.name for column in columns]
    return [first, *READ_ONLY, *others]


def lines(found: Iterator[Organisation], columns: list[Column]) -> Iterator[list[str]]:
    order = names(columns)
    for entry in found:
        told = read_only(entry)
        for row in rows_of(entry, columns):
            yield [(row | told)[name] for name in order]


def as_csv(found, columns, language) -> HttpResponseBase:
    rows = spoken(language, lines(found, columns))
    return StreamingHttpResponse(tabular.csv_chunks(names(columns), rows))


def as_xlsx(found, columns, language) -> HttpResponseBase:
    file = TemporaryFile()  # noqa: SIM115  # the response closes it
    meanings = {column.name: column for column in columns}
    explained = (
        [name, str(meanings[name].label if name in meanings else READ_ONLY[name])]
        for name in names(columns)
    )
    tabular.write_xlsx(
        file,
        [
            tabular.Sheet(_("Directory"), names(columns), lines(found, columns)),
            tabular.Sheet(_("Columns"), [_("column"), _("what it is")], explained),
            tabular.Sheet(_("About"), [_("about this file"), ""], about(language).items()),
        ],
        title=settings.WAGTAIL_SITE_NAME,
        about=settings.DATA_LICENCE[1],
    )
    file.seek(0)
    return FileResponse(file)


def as_json(found, columns, language) -> HttpResponseBase:
    return StreamingHttpResponse(json_chunks(spoken(language, found), columns, about(language)))


def json_chunks(found, columns, meta) -> Iterator[str]:
    write = partial(json.dumps, cls=DjangoJSONEncoder, ensure_ascii=False)
    yield f'{{"meta": {write(meta)}, "organisations": ['
    for number, entry in enumerate(found):
        yield (",\n" if number else "\n") + write(as_object(entry, columns))
    yield "\n]}\n"


def as_object(entry: Organisation, columns: list[Column]) -> dict:
    """The columns of the table, with places, services and contacts in lists of their own."""
    told = {column.name: column.plain_of(entry) for column in columns if column.part == ENTRY}
    several = {
        MANAGERS[part]: [
            {
                column.name.removeprefix(f"{part}_"): column.plain_of(record)
                for column in columns
                if column.part == part
            }
            for record in parts_of(entry, part)
        ]
        for part in PARTS
    }
    return told | read_only(entry) | several


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
