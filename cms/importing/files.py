"""Files that go out: one to start from, what there is already, the report of an import."""

from collections.abc import Iterator
from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms import tabular

from .importers import Importer
from .models import Import

KINDS = ("xlsx", "csv")
CSV_TYPE = "text/csv; charset=utf-8"


def start_file(importer: Importer, kind: str) -> HttpResponseBase:
    """Columns, an example, and in a workbook what each column means."""
    names = [column.name for column in importer.columns]
    if not names:
        raise Http404  # its files are no tables
    return table_file(importer, kind, names, importer.examples(), f"{importer.kind}-example")


def current_file(importer: Importer, kind: str) -> HttpResponseBase:
    names = [column.name for column in importer.columns]
    return table_file(importer, kind, names, importer.current() or [], importer.kind)


def table_file(importer, kind, names, rows, name) -> HttpResponseBase:
    if kind == "csv":
        return csv_response(names, rows, name)
    file = TemporaryFile()  # noqa: SIM115  # closed by the response
    sheets = [
        tabular.Sheet(str(importer.title), names, rows),
        tabular.Sheet(_("Columns"), explained_names(), explained(importer)),
    ]
    tabular.write_xlsx(file, sheets, title=str(importer.title))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx")


def explained_names() -> list[str]:
    return [_("column"), _("what it is"), _("how to write it"), _("example"), _("possible values")]


def explained(importer: Importer) -> Iterator[list[str]]:
    for column in importer.columns:
        codes = column.codes() if column.codes else []
        values = "\n".join(f"{code} = {label}" for code, label in codes)
        yield [column.name, str(column.label), str(column.help), column.example, values]


def report_file(job: Import) -> HttpResponseBase:
    names = [
        _("line"),
        _("what"),
        _("outcome"),
        _("column"),
        pgettext("value in a report", "before"),
        pgettext("value in a report", "after"),
        _("why"),
    ]
    return csv_response(names, report_rows(job), f"import-{job.pk}")


def report_rows(job: Import) -> Iterator[list[object]]:
    """One row a change, so that a spreadsheet can filter them; one for a line without any."""
    for line in job.lines.iterator(chunk_size=500):
        start = [line.number, line.subject, line.get_outcome_display()]
        for field, before, after, part in line.changes:
            yield [*start, f"{part}: {field}" if part else field, before, after, ""]
        if line.reasons or not line.changes:
            yield [*start, "", "", "", " ".join(line.reasons)]


def csv_response(names, rows, name) -> StreamingHttpResponse:
    response = StreamingHttpResponse(tabular.csv_chunks(names, rows), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
