"""The ledger as files: CSV and JSON with the same names, written line by line, in one language."""

import json
from collections.abc import Iterable, Iterator

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cms import languages, tabular
from cms.alternates import absolute

from . import columns, figures, lines, listing
from .authorities import Authority
from .filters import Listing
from .sendings import Sending
from .themes import of_theme


@require_safe
def recommendations(request, form):
    """With the choices of the list: what one sees is what one takes along."""
    chosen = Listing(request.GET)
    return answer(request, form, "ledger", columns.RECOMMENDATIONS, lines.of_ledger(chosen))


@require_safe
def theme(request, code, form):
    found, _label = of_theme(code, request.GET)
    return answer(request, form, f"ledger-{code}", columns.RECOMMENDATIONS, lines.of_ledger(found))


@require_safe
def authority(request, slug, form):
    one = get_object_or_404(Authority, slug=slug)
    sendings = Sending.objects.public().answerable_by(one)
    if not sendings.exists():
        raise Http404
    rows = lines.of_sendings(sendings, timezone.localdate())
    return answer(request, form, f"ledger-{one.slug}", columns.SENDINGS, rows)


@require_safe
def interpellations(request, form):
    rows = lines.of_interpellations(listing.lines_on(timezone.localdate()))
    return answer(request, form, "interpellations", columns.INTERPELLATIONS, rows)


@require_safe
def in_figures(request, form):
    return answer(request, form, "ledger-figures", columns.FIGURES, figures.lines())


def answer(request, form, name, described, rows):
    """`rows` hold what `described` names, in that order."""
    language = languages.current()
    names = [column.name for column in described]
    rows = spoken(language, rows)
    if form == "csv":
        chunks, kind = tabular.csv_chunks(names, rows), "text/csv; charset=utf-8"
    else:
        about = {
            "language": language,
            "date": timezone.localdate().isoformat(),
            "source": absolute(request.get_full_path()),
            "columns": absolute(reverse("data")),
        }
        chunks, kind = json_chunks(about, names, rows), "application/json; charset=utf-8"
    response = StreamingHttpResponse(chunks, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.{form}"'
    response["Content-Language"] = languages.html_lang(language)
    response["X-Robots-Tag"] = "noindex"
    return response


def spoken(language: str, rows: Iterable) -> Iterator:
    """A file is written after the view has ended: in the language of the view all the same."""
    rows = iter(rows)
    while True:
        with translation.override(language):
            row = next(rows, None)
        if row is None:
            return
        yield row


def json_chunks(about: dict, names: list[str], rows: Iterable) -> Iterator[str]:
    opening = json.dumps(about, ensure_ascii=False)[:-1]
    yield f'{opening}, "items": ['
    before = "\n"
    for row in rows:
        item = dict(zip(names, row, strict=True))
        yield before + json.dumps(item, ensure_ascii=False, default=str)
        before = ",\n"
    yield "\n]}\n"
