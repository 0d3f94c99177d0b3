"""Registering, and one's own registration behind a personal link. Kept by no cache."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms import languages
from cms.limits import visitor_may
from publications.ledger.doors import WRONG_KEYS_AN_HOUR, behind_a_link, key_of

from ..agenda import EventPage
from . import enrolling, letters, links, telling
from .forms import DetailsForm, RegistrationForm

REGISTRATIONS_AN_HOUR = 30  # a whole team may sit behind one connection
TOO_MANY = _(
    "Many people registered from your connection within the hour, so this was not recorded. "
    "Nothing you wrote is lost: try again later, or telephone."
)
HERE = "registered"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, key):
    event, told = found(key)
    form = RegistrationForm(
        request.POST if request.method == "POST" else None,
        rules=told.rules,
        initial={"language": languages.current()},
    )
    status = 200
    if request.method == "POST" and not told.is_open:
        status = 409
    elif form.is_valid():
        try:
            if form.is_from_a_machine or entered(request, told.rules, form):
                return redirect(f"{request.path}?{HERE}#{HERE}")
        except enrolling.NotOpen:  # the last place went meanwhile
            event, told = found(key)
            status = 409
    status = 422 if form.errors else status
    context = {"event": event, "told": told, "form": form, "was_registered": HERE in request.GET}
    context["just_closed"] = status == 409
    context["crumbs"] = [{"title": event.title, "url": event.get_url(request)}]
    return alone(request, "home/registrations/register.html", context, status)


def found(key):
    """The event, if everybody may read it and it takes registrations."""
    pages = EventPage.objects.readable_in(languages.current()).filter(translation_key=key)
    event = pages.defer_streamfields().first()
    told = telling.of_event(event) if event else None
    if told is None:
        raise Http404
    return event, told


def entered(request, rules, form):
    if not visitor_may(request, "registrations", REGISTRATIONS_AN_HOUR):
        form.add_error(None, TOO_MANY)
        return False
    enrolling.register(rules, form.values)
    return True


@behind_a_link
def mine(request):
    """Programs that look at links before people do change nothing: a button does."""
    registration = links.registration_of(key_of(request))
    if registration is None:
        return closed(request)
    if request.method == "POST" and "cancel" in request.POST:
        enrolling.cancel(registration)
        return redirect("registrations:cancelled")
    initial = {
        name: getattr(registration, name)
        for name in DetailsForm.base_fields
        if name != "organisation"
    }
    form = DetailsForm(
        request.POST if request.method == "POST" else None,
        rules=registration.rules,
        initial=initial | {"organisation": registration.house},
    )
    if form.is_valid():
        enrolling.change(registration, form.details)
        return redirect(f"{request.get_full_path()}&changed#changed")
    rules = registration.rules
    context = {
        "registration": registration,
        "rules": rules,
        "event": letters.page_of(rules, languages.current()),
        "is_over": rules.is_over(timezone.now()),
        "form": form,
        "was_changed": "changed" in request.GET,
        "robots": "noindex",
    }
    template = "home/registrations/mine.html"
    return render(request, template, context, status=422 if form.errors else 200)


def closed(request):
    """Was it a key of ours whose registration is erased (410), or never one (404)?"""
    status = 410 if links.is_ours(key_of(request)) else 404
    if not visitor_may(request, "doors", WRONG_KEYS_AN_HOUR):
        status = 429
    context = {"status": status, "robots": "noindex"}
    return render(request, "home/registrations/closed.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
def cancelled(request):
    return alone(request, "home/registrations/cancelled.html", {})


def alone(request, template, context, status=200):
    """For no search engine, and no cache that others read."""
    response = render(request, template, {"robots": "noindex", **context}, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response
