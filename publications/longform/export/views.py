"""The addresses of the files: that of the page, with the kind of file one wants behind it."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms import frame
from cms.readable import readable

from . import making, quoting
from .models import Form, MadeFile, State

TYPES = {
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.EPUB: "application/epub+zip",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
CITATIONS = {
    "bib": quoting.bibtex,
    "ris": quoting.ris,
    "txt": lambda one: quoting.plain(one) + "\n",
}
REFRESH = 2  # seconds between two looks, while a file is made


@require_http_methods(["GET", "HEAD", "POST"])
def file(request, path, form):
    """POST: try again to make what could not be made."""
    page = page_at(request, path)
    if form in CITATIONS:
        words = CITATIONS[form](quoting.of_page(page))
        return named(HttpResponse(words, content_type=TYPES[form]), page, form)
    if form not in making.forms_of(page):
        raise Http404
    if request.method == "POST":
        making.again(page, form)
        return redirect(request.path)
    made = making.wanted(page, form)
    if made.state == State.READY:
        return handed_out(request, page, made)
    return told(request, page, made)


def page_at(request, path):
    """A publication or a chapter that everybody may read; of another nobody learns anything."""
    steps = [step for step in path.split("/") if step]
    request.frame = frame.Frame(request, steps)
    if not request.frame.is_open:
        raise Http404
    page = request.frame.page_at(steps) or Page.find_for_request(request, path)
    if page is None or not readable(Page.objects.filter(pk=page.pk)).exists():
        raise Http404
    page = page.specific
    if not making.forms_of(page) or getattr(page, "waits", False):
        raise Http404
    request.served_page = page  # the other language of the file is the other language of the page
    return page


def handed_out(request, page, made: MadeFile):
    tag = f'"{made.fingerprint[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        try:
            content = made.file.open("rb")
        except (FileNotFoundError, ValueError):  # somebody cleaned the disk: it is made again
            return told(request, page, making.lost(made, page))
        response = FileResponse(content, content_type=TYPES[Form(made.form)])
        named(response, page, made.form)
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"  # kept, but asked about: it may not be public any more
    return response


def named(response, page, form):
    """A PDF opens where one reads; the others are for another program."""
    kind = "inline" if form in (Form.PDF, "txt") else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{page.slug}.{form}"'
    return response


def told(request, page, made: MadeFile):
    """It is being made, or it could not be: what to do meanwhile."""
    failed = made.state == State.FAILED
    context = {
        "publication_page": page,
        "form": Form(made.form),
        "failed": failed,
        "robots": "noindex",
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.ACCEPTED
    response = render(request, "publications/being_prepared.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(REFRESH)
    if not failed:
        # Without a script; as a header, for a <meta> would be one more thing to read aloud.
        response["Refresh"] = str(REFRESH)
    return response
