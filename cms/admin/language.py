from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cms import languages


@require_safe
def choose_language(request, code):
    """The language of the door, before anybody is known; an account remembers its own."""
    if code not in languages.CODES:
        raise Http404
    response = redirect("wagtailadmin_login")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
    return response
