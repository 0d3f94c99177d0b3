"""The addresses of the standard: `/`, `/services`, `/organizations`, each of them by identifier.

One set of addresses a language; each answer is in that language only.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import alternates

from ...models import Organisation, Place, Service
from ..licence import described
from ..rows import complete
from . import VERSION, documents, ids

PER_PAGE, MOST_PER_PAGE = 50, 200


class Refusal(Exception):
    """What was asked cannot be answered, and why."""


class Asked(forms.Form):
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)
    per_page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PER_PAGE)
    organization_id = forms.UUIDField(required=False)
    modified_after = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M"],
    )
    full = forms.TypedChoiceField(
        required=False,
        choices=[("true", ""), ("false", "")],
        coerce=lambda said: said == "true",
        empty_value=False,
    )
    minimal = full

    @classmethod
    def of(cls, request: HttpRequest) -> dict:
        form = cls(request.GET)
        if form.is_valid():
            return form.cleaned_data
        raise Refusal(
            " ".join(
                _("“%(name)s”: %(why)s") % {"name": name, "why": " ".join(why)}
                for name, why in form.errors.items()
            )
        )


def answered(view: Callable) -> Callable:
    """Everything is JSON here, refusals too."""

    @require_safe
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            content, status = view(request, *args, **kwargs), 200
        except Refusal as refusal:
            content, status = {"status": 400, "error": str(refusal)}, 400
        except Http404:
            content, status = {"status": 404, "error": _("There is nothing under this id.")}, 404
        response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
        response["Access-Control-Allow-Origin"] = "*"  # public data, no session needed
        return described(response)

    return answer


@answered
def root(request):
    address = alternates.absolute
    return {
        "version": VERSION,
        "profile": address(reverse("hsds:profile")),
        "openapi_url": address(reverse("hsds:openapi")),
    }


@answered
def services(request):
    asked = Asked.of(request)
    rows = recent(listed_services(), asked["modified_after"], "organisation__last_published_at")
    if asked["organization_id"]:
        owner = ids.row(ids.ORGANISATION, str(asked["organization_id"]))
        rows = rows.filter(organisation=owner or 0)
    return page(rows, asked, service_writer(asked))


def service_writer(asked):
    today = timezone.localdate()

    def write(found):
        owners = owners_of(found)
        for one in found:
            entry = owners[one.organisation_id]
            if asked["minimal"]:
                yield minimal(one, entry)
            elif asked["full"]:
                yield documents.full_service(one, entry, today)
            else:
                yield documents.service(one, entry) | {
                    "organization": documents.organization(entry)
                }

    return write


def minimal(one, entry):
    told = documents.service(one, entry)
    return {name: told[name] for name in ("id", "last_modified") if name in told}


def owners_of(services) -> dict[int, Organisation]:
    owners = complete(Organisation.objects.filter(pk__in={s.organisation_id for s in services}))
    return {entry.pk: entry for entry in owners}


@answered
def service(request, identifier):
    found = listed_services().filter(pk=ids.row(ids.SERVICE, identifier) or 0).first()
    if found is None:
        raise Http404
    return documents.full_service(
        found, owners_of([found])[found.organisation_id], timezone.localdate()
    )


@answered
def organizations(request):
    asked = Asked.of(request)
    rows = Organisation.objects.listed().order_by("pk")
    rows = recent(rows, asked["modified_after"], "last_published_at")
    return page(rows, asked, organization_writer(asked))


def organization_writer(asked):
    def write(found):
        if not asked["full"]:
            return map(documents.organization, found)
        entries = complete(Organisation.objects.filter(pk__in=[e.pk for e in found]).order_by("pk"))
        return map(documents.full_organization, entries)

    return write


@answered
def organization(request, identifier):
    rows = Organisation.objects.listed().filter(pk=ids.row(ids.ORGANISATION, identifier) or 0)
    entry = complete(rows).first()
    if entry is None:
        raise Http404
    return documents.full_organization(entry)


@answered
def locations(request):
    asked = Asked.of(request)
    rows = listed_places().order_by("pk")
    return page(rows, asked, lambda found: map(documents.location, found))


@answered
def location(request, identifier):
    place = listed_places().filter(pk=ids.row(ids.LOCATION, identifier) or 0).first()
    if place is None:
        raise Http404
    return documents.location(place)


def listed_services() -> QuerySet:
    return (
        Service.objects.filter(organisation__in=Organisation.objects.listed())
        .prefetch_related("themes", "audiences", "languages", "opening_slots")
        .order_by("pk")
    )


def listed_places() -> QuerySet:
    return Place.objects.filter(organisation__in=Organisation.objects.listed()).select_related(
        "municipality", "neighbourhood"
    )


def recent(rows: QuerySet, moment, field: str) -> QuerySet:
    if moment is None:
        return rows
    return rows.alias(modified=F(field)).filter(modified__gte=moment)


def page(rows: QuerySet, asked: dict, write) -> dict:
    paginator = Paginator(rows, asked["per_page"] or PER_PAGE)
    number = asked["page"] or 1
    if number > paginator.num_pages:
        raise Refusal(
            _("There are %(pages)s pages: page %(number)s does not exist.")
            % {"pages": paginator.num_pages, "number": number}
        )
    shown = paginator.page(number)
    contents = list(write(list(shown.object_list)))
    return {
        "total_items": paginator.count,
        "total_pages": paginator.num_pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": not shown.has_next(),
        "empty": not contents,
        "contents": contents,
    }
