"""Who may come in. What is shown inside is for one person: no cache, no search engine."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .people import Membership


def private(view):
    """For pages with passwords and keys too: a browser tells other sites our name at most."""

    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def logged_in(view):
    @private
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("members:login"))
        return view(request, *args, **kwargs)

    return guarded


def members_only(view):
    """Former members, and accounts of the coordination, are told that there is nothing here."""

    @logged_in
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not memberships(request):
            return redirect("members:area")
        return view(request, *args, **kwargs)

    return guarded


def memberships(request) -> list[Membership]:
    """Those of today, with their organisations: asked once a request."""
    if not hasattr(request, "memberships"):
        mine = Membership.objects.filter(user=request.user).current()
        request.memberships = list(mine.select_related("organisation"))
    return request.memberships


def membership_in(request, slug) -> Membership:
    """In that organisation; what is not one's own does not exist."""
    for membership in memberships(request):
        if membership.organisation.slug == slug:
            return membership
    raise Http404


def page(request, template, context=None, status=200):
    context = {"robots": "noindex", "memberships": ()} | (context or {})
    if request.user.is_authenticated:
        context["memberships"] = memberships(request)
    return render(request, template, context, status=status)
