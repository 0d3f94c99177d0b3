"""The list as a spreadsheet and on paper: made when asked for, kept nowhere."""

import io
import logging
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from cms import languages, tabular
from cms.coordination import Coordination
from cms.paper import CannotTypeset, typeset

from ...agenda import EventPage
from ..rules import RegistrationRules
from .screens import PERMISSION

log = logging.getLogger(__name__)

SHEETS = Path(__file__).resolve().parent.parent / "paper"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@permission_required(PERMISSION)
def table(request, pk, form):
    event, rules = found(pk)
    columns, rows = columns_of(rules), list(rows_of(rules))
    if form == "csv":
        content, kind = b"".join(tabular.csv_chunks(columns, rows)), "text/csv; charset=utf-8"
    else:
        file = io.BytesIO()
        tabular.write_xlsx(file, [tabular.Sheet(_("Participants"), columns, rows)])
        content, kind = file.getvalue(), XLSX
    return attachment(content, kind, f"{slugify(event.title)}.{form}")


def columns_of(rules):
    names = [_("Name"), _("Organisation"), _("Kind of institution"), _("Has a place")]
    names += [_("Came"), _("E-mail"), _("Telephone")]
    return [*names, _("What makes coming easier"), _("Does not eat"), _("Remark"), _("Language")]


def rows_of(rules):
    for one in rules.registrations.by_name():
        yield (
            one.name,
            one.house,
            one.organisation.get_kind_display() if one.organisation else one.get_kind_display(),
            yes_or_no(one.is_confirmed),
            yes_or_no(one.came),
            one.email,
            one.phone,
            one.access,
            one.meal,
            one.remarks,
            one.language,
        )


def yes_or_no(value):
    return _("yes") if value else _("no")


@require_GET
@permission_required(PERMISSION)
def paper(request, pk, name):
    """At once: 200 participants take well under a second of the typesetter."""
    event, rules = found(pk)
    try:
        pdf = press(request, event, rules, name)
    except CannotTypeset as error:
        log.error("registrations: %s could not be typeset: %s", name, type(error).__name__)
        text = _("This paper could not be made. Nothing is lost: use the spreadsheet, and tell us.")
        messages.error(request, text)
        return redirect("participants", event.pk)
    return attachment(pdf, "application/pdf", f"{slugify(event.title)}-{name}.pdf")


def press(request, event, rules, name):
    people = rules.registrations.confirmed().by_name()
    data = {
        "language": languages.current(),
        "title": event.title,
        "when": " ".join(render_to_string("home/parts/when.html", {"event": event}).split()),
        "place": event.place.plain,
        "publisher": Coordination.for_request(request).name.plain,
        "acronym": Coordination.for_request(request).acronym.plain,
        "people": [{"name": one.name, "house": one.house} for one in people],
        "words": words(rules),
    }
    source = (SHEETS / f"{name}.typ").read_text(encoding="utf-8")
    return typeset(source, data, day=timezone.localdate())


def words(rules):
    return {
        "list": _("List of participants"),
        "badges": _("Name badges"),
        "name": _("Name"),
        "house": _("Organisation"),
        "signature": _("Signature"),
        "nobody": _("Nobody has registered yet."),
        "erase": _("Destroy this list after the event: it holds names."),
    }


def found(pk):
    event = get_object_or_404(EventPage, pk=pk).original
    return event, get_object_or_404(RegistrationRules.objects.of(event))


def attachment(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
