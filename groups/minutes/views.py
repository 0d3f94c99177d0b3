"""Minutes as they are read: by those who may, once logged in, or behind the link of an official.

Nothing of it is kept on the way (`no-store`), found by a search engine, or given to whoever asks
for the same address later. What one may not read and what does not exist are answered alike.
"""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from cms import keys
from cms.limits import visitor_may
from publications.ledger import doors

from . import attendance
from .readers import has_account, readable_by
from .telling import text_of
from .transmissions import PURPOSE, Transmission


def confidential(view):
    @require_safe
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Http404 as error:
            response = page_not_found(request, error)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


# --- with an account --------------------------------------------------------------------------
def for_people(view):
    """Whoever has no account is led to the door, whether there is something behind it or not."""

    @confidential
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not has_account(request.user):
            return redirect_to_login(request.get_full_path(), reverse("members:login"))
        return view(request, *args, **kwargs)

    return guarded


def readable(request, uid):
    return get_object_or_404(readable_by(request.user).with_meeting(), meeting__uid=uid)


@for_people
def read(request, uid):
    return page(request, readable(request, uid))


@for_people
def open_file(request, uid, pk):
    return file_response(readable(request, uid), pk)


# --- behind a link ------------------------------------------------------------------------------
@doors.behind_a_link
def link(request):
    """Says what it is first: programs open links before people do, and must not take it along."""
    row = opened(request)
    if row is None:
        return closed(request)
    if "read" not in request.GET:
        context = {"row": row, "meeting": row.minutes.meeting, "robots": "noindex"}
        return render(request, "groups/minutes/door.html", context | {"key": doors.key_of(request)})
    if request.method == "GET":
        row.note_opening()
    return page(request, row.minutes, row=row, key=doors.key_of(request))


@doors.behind_a_link
def open_file_by_link(request, pk):
    row = opened(request)
    return closed(request) if row is None else file_response(row.minutes, pk)


def opened(request):
    row = Transmission.objects.known_by(doors.key_of(request))
    return row if row and row.state == row.State.READY else None


def closed(request):
    """It ended, or was withdrawn (410); or it never was a link of ours (404)."""
    status = 410 if keys.digest_of(doors.key_of(request), PURPOSE) else 404
    if not visitor_may(request, "doors", doors.WRONG_KEYS_AN_HOUR):
        status = 429
    context = {"status": status, "robots": "noindex"}
    return render(request, "groups/minutes/closed.html", context, status=status)


# --- what both get ------------------------------------------------------------------------------
def page(request, minutes, **context):
    rows = attendance.rows_of(minutes.meeting)
    context |= {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "text": text_of(minutes),
        "attendance": attendance.told(rows),
        "files": minutes.files.all(),
        "robots": "noindex",
    }
    return render(request, "groups/minutes/minutes.html", context)


def file_response(minutes, pk):
    """Always as a download: nothing that came from outside is shown inside the site."""
    row = minutes.files.filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        opened_file = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened_file, as_attachment=True, filename=row.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response
